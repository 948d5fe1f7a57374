# SPDX-License-Identifier: MIT
"""Push services that misbehave: every outcome is that of the table, nothing outlasts its limit,
nothing is followed, and memory stays flat."""

import os
import sys
import threading
import time

import push_health
import push_table
from ground import Ground
from pushing import Pusher, certificates, private_dirty

TOTAL, SLACK = 10, 1  # seconds: the limit of one message, and what a busy machine adds
GROWTH = 2 << 20
PATIENCE = 300  # seconds for the many
WARM = 100  # rounds
WAYS = ("port", "h2", "silent", "stalled", "resets", "garbled")
REDIRECTS = [f"/redirect/{code}?to={to}" for code in (301, 302, 303, 307, 308)
             for to in ("https", "plain", "ftp", "file")]
# What each fault makes of a message: the status decides as soon as its head is whole.
HTTP1 = {
  "delivered": ["push", "alternative", "alternative", "cookie", "cookie", "slow/body",
                "endless-body", "endless-chunks", "chunk-extension", "gzip-bomb", "half/body",
                "wrong-length/short", "wrong-length/negative", "wrong-length/huge",
                "wrong-length/text", "wrong-length/twice"],
  "later": ["silence", "slow", "endless-body/503", "endless-headers", "huge-header", "interim",
            "http09", "garbage", "half", "reset", "status/100", "status/103"],
  "gone": ["endless-body/410"]}
# Some of these libcurl itself calls nonsense although the status was read.
HTTP1_EITHER = {"wrong-length/negative", "wrong-length/huge", "wrong-length/text",
                "wrong-length/twice"}
HTTP2 = {
  "delivered": ["created", "endless-data", "empty-data"],
  "later": ["unknown-frames", "rst-stream", "refused-stream", "goaway", "settings-flood",
            "ping-flood", "push-promise", "continuation-flood", "interim-flood", "window",
            "garbage", "http1", "header-bomb"]}
# Those that end by themselves, for the memory of many.
QUICK = ["/status/503", "/status/404", "/redirect/307", "/endless-body", "/endless-chunks",
         "/endless-headers", "/huge-header", "/interim", "/gzip-bomb", "/http09", "/garbage",
         "/half", "/half/body", "/reset", "/wrong-length/short", "/cookie", "/alternative"]
QUICK_H2 = ["endless-data", "rst-stream", "goaway", "settings-flood", "continuation-flood",
            "interim-flood", "garbage", "header-bomb"]


def endpoints(ready):
  """Each fault at an origin of its own: address and the outcomes that are right."""
  faults = []
  for outcome, paths in HTTP1.items():
    for number, path in enumerate(paths):
      host = f"{path.replace('/', '-')}.push.localhost"
      right = {outcome, "later"} if path in HTTP1_EITHER else {outcome}
      faults.append((f"https://{host}:{ready['port']}/{path}?{number}", right))
  for outcome, names in HTTP2.items():
    faults += [(f"https://{name}.push.localhost:{ready['h2']}/", {outcome}) for name in names]
  return faults + [(f"https://push.localhost:{ready[way]}/", {"later"}) for way in WAYS[2:]]


def all_statuses(ground, pusher, port):
  wanted = push_table.outcomes()
  base = f"https://push.localhost:{port}"
  codes = sorted(wanted)
  got = pusher.send([f"{base}/status/{code}" for code in codes])
  for code, outcome in zip(codes, got):
    ground.check(outcome == wanted[code], f"{code}: {outcome} instead of {wanted[code]}")
  for path, outcome in zip(REDIRECTS, pusher.send([base + path for path in REDIRECTS])):
    ground.check(outcome == "failed", f"{path}: {outcome}")
  return len(codes) + len(REDIRECTS)


def every_fault(ground, pusher, ready):
  """All at once, each in a call of its own; answers the longest, in seconds."""
  longest = [0]

  def one(endpoint, right):
    (outcome,), seconds = pusher.timed([endpoint])
    name = endpoint.removeprefix("https://")
    ground.check(outcome in right, f"{name}: {outcome} instead of {' or '.join(right)}")
    ground.check(seconds <= TOTAL + SLACK, f"{name}: {seconds:.1f} s")
    longest.append(seconds)

  threads = [threading.Thread(target=one, args=fault) for fault in endpoints(ready)]
  for thread in threads:
    thread.start()
  for thread in threads:
    thread.join()
  return max(longest)


def many_at_once(ground, pusher, ready):
  """A call with many browsers of one dead service: each has its ten seconds, not one after
  another (64 go at once)."""
  for way in ("silent", "stalled"):
    outcomes, seconds = pusher.timed([f"https://push.localhost:{ready[way]}/{i}"
                                      for i in range(64)])
    ground.check(set(outcomes) == {"later"}, f"64 at {way}: {set(outcomes)}")
    ground.check(seconds <= TOTAL + SLACK, f"64 at {way}: {seconds:.1f} s")


def memory(ground, pusher, ready, count):
  paths = [f"https://push.localhost:{ready['port']}{path}" for path in QUICK]

  def send(turn):
    """A connection that floods answers no second request: each is met at another name, until the
    service has dropped it."""
    flooding = [f"https://{name}--{turn % WARM}.push.localhost:{ready['h2']}/" for name in QUICK_H2]
    pusher.send(paths + flooding)
    pusher.said.clear()
    return len(paths + flooding)

  # As many connections as are ever kept (256) are there before anything is measured.
  for turn in range(WARM):
    send(turn)
  before, sent, end = private_dirty(), 0, time.monotonic() + PATIENCE
  while sent < count and time.monotonic() < end:
    turn += 1
    sent += send(turn)
  ground.check(sent >= count, f"{sent} hostile answers in {PATIENCE} s, not {count}")
  growth = private_dirty() - before
  ground.check(growth < GROWTH, f"{growth} octets more after {sent} hostile answers")
  return sent, growth


def nothing_followed(ground, counts):
  ground.check(not counts["trapped"], f"followed: {counts['trapped'][:3]}")
  ground.check(not counts["strange"], f"requests of another kind: {counts['strange'][:3]}")


def main(quick):
  count = int(os.environ.get("COUNT", 1_000 if quick else 10_000))
  with Ground("push_faults") as ground:
    authority = certificates(ground)
    server = ground.server("push_faults.py", "--certificates", str(authority))
    # The trap's port is open to the guard: a redirect that were followed would arrive.
    ports = [server.ready[way] for way in WAYS] + server.ready["traps"]
    pusher = Pusher(ground, "direct", authority, ports)
    statuses = all_statuses(ground, pusher, server.port)
    longest = every_fault(ground, pusher, server.ready)
    many_at_once(ground, pusher, server.ready)
    sent, growth = memory(ground, pusher, server.ready, count)
    pusher.close()
    queued = push_health.prove(ground, authority, server, ports, endpoints(server.ready))
    nothing_followed(ground, server.get("/counts"))
    return ground.verdict(
      sent, count, f"hostile_answers statuses={statuses} queued={queued} "
      f"longest_s={longest:.1f} growth_kib={growth // 1024} followed=0")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
