# SPDX-License-Identifier: MIT
"""What every proof stands on: a folder, a document, programs that are ended, and one verdict."""

import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import time

SERVERS = pathlib.Path(__file__).parent.parent / "Servers"
sys.path.insert(0, str(SERVERS))

# The channels at once, whoever is where: a proof waits for nothing but answers.
def policy(*channels):
  rungs = [{"channel": channel, "when": "any"} for channel in channels]
  own = [name for name in channels if name not in ("realtime", "webpush", "email", "sms")]
  return {"channels": own, "ladders": {"proof": rungs},
          "categories": {"role": {"mandatory": True, "ladder": "proof", "severity": "success"}}}


class Ground:
  """`programs` holds the built C programs; everything else happens in `folder`."""

  def __init__(self, name):
    self.name = name
    self.programs = pathlib.Path(os.environ["MATINES_PROOF_PROGRAMS"])
    self.folder = pathlib.Path(os.environ["MATINES_PROOF_FILES"]) / name
    self.folder.mkdir(mode=0o700)
    self.file = self.folder / "matines.db"
    self.document = self.folder / "document.json"
    self.problems = []
    self._started = []
    self._servers = []

  def __enter__(self):
    return self

  def __exit__(self, *_):
    for process in self._started:
      if process.poll() is None:
        process.kill()
      process.wait()
    for server in self._servers:
      server.stop()

  def configure(self, *channels, **members):
    self.document.write_text(json.dumps({
      "store": f"sqlite:{self.file}?survive_power_loss=no", "keys": str(self.folder / "keys"),
      "origin": "https://bo.example.org", "policy": policy(*channels)} | members))

  def server(self, program, *options):
    from running_server import RunningServer

    server = RunningServer(program, *options)
    self._servers.append(server)
    return server

  def start(self, program, *arguments, **options):
    process = subprocess.Popen(
      [self.programs / program, *map(str, arguments)], cwd=self.folder, text=True,
      stderr=open(self.folder / "stderr", "a"), **options)
    self._started.append(process)
    return process

  def worker(self, *arguments):
    worker = self.start("worker", self.document, *arguments, stdout=subprocess.PIPE)
    if worker.stdout.readline() != "working\n":
      raise RuntimeError(f"the worker did not start: {self.complaints()}")
    return worker

  def emitter(self, journal, series, first, count, mode, pause_us=0):
    return self.start(
      "emitter", self.document, self.folder / journal, series, first, count, mode, pause_us)

  def finish(self, process, patience=60):
    """Waits for a program that ends by itself; its failure is a problem."""
    try:
      code = process.wait(patience)
    except subprocess.TimeoutExpired:
      process.kill()
      code = process.wait()
      self.problems.append(f"{process.args[0].name} did not end within {patience} s")
    if code != 0:
      self.problems.append(f"{process.args[0].name} ended with {code}: {self.complaints()}")

  def stop(self, process):
    process.send_signal(signal.SIGTERM)
    self.finish(process)

  def complaints(self):
    path = self.folder / "stderr"
    return path.read_text()[-300:].strip() if path.exists() else ""

  def journal(self, name):
    """The lines of a journal as pairs; a last line without its end was never written."""
    path = self.folder / name
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return [tuple(line.split(" ", 1)) for line in lines]

  def connect(self, file=None):
    return sqlite3.connect(file or self.file, timeout=20, isolation_level=None)

  def until(self, condition, seconds):
    limit = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < limit:
      time.sleep(0.01)
    return answer

  def check(self, good, problem):
    if not good:
      self.problems.append(problem)

  def verdict(self, count, limit, detail):
    """The line of this proof; answers the exit code."""
    word = "FAILED" if self.problems else "ok"
    print(f"proof {self.name} {count} {limit} {word} {detail}", flush=True)
    for problem in self.problems[:8]:
      print(f"proof {self.name}: {problem}", file=sys.stderr)
    if self.problems and self.complaints():
      print(f"proof {self.name}: it said: {self.complaints()}", file=sys.stderr)
    return 1 if self.problems else 0
