# SPDX-License-Identifier: MIT
"""Names that lead inside, proxies, and addresses of every odd form: in a network of its own, where
every address of the world is this machine, nothing arrives but at public ones.

MATINES_NO_NETNS=1 says that this machine allows no network namespaces.
"""

import ctypes
import json
import os
import pathlib
import subprocess
import sys

from ground import Ground
from pushing import LibraryError, Pusher, certificates

CLONE_NEWNET = 0x40000000
PUBLIC4, PUBLIC6 = "93.184.216.34", "2606:2800:220:1::1"
HERE = pathlib.Path(__file__).parent
VECTORS = json.loads((HERE.parent / "Fixtures" / "push-endpoints.json").read_text())
# More that must be refused: metadata services, and IPv4 in disguise.
INSIDE = ["127.0.0.1", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1",
          "0.0.0.0", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
          "fd00::1", "fd00:ec2::254", "64:ff9b::7f00:1", "2002:7f00:1::1", "2001:0:7f00:1::1"]
TRAPS = [80, 3128, 1080, 8080]
ROUNDS, NAMES = 20, 25


def table():
  """What each name answers: MATINES_RESOLVER of resolver.c."""
  keys = {"turning": f"{PUBLIC4}|127.0.0.1", "turning6": f"{PUBLIC6}|::1",
          "both": f"127.0.0.1,{PUBLIC4}", "both6": f"::1,{PUBLIC6}",
          "open": "10.1.2.3", "closed": "10.2.0.1"}
  keys |= {f"in{number}": address for number, address in enumerate(INSIDE)}
  keys |= {f"case{number}": case["address"]
           for number, case in enumerate(VECTORS["address_cases"])}
  return ";".join(f"{key}={lists}" for key, lists in keys.items())


# ---- what runs with the resolver loaded; each step prints its outcomes

def drive(ground, step, authority):
  def pusher(name, networks=()):
    return Pusher(ground, f"{step}-{name}", pathlib.Path(authority), [], list(networks))

  print(json.dumps(STEPS[step](pusher)))


def address(key, number=0):
  return f"https://n{number}-{key}.example.net/push?close"


def turning(pusher):
  """Every name leads outside and inside by turns; a new engine has forgotten the last answer."""
  outcomes = []
  for engine in range(ROUNDS):
    sender = pusher(engine)
    outcomes += sender.send([address(key, number) for number in range(NAMES)
                             for key in ("turning", "turning6")])
    sender.close()
  return {"outcomes": outcomes}


def queued(pusher):
  """The same through the queue."""
  sender = pusher("queue")
  for number in range(2 * NAMES):
    sender.person(f"p{number}", address("turning", f"q{number}"))
    sender.emit(f"p{number}")
  delivered = sender.engine.work(4_000)["delivered"]
  sender.close()
  return {"delivered": delivered}


def addresses(pusher):
  sender = pusher("addresses")
  cases = range(len(VECTORS["address_cases"]))
  answer = {"inside": sender.send([address(f"in{number}") for number in range(len(INSIDE))]),
            "cases": sender.send([address(f"case{number}") for number in cases]),
            "both": sender.send([address("both"), address("both6")]),
            "localhost": sender.send(["https://push.localhost/push"]), "said": sender.said}
  sender.close()
  sender = pusher("allowing", ["10.1.0.0/16"])
  answer["allowed"] = sender.send([address("open"), address("closed")])
  sender.close()
  return answer


def endpoints(pusher):
  """Which of the forms that must be refused were not."""
  sender = pusher("endpoints")
  sender.engine.call("user_put", '{"id": "u"}')
  taken = []
  for case in VECTORS["reject_syntax"]:
    for way in (lambda at: sender.subscribe("u", at), lambda at: sender.send([at])):
      try:
        way(case["endpoint"])
        taken.append(case["endpoint"][:80])
      except LibraryError:
        pass
  stored = sender.browsers("u")
  for endpoint in VECTORS["accept_syntax"]:
    sender.subscribe("u", endpoint)
  answer = {"taken": taken, "stored": stored, "accepted": sender.browsers("u")}
  sender.close()
  return answer


STEPS = {"turning": turning, "queued": queued, "addresses": addresses, "endpoints": endpoints,
         "proxies": lambda pusher: {"outcomes": pusher("proxies").send(
           [address("turning", number) for number in range(100)])}}


# ---- what watches

class Watch:
  def __init__(self, ground):
    self.ground = ground
    network()
    self.authority = certificates(ground)
    traps = [option for port in TRAPS for option in ("--trap", str(port))]
    self.server = ground.server(
      "push_faults.py", "--certificates", str(self.authority), "--name", "public",
      "--address", "::", "--port", "443", *traps)
    self.resolver = ground.folder / "resolver.so"
    subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-Wall", "-Wextra",
                    "-Werror", "-o", self.resolver, HERE / "resolver.c"], check=True)

  def step(self, name, **environment):
    """Runs a step and adds where connections arrived meanwhile."""
    self.server.get("/reset")
    folder = self.ground.folder / f"step-{name}"
    folder.mkdir(mode=0o700)
    ran = subprocess.run(
      [sys.executable, __file__, "drive", name, self.authority], text=True, timeout=300,
      stdout=subprocess.PIPE, env=os.environ | {
        "LD_PRELOAD": str(self.resolver), "MATINES_RESOLVER": table(),
        "MATINES_PROOF_FILES": str(folder)} | environment)
    self.ground.check(ran.returncode == 0, f"{name} ended with {ran.returncode}")
    counts = self.server.get("/counts")
    met = {where.split(" ")[0]: times for where, times in counts["connections"].items()
           if where.split(" ")[1] != str(self.server.ready["control"])}
    self.ground.check(not counts["trapped"], f"{name}: a trap met {counts['trapped'][:3]}")
    self.ground.check(not counts["strange"], f"{name}: requests were {counts['strange'][:3]}")
    return json.loads(ran.stdout or "{}"), met

  def only(self, name, met, allowed):
    inside = {address: times for address, times in met.items() if address not in allowed}
    self.ground.check(not inside, f"{name}: connections arrived at {inside}")


def network():
  """A namespace in which every address is local."""
  libc = ctypes.CDLL(None, use_errno=True)
  if libc.unshare(CLONE_NEWNET) != 0:
    raise PermissionError(f"no network namespace: {os.strerror(ctypes.get_errno())}")
  for words in ("link set lo up", "route add local 0.0.0.0/0 dev lo",
                "-6 route add local ::/0 dev lo"):
    subprocess.run(["ip", *words.split()], check=True)


def names_that_turn(watch):
  answer, met = watch.step("turning")
  outcomes, sends = answer["outcomes"], 2 * ROUNDS * NAMES
  arrived = met.get(PUBLIC4, 0) + met.get(PUBLIC6, 0)
  watch.only("turning", met, {PUBLIC4, PUBLIC6})
  watch.ground.check(len(outcomes) == sends and outcomes.count("delivered") == sends // 2,
                     f"{outcomes.count('delivered')} of {len(outcomes)} were delivered")
  watch.ground.check(arrived == sends // 2, f"{arrived} connections outside, not {sends // 2}")
  answer, met = watch.step("queued")
  watch.only("queued", met, {PUBLIC4})
  watch.ground.check(answer["delivered"] == NAMES == met.get(PUBLIC4), f"queued: {answer}, {met}")
  return sends, arrived


def proxies(watch):
  home = watch.ground.folder / "home"
  home.mkdir()
  (home / ".netrc").write_text("default login trap password trap\n")
  (home / ".curlrc").write_text("proxy = http://127.0.0.1:3128\nlocation\n")
  (home / ".netrc").chmod(0o600)
  trap = "http://127.0.0.1:3128"
  variables = {name: trap for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")}
  variables |= {"ALL_PROXY": "socks5h://127.0.0.1:1080", "all_proxy": "socks5h://127.0.0.1:1080",
                "no_proxy": "", "NO_PROXY": "", "HOME": str(home), "CURL_HOME": str(home),
                "NETRC": str(home / ".netrc")}
  answer, met = watch.step("proxies", **variables)
  watch.only("proxies", met, {PUBLIC4})
  watch.ground.check(answer["outcomes"].count("delivered") == 50, "proxies: not 50 delivered")


def odd_addresses(watch):
  answer, met = watch.step("addresses")
  cases = VECTORS["address_cases"]
  wanted = ["delivered" if case["expect"] == "allow" else "later" for case in cases]
  for case, want, got in zip(cases, wanted, answer["cases"]):
    watch.ground.check(want == got, f"{case['address']}: {got}, and {case['expect']} is right")
  outside = {case["address"] for case in cases if case["expect"] == "allow"}
  watch.only("addresses", met, outside | {PUBLIC4, PUBLIC6, "10.1.2.3"})
  for name, want in (("inside", ["later"] * len(INSIDE)), ("both", ["delivered"] * 2),
                     ("localhost", ["later"]), ("allowed", ["delivered", "later"])):
    watch.ground.check(answer[name] == want, f"{name}: {answer[name]}")
  told = [text for _, text in answer["said"] if "push.localhost" in text]
  watch.ground.check("not public" in "".join(told), f"push.localhost: {told}")
  return len(cases) + len(INSIDE)


def prove(ground):
  watch = Watch(ground)
  sends, arrived = names_that_turn(watch)
  proxies(watch)
  forms = odd_addresses(watch)
  answer, met = watch.step("endpoints")
  watch.only("endpoints", met, ())
  ground.check(not answer["taken"], f"endpoints taken: {answer['taken'][:4]}")
  ground.check((answer["stored"], answer["accepted"]) == (0, len(VECTORS["accept_syntax"])),
               f"browsers stored: {answer['stored']}, accepted: {answer['accepted']}")
  return sends, f"sends inside=0 outside={arrived} addresses={forms} " \
                f"endpoints={len(VECTORS['reject_syntax'])} trapped=0"


def main():
  if sys.argv[1:2] == ["drive"]:
    with Ground("driver") as ground:
      return drive(ground, sys.argv[2], sys.argv[3])
  with Ground("push_guard") as ground:
    sends, detail = 0, "sends"
    try:
      sends, detail = prove(ground)
    except PermissionError as error:
      if os.environ.get("MATINES_NO_NETNS") == "1":
        print(f"proof push_guard 0 1000 not run: {error}")
        return 0
      ground.problems.append(f"{error}; MATINES_NO_NETNS=1 leaves this proof out")
    return ground.verdict(sends, 1000, detail)


if __name__ == "__main__":
  sys.exit(main())
