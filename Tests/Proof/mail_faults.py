# SPDX-License-Identifier: MIT
"""Mail servers that misbehave: at every step and in every way the outcome is that of the table, a
text message beside is not held up, and nothing outlasts its limit. What may have been taken is sent
again as it was, with the same Message-ID."""

import email
import ssl
import sys
import threading
import time

from ground import Ground
from mail_peer import ACTIONS, STEPS, Peer
from mailing import Sender
from pushing import certificates

TOTAL, SLACK = 30, 1  # seconds: the limit of one message, and what a busy machine adds
BESIDE = 5  # seconds in which the text message is through, however busy the machine
POLICY = {"ladders": {"mail": [{"channel": "email", "when": "any"}],
                      "both": [{"channel": "email", "when": "any"},
                               {"channel": "sms", "when": "any"}]},
          "categories": {"general": {"ladder": "mail"}, "beside": {"ladder": "both"}}}
LOGIN = {530, 534, 535, 538}  # speak of authentication wherever they stand (RFC 4954, 6)
SOME = {200, 220, 221, 235, 250, 251, 252, 299, 300, 334, 354, 399, 400, 421, 450, 452, 454, 499,
        500, 502, 504, *LOGIN, 550, 553, 554, 599}
TLS = {"reset": "later", "close": "later", "silence": "later", "garbage": "misconfigured"}
# How the reason of an outcome begins that leaves open whether the message was taken.
OPEN = ("no answer: ", "the answer to the message is not SMTP")


def by_code(step, code):
  """What a reply means (S7.8); an answer that is none is a passing trouble."""
  if code >= 500 and (step in ("AUTH", "STARTTLS") or code in LOGIN):
    return "misconfigured"
  if code >= 400:
    return "failed" if code >= 500 else "later"
  good = {"STARTTLS": code == 220, "AUTH": code == 235, "DATA": code == 354}
  if good.get(step, code < 300):
    return "delivered"
  return {"STARTTLS": "misconfigured", "message": "unknown"}.get(step, "later")


class Scene:
  """One engine, one mail, and a server that goes wrong."""

  def __init__(self, ground, authority, peer, spool=None):
    self.ground, self.peer, self.spool = ground, peer, spool
    login = "me:secret@" if peer.login else ""
    tls = f"&ca_file={authority}/ca.pem" if peer.context else ""
    members = {"sms": f"spool:{spool}"} if spool else {}
    self.sender = Sender(f"smtp://{login}localhost:{peer.port}?from=bo%40example.org{tls}",
                         policy=POLICY, **members)
    self.sender.person()
    self.beside = None

  def attempt(self):
    """How it ended, and after how many seconds."""
    start = time.monotonic()
    notification = self.sender.notify("Bonjour", "a", category="beside" if self.spool else None)
    told = {}
    while not told and time.monotonic() - start < TOTAL + 10:
      told = self._worked(start)
    return self._outcome(notification, told), time.monotonic() - start

  def again(self):
    """The same, of what is tried once more after a pause of chance."""
    start, told = time.monotonic(), {}
    while not told.get("delivered") and time.monotonic() - start < 20:
      told = self._worked(start)
    return bool(told.get("delivered"))

  def _worked(self, start):
    report = self.sender.engine.work(50)
    told = {name: report[name] for name in ("delivered", "retried", "failed", "misconfigured")}
    if self.spool and self.beside is None and list(self.spool.glob("*.sms.json")):
      self.beside = time.monotonic() - start
      told["delivered"] -= 1
    return {name: count for name, count in told.items() if count > 0}

  def _outcome(self, notification, told):
    if "retried" not in told or "misconfigured" in told:
      return "misconfigured" if "misconfigured" in told else "+".join(told)
    reason = self.sender.reason(notification)
    return "unknown" if any(words in reason for words in OPEN) else "later"

  def check(self, right):
    """Answers the seconds it took."""
    outcome, seconds = self.attempt()
    name = f"{self.peer.action} at {self.peer.at}"
    self.ground.check(outcome == right, f"{name}: {outcome} instead of {right}")
    self.ground.check(seconds <= TOTAL + SLACK, f"{name}: {seconds:.1f} s")
    if self.spool:
      self.ground.check(self.beside is not None and self.beside <= BESIDE,
                        f"{name}: a text message waited {self.beside} s")
    if right == "unknown" and self.peer.times == 0:
      self.ground.check(self.again(), f"{name}: was not sent again")
      self._same(name)
    return seconds

  def _same(self, name):
    ids = [email.message_from_bytes(message)["Message-ID"] for message in self.peer.messages]
    self.ground.check(len(ids) == 2 and len(set(self.peer.messages)) == 1 and ids[0],
                      f"{name}: sent as {ids}")

  def close(self):
    self.sender.close()
    self.peer.stop()


class Faults:
  def __init__(self, ground):
    self.ground = ground
    self.authority = certificates(ground)
    self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    self.context.load_cert_chain(self.authority / "server.pem", self.authority / "server.key")

  def peer(self, step, action, **options):
    secure = self.context if step in ("STARTTLS", "TLS") else None
    return Peer(step, action, login=step == "AUTH", context=secure, **options)

  def one(self, peer, right, spool=None):
    scene = Scene(self.ground, self.authority, peer, spool)
    try:
      return scene.check(right)
    finally:
      scene.close()

  def codes(self, codes):
    """Every reply at every step; answers how many."""
    for step in STEPS:
      for code in codes:
        self.one(self.peer(step, code), by_code(step, code))
    return len(STEPS) * len(codes)

  def ways(self):
    """Every way to fail at every step, all at once; answers how many, and the longest."""
    todo = [(self.peer("TLS", action), right) for action, right in TLS.items()]
    for step in STEPS:
      right = "unknown" if step == "message" else "later"
      todo += [(self.peer(step, action, times=1 if step == "message" else 1_000), right)
               for action in ACTIONS]
    nobody = self.peer("connect", "close")
    nobody.stop()
    todo.append((nobody, "later"))
    longest = [0]
    threads = [threading.Thread(target=self._way, args=(number, *each, longest))
               for number, each in enumerate(todo)]
    for thread in threads:
      thread.start()
    for thread in threads:
      thread.join()
    return len(todo), max(longest)

  def _way(self, number, peer, right, longest):
    try:
      longest.append(self.one(peer, right, self.ground.folder / f"texts-{number}"))
    except Exception as error:  # a thread's would be lost
      self.ground.check(False, f"{peer.action} at {peer.at}: {error!r}")


def main(quick):
  with Ground("mail_faults") as ground:
    faults = Faults(ground)
    ways, longest = faults.ways()
    codes = sorted(SOME) if quick else list(range(200, 600))
    count = faults.codes(codes)
    return ground.verdict(ways + count, ways + count,
                          f"ways={ways} replies={count} longest_s={longest:.1f}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
