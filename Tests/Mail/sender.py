# SPDX-License-Identifier: MIT
"""An engine of this very process that sends mail, and all that it says."""

import ctypes
import json
import os
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
from library import Library, LibraryError  # noqa: E402, F401

POLICY = {"ladders": {"mail": [{"channel": "email", "when": "any"}]}, "flood": 0,
          "categories": {"general": {"ladder": "mail"},
                         "role": {"mandatory": True, "ladder": "mail"}}}
WRITE = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int32, ctypes.c_char_p)
OUTCOMES = ("delivered", "retried", "failed", "unknown", "misconfigured")


class LogPort(ctypes.Structure):
  _fields_ = [("size", ctypes.c_uint32), ("reserved", ctypes.c_uint32),
              ("context", ctypes.c_void_p), ("write", ctypes.c_void_p),
              ("release", ctypes.c_void_p)]


def library():
  programs = os.environ.get("MATINES_PROOF_PROGRAMS")
  return Library(f"{programs}/libmatines.so.0" if programs else
                 os.environ.get("MATINES_LIBRARY", ROOT / "build" / "libmatines.so"))


class Sender:
  """`store` is a DSN; `said` has every line of the log and every reason."""

  def __init__(self, mailer, store="memory:", policy=None, **members):
    self.engine = library().open({
      "store": store, "mailer": mailer, "origin": "https://bo.example.org", "close_ms": 0,
      "policy": policy or POLICY} | members)
    self.said = []
    self._write = WRITE(lambda _, level, text: self.said.append(text.decode()))
    log = LogPort(ctypes.sizeof(LogPort), 0, None, ctypes.cast(self._write, ctypes.c_void_p), None)
    self.engine.call("set_log", ctypes.byref(log))

  def person(self, user="42", email="jeanne@example.org", locale="fr", **members):
    self.engine.call("user_put", json.dumps(
      {"id": user, "email": email, "locale": locale, "phone": "+33612345678"} | members))

  def notify(self, title, body="", user="42", category=None):
    """Answers the notification's id."""
    receipt = (ctypes.c_uint32 * 16)(64)
    document = {"title": title, "body": body} | ({"category": category} if category else {})
    self.engine.call("notify", user, None, json.dumps(document), ctypes.byref(receipt))
    return bytes(receipt)[24:60].decode()

  def promote(self, user="42", **data):
    self.engine.call("emit", "user.promoted_to_minister", None,
                     json.dumps({"user_id": user, "data": data}), None)

  def drain(self, seconds=60):
    """Works until nothing is due or under way; answers the sums of its reports."""
    sums, limit = dict.fromkeys(OUTCOMES, 0), time.monotonic() + seconds
    while time.monotonic() < limit:
      report = self.engine.work(20)
      for name in OUTCOMES:
        sums[name] += report[name]
      if not report["in_flight"] and not (0 < report["next_due_ms"] <= time.time() * 1000):
        return sums
    raise TimeoutError(f"still at work after {seconds} s: {sums}")

  def outcome(self, seconds=60):
    """Of one mail, with what becomes of it next."""
    told = {name: count for name, count in self.drain(seconds).items() if count}
    return "+".join(sorted(told))

  def reason(self, notification, user="42"):
    """Why its last attempt failed."""
    return json.dumps(self.engine.document("explain", user, notification, "en"))

  def close(self):
    self.engine.close()
