# SPDX-License-Identifier: MIT
"""An engine that sends web push itself, and the badly behaved push services it sends to."""

import ctypes
import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Browser"))
from library import Library, LibraryError  # noqa: E402, F401

from ground import SERVERS, policy  # noqa: E402

LOOPBACK = ["127.0.0.0/8", "::1/128"]
OUTCOMES = ("none", "delivered", "later", "failed", "gone", "unknown")
# A point and a secret of the right form, which nobody decrypts for.
KEYS = {
  "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4"
            "bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  "auth": "BTBZMqHH6r4Tts7J_aSIgg"}
NOW = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p)
WRITE = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int32, ctypes.c_char_p)
LEVELS = {1: "alarm", 2: "warning", 3: "notice"}


class Port(ctypes.Structure):
  """matines_clock has both functions, matines_log the first only."""
  _fields_ = [("size", ctypes.c_uint32), ("reserved", ctypes.c_uint32),
              ("context", ctypes.c_void_p), ("first", ctypes.c_void_p),
              ("second", ctypes.c_void_p), ("release", ctypes.c_void_p)]


class LogPort(ctypes.Structure):
  _fields_ = [("size", ctypes.c_uint32), ("reserved", ctypes.c_uint32),
              ("context", ctypes.c_void_p), ("write", ctypes.c_void_p),
              ("release", ctypes.c_void_p)]


class Clock:
  """Time that stands still until it is advanced."""

  def __init__(self, engine):
    self.now, self.boot = 1_790_000_000_000, 1_000_000
    self._functions = NOW(lambda _: self.now), NOW(lambda _: self.boot)
    first, second = (ctypes.cast(function, ctypes.c_void_p) for function in self._functions)
    table = Port(ctypes.sizeof(Port), 0, None, first, second, None)
    engine.call("set_clock", ctypes.byref(table))

  def advance(self, milliseconds):
    self.now += milliseconds
    self.boot += milliseconds


class Pusher:
  """Sends from a folder of its own; `server` is a RunningServer of push_faults.py."""

  def __init__(self, ground, name, certificates, ports, networks=LOOPBACK, **members):
    self._library = Library(ground.programs / "libmatines.so.0")
    self.folder = ground.folder / name
    self.folder.mkdir(mode=0o700)
    key = self.folder / "vapid.pem"
    self.public_key = self._library.vapid_generate(key)
    allow = {"networks": networks, "ports": sorted(ports)}
    self.engine = self._library.open({
      "store": f"sqlite:{self.folder}/matines.db?survive_power_loss=no",
      "keys": str(self.folder / "keys"), "origin": "https://bo.example.org",
      "close_ms": 0, "policy": policy("webpush"),
      "webpush": {"subject": "mailto:it@example.org", "keys": [str(key)],
                  "ca_file": str(certificates / "ca.pem"), "allow": allow}} | members)
    self.said = []
    self._write = WRITE(lambda _, level, text: self.said.append((LEVELS[level], text.decode())))
    log = LogPort(ctypes.sizeof(LogPort), 0, None, ctypes.cast(self._write, ctypes.c_void_p), None)
    self.engine.call("set_log", ctypes.byref(log))

  def close(self):
    self.engine.close()

  def send(self, endpoints, payload=b"hello", ttl=60):
    """What became of each, by name, in their order."""
    document = json.dumps([{"endpoint": endpoint, "keys": KEYS} for endpoint in endpoints])
    outcomes = (ctypes.c_int32 * len(endpoints))()
    self.engine.call(
      "webpush_send", document, payload, ctypes.c_size_t(len(payload)), ctypes.c_uint32(ttl),
      None, None, outcomes, ctypes.c_size_t(len(endpoints)))
    return [OUTCOMES[outcome] for outcome in outcomes]

  def person(self, user, endpoint):
    self.engine.call("user_put", json.dumps({"id": user, "roles": ["member"]}))
    self.subscribe(user, endpoint)

  def subscribe(self, user, endpoint):
    self.engine.call("subscription_put", user, json.dumps({"endpoint": endpoint, "keys": KEYS}))

  def emit(self, user):
    """Answers the notification's id."""
    data = {"name": user, "ministry": "l'Agriculture"}
    receipt = (ctypes.c_uint32 * 16)(64)
    self.engine.call("emit", "user.promoted_to_minister", None,
                     json.dumps({"user_id": user, "data": data}), ctypes.byref(receipt))
    return bytes(receipt)[24:60].decode()

  def rung(self, user, notification):
    return self.engine.document("explain", user, notification, "en")["rungs"][0]

  def browsers(self, user):
    return len(self.engine.document("subscription_list", user)["subscriptions"])

  def timed(self, *arguments):
    start = time.monotonic()
    return self.send(*arguments), time.monotonic() - start


def certificates(ground):
  folder = ground.folder / "certificates"
  subprocess.run([SERVERS / "certificates", folder], check=True)
  return folder


def private_dirty():
  """Octets of this process that are its own and written to."""
  for line in pathlib.Path("/proc/self/smaps_rollup").read_text().splitlines():
    if line.startswith("Private_Dirty:"):
      return int(line.split()[1]) * 1024
  raise RuntimeError("no Private_Dirty in smaps_rollup")
