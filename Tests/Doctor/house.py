# SPDX-License-Identifier: MIT
"""A whole set-up in a folder of its own: hub, worker, mail server, and the doctor who visits it."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path += [str(TESTS / "Hub"), str(TESTS / "Servers")]

from our_hub import TOOL, OurHub, free_port, with_parent  # noqa: E402
from running_server import RunningServer  # noqa: E402

PASSWORD = "canary-of-the-mailer"
PATH = "/.well-known/mercure"


class Report:
  def __init__(self, run):
    self.status = run.returncode
    self.text, self.said = run.stdout, run.stderr
    self.document = json.loads(run.stdout)
    self.findings = self.document["findings"]

  def above_ok(self):
    return {finding["check"] for finding in self.findings if finding["level"] != "ok"}

  def of(self, check, level=None):
    return [finding for finding in self.findings
            if finding["check"] == check and level in (None, finding["level"])]


class House:
  """Sound, unless its members say otherwise; `folder` is made where none is given."""

  def __init__(self, folder=None, hub=True, worker=True, sink=(), **members):
    self._ends = []
    self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="matines-doctor-"))
    if folder is None:
      self._ends.append(lambda: shutil.rmtree(self.folder, ignore_errors=True))
    self.path = self.folder / "matines.json"
    self.store = self.folder / "matines.db"
    self.keys = self.folder / "matines.db.keys"
    self.origin = f"http://127.0.0.1:{free_port()}"
    self.document = {"store": f"sqlite:{self.store}", "origin": self.origin}
    if hub:
      self._start_hub()
    if sink is not None:
      self._start_sink(sink)
    self.set(**members)
    if worker:
      self.start_worker()

  def _start_hub(self):
    self.hub = OurHub(folder=self.folder, origins=[self.origin])
    self._ends.append(self.hub.close)
    self.document |= json.loads(self.path.read_text())
    self.document["realtime"] = self.realtime(self.hub.port)

  def _start_sink(self, options):
    self.sink = RunningServer("smtp_sink.py", "--auth", f"me:{PASSWORD}", *options)
    self._ends.append(self.sink.stop)
    self.document["mailer"] = self.mailer("?from=bo@example.org")

  def realtime(self, port, options="", path=PATH):
    return f"mercure+http://127.0.0.1:{port}{path}{options}"

  def mailer(self, options, password=PASSWORD, port=None):
    return f"smtp://me:{password}@localhost:{port or self.sink.port}{options}"

  def set(self, **members):
    """Members of the document; None takes one away."""
    self.document |= members
    document = {name: value for name, value in self.document.items() if value is not None}
    self.path.write_text(json.dumps(document))

  def start_worker(self):
    process = subprocess.Popen([TOOL, "work"], cwd=self.folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, preexec_fn=with_parent)
    self._ends.append(lambda: (process.kill(), process.wait(15)))
    limit = time.monotonic() + 20
    while not list(self.folder.glob("*.wake-*")):
      if process.poll() is not None or time.monotonic() > limit:
        raise RuntimeError("the worker does not start")
      time.sleep(0.01)

  def open(self):
    """Makes the store, as the first program to open it would."""
    subprocess.run([TOOL, "work", "--once"], cwd=self.folder, check=True, capture_output=True)

  def sql(self, text, *values):
    with sqlite3.connect(self.store) as connection:
      connection.execute(text, values)
    connection.close()

  def plant_due(self, age_ms=150_000, state=1, lane=3, channel="email"):
    """A delivery that has been due for a while."""
    now = int(time.time() * 1000)
    self.sql("INSERT INTO delivery (notification, user, channel, lane, subscription, rung, state,"
             " priority, unless, due, expires, settled)"
             " VALUES (1, 'x', ?, ?, 0, 0, ?, 0, 0, ?, ?, ?)",
             channel, lane, state, now - age_ms, now + 86_400_000, now if state >= 5 else None)

  def doctor(self, *options, language="en"):
    environment = {"PATH": os.environ["PATH"], "LANG": f"{language}_XX.UTF-8"}
    run = subprocess.run([TOOL, "doctor", "--json", *options], cwd=self.folder, text=True,
                         capture_output=True, env=environment, timeout=60, check=False)
    return Report(run)

  def secrets(self):
    """Whatever must be in no report."""
    found = [PASSWORD, "canary-of-sms"]
    for folder in (self.keys, self.folder):
      for file in [*folder.glob("*.key"), *folder.glob("*.pem")]:
        found += [line for line in file.read_text().split("\n")
                  if len(line) >= 32 and not line.startswith("-----")]
    return found

  def listing(self):
    """What lies in the folder, with its octets."""
    return {str(file): file.read_bytes() for file in self.folder.rglob("*") if file.is_file()}

  def close(self):
    for end in reversed(self._ends):
      end()
    self._ends = []
