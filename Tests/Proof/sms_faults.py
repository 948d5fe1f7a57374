# SPDX-License-Identifier: MIT
"""SMS providers that misbehave: every outcome is that of the table, nothing outlasts its limit, no
text arrives twice, and mail goes out meanwhile."""

import collections
import json
import socket
import sys
import threading

import texting
from ground import Ground

TOTAL, SLACK = 10, 1  # seconds: the limit of one text, and what a busy machine adds
ASIDE = 2  # seconds within which the e-mail beside it is there
# The text left, and no whole answer was read.
UNREAD = ("silence", "slow", "half", "reset", "delay", "huge", "wrong_length", "flood", "garbage")
SLOW = ("silence", "slow", "delay")
# At OVHcloud nothing has left while its time is asked: other outcomes there come second.
CONNECTIONS = {"silent": ("later", "later"), "stalled": ("unknown", "later"),
               "resets": ("later", "later"), "garbled": ("misconfigured", "misconfigured")}
CERTIFICATES = ("expired", "wrong-name", "self-signed")
SOME = (100, 101, 103, 200, 201, 202, 204, 301, 304, 307, 400, 401, 402, 403, 404, 407, 408, 409,
        422, 425, 429, 500, 502, 503, 504, 599)
# The providers' own words: status, document, outcome.
WORDS = {
  "twilio": [(400, {"code": 21211, "message": "Invalid 'To' Phone Number"}, "failed"),
             (400, {"code": 21606, "message": "From is not yours"}, "misconfigured"),
             (400, {"code": 21611, "message": "queue is full"}, "later"),
             (500, {"code": 20500, "message": "Internal Server Error"}, "later"),
             (200, {"sid": "SM1", "status": "queued"}, "unknown"),
             (201, {"sid": "", "status": "queued"}, "later")],
  "ovhcloud": [(400, {"errorCode": "INVALID_SIGNATURE", "message": "Invalid signature"},
                "misconfigured"),
               (400, {"errorCode": "QUERY_TIME_OUT", "message": "Query out of time"}, "later"),
               (500, {"errorCode": "INTERNAL", "message": "Internal server error"}, "later"),
               (502, {"message": "Internal server error"}, "unknown"),
               (202, {"ids": [7], "validReceivers": [], "invalidReceivers": []}, "unknown"),
               (200, {"ids": [], "validReceivers": [], "invalidReceivers": []}, "later")],
  "messagebird": [(422, {"errors": [{"code": 9, "description": "no (correct) recipients found",
                                     "parameter": "recipients"}]}, "failed"),
                  (422, {"errors": [{"code": 25, "description": "Not enough balance",
                                     "parameter": None}]}, "misconfigured"),
                  (500, {"errors": [{"code": 99, "description": "internal error",
                                     "parameter": None}]}, "later"),
                  (200, {"id": "1", "recipients": {"totalSentCount": 1}}, "unknown"),
                  (201, {"id": "1", "recipients": {"totalSentCount": 0}}, "failed")]}


def by_status(status):
  """What a status means whose body says nothing."""
  if status < 200:
    return "unknown"
  if status in (401, 403, 404, 407) or 300 <= status < 400:
    return "misconfigured"
  if status >= 500 and status != 503:
    return "unknown"
  return "failed" if 400 <= status < 500 and status != 429 else "later"


class Trial:
  def __init__(self, ground, name, quick):
    self._ground, self._name, self._quick = ground, name, quick
    self._server = texting.provider(ground, name)
    self.outcomes = collections.Counter()
    self.longest = self.longest_aside = 0

  def _judge(self, fault, ended, right, patience=TOTAL + SLACK):
    ground, what = self._ground, f"{self._name}: {fault}"
    ground.check(ended.outcome == right,
                 f"{what}: {ended.outcome} instead of {right}: {ended.note}")
    ground.check(ended.seconds <= patience, f"{what}: {ended.seconds:.1f} s")
    ground.check(ended.mailed <= ASIDE, f"{what}: the e-mail beside it took {ended.mailed:.1f} s")
    ground.check("canary" not in ended.note, f"{what}: a secret in {ended.note!r}")
    self.outcomes[ended.outcome] += 1
    self.longest = max(self.longest, ended.seconds)
    self.longest_aside = max(self.longest_aside, ended.mailed)

  def at_server(self, order, right, kept, warm=True):
    """One text to a server that does this for ever; after one that was taken, if `warm`."""
    fault = " ".join(str(order[word]) for word in ("at", "action", "status") if word in order)
    self._server.reset()
    texter = texting.Texter(self._ground, self._name, self._server.port)
    if warm:
      self._judge(f"before {fault}", texter.text(), "delivered")
    self._server.order(order | {"times": -1})
    self._judge(fault, texter.text(), right)
    texter.close()
    count = self._server.get("/count")
    self._ground.check(
      not count["repeated"] and count["messages"] == warm + kept and not count["refusals"],
      f"{self._name}: {fault}: recorded {count}")

  def elsewhere(self, fault, port, right):
    texter = texting.Texter(self._ground, self._name, port)
    self._judge(fault, texter.text(), right)
    texter.close()

  def run(self, ports):
    for action in UNREAD:
      for at, kept in (("answer", 1), ("request", 0)):
        # To the client both are the same.
        if at == "answer" or not self._quick or action not in SLOW:
          self.at_server({"at": at, "action": action} | self._late(action), "unknown",
                         kept or action in ("slow", "delay"))
      if self._name == "ovhcloud" and not (self._quick and action in SLOW):
        self.at_server({"at": "time", "action": action} | self._late(action), "later", 0, False)
    for status in SOME if self._quick else range(100, 600):
      headers = {"Location": f"https://localhost:{self._server.port}/elsewhere"}
      self.at_server({"at": "request", "action": "status", "status": status, "text": "{}",
                      "headers": headers if 300 <= status < 400 else {}}, by_status(status), 0,
                     self._name == "ovhcloud")
    for status, document, right in WORDS[self._name]:
      self.at_server({"at": "request", "action": "status", "status": status,
                      "text": json.dumps(document)}, right, 0)
    for way, rights in CONNECTIONS.items():
      self.elsewhere(way, ports[way], rights[self._name == "ovhcloud"])
    for certificate in CERTIFICATES:
      bad = texting.provider(self._ground, self._name, certificate=certificate)
      self.elsewhere(certificate, bad.port, "misconfigured")
      self._ground.check(not bad.get("/messages"), f"{self._name}: {certificate}: sent")
    with socket.socket() as closed:
      closed.bind(("127.0.0.1", 0))
      self.elsewhere("refused", closed.getsockname()[1], "later")

  @staticmethod
  def _late(action):
    return {"delay_ms": (TOTAL + 2) * 1000} if action == "delay" else {}


def main(quick):
  with Ground("sms_faults") as ground:
    folder = texting.certificates(ground)
    connections = ground.server("push_faults.py", "--certificates", str(folder)).ready
    trials = [Trial(ground, name, quick) for name in texting.ACCOUNTS]
    threads = [threading.Thread(target=trial.run, args=(connections,)) for trial in trials]
    for thread in threads:
      thread.start()
    for thread in threads:
      thread.join()
    outcomes = sum((trial.outcomes for trial in trials), collections.Counter())
    count = sum(outcomes.values())
    told = " ".join(f"{name}={times}" for name, times in sorted(outcomes.items(), key=str))
    return ground.verdict(
      count, count, f"{told} longest_s={max(trial.longest for trial in trials):.1f} "
      f"mail_beside_s={max(trial.longest_aside for trial in trials):.2f}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
