# SPDX-License-Identifier: MIT
"""Engines that send text messages, and the three providers they send them to."""

import ctypes
import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Browser"))
from library import Library  # noqa: E402

from ground import SERVERS, policy  # noqa: E402

# What each provider's server is told, and the DSN that goes with it.
ACCOUNTS = {
  "twilio": ("AC1:canary-token", "twilio://AC1:canary-token@{}?from=%2B33700000000"),
  "ovhcloud": ("canary-app:canary-secret:canary-consumer:sms-ab1-1",
               "ovhcloud://canary-app:canary-secret@{}?consumer_key=canary-consumer"
               "&service_name=sms-ab1-1"),
  "messagebird": ("canary-key", "messagebird://canary-key@{}?from=ACME")}
PATIENCE = 30  # seconds


def certificates(ground):
  folder = ground.folder / "certificates"
  subprocess.run([SERVERS / "certificates", folder], check=True)
  return folder


def provider(ground, name, *options, certificate="server"):
  return ground.server(
    "sms_providers.py", "--provider", name, "--credentials", ACCOUNTS[name][0],
    "--certificates", str(ground.folder / "certificates"), "--certificate", certificate, *options)


def dsn(ground, name, port):
  return (ACCOUNTS[name][1].format(f"localhost:{port}")
          + f"&ca_file={ground.folder}/certificates/ca.pem")


def emit(engine, event, person, phone):
  """Answers the notification's id."""
  receipt = (ctypes.c_uint32 * 16)(64)
  user = {"id": person, "email": f"{person}@example.org", "phone": phone, "locale": "fr"}
  engine.call("emit", "user.promoted_to_minister", event, json.dumps({
    "user_id": person, "users": [user],
    "data": {"name": "Élue", "ministry": "l’Agriculture"}}), ctypes.byref(receipt))
  return bytes(receipt)[24:60].decode()


class Ended:
  """How the first attempt of a text ended, and how long it and an e-mail beside it took."""

  def __init__(self, outcome, note, seconds, mailed):
    self.outcome, self.note = outcome, note
    self.seconds, self.mailed = seconds, mailed


class Texter:
  """An engine in memory whose texts go to one provider, and whose mail goes to a folder."""

  def __init__(self, ground, name, port):
    library = Library(ground.programs / "libmatines.so.0")
    self._mail = ground.folder / f"mail-{name}-{time.monotonic_ns()}"
    self._engine = library.open({
      "store": "memory:", "origin": "https://bo.example.org", "close_ms": 0,
      "sms": dsn(ground, name, port), "mailer": f"spool:{self._mail}",
      "policy": policy("sms", "email")})
    self._people = 0

  def close(self):
    self._engine.close()

  def text(self):
    self._people += 1
    person = f"p{self._people}"
    notification = emit(self._engine, None, person, f"+3361{self._people:07}")
    start = time.monotonic()
    outcome = mailed = None
    while (outcome is None or mailed is None) and time.monotonic() < start + PATIENCE:
      report = self._engine.work(20)
      rungs = self._rungs(person, notification)
      if mailed is None and rungs["email"]["state"] == "delivered":
        mailed = time.monotonic() - start
      if outcome is None:
        outcome = self._outcome(report, rungs["sms"])
        note, seconds = rungs["sms"]["note"], time.monotonic() - start
    return Ended(outcome, note or "", seconds, mailed or PATIENCE)

  def _rungs(self, person, notification):
    told = self._engine.document("explain", person, notification, "en")
    return {rung["channel"]: rung for rung in told["rungs"]}

  @staticmethod
  def _outcome(report, rung):
    if report["misconfigured"]:
      return "misconfigured"
    if report["retried"]:
      return "later"
    return rung["state"] if rung["state"] in ("delivered", "failed", "unknown") else None
