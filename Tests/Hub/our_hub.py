# SPDX-License-Identifier: MIT
"""The hub of our own as a process: `matines hub` in a folder that goes with it."""

import ctypes
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from client import Hub

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOOL = pathlib.Path(os.environ.get("MATINES_TOOL", ROOT / "build" / "matines"))
PR_SET_PDEATHSIG = 1


def with_parent():
  ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port():
  with socket.create_server(("127.0.0.1", 0)) as free:
    return free.getsockname()[1]


class OurHub(Hub):
  """Started, ended, killed and started again, on one port and in one folder."""

  def __init__(self, folder=None, members=None, **settings):
    self._own = folder is None
    self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="matines-hub-"))
    self.store = self.folder / "matines.db"
    self.document = self.folder / "matines.json"
    self.process = None
    port = free_port()
    hub = {"listen": f"127.0.0.1:{port}"} | settings
    self.document.write_text(json.dumps({"store": f"sqlite:{self.store}", "hub": hub}
                                        | (members or {})))
    self.start()
    keys = self.folder / "matines.db.keys"
    super().__init__(f"http://127.0.0.1:{port}/.well-known/mercure",
                     (keys / "hub-publish.key").read_bytes().strip(),
                     (keys / "hub-subscribe.key").read_bytes().strip())

  def start(self):
    self.log = open(self.folder / "hub.log", "ab")
    offset = self.log.tell()
    self.process = subprocess.Popen(
      [TOOL, "hub", "--config", self.document], cwd=self.folder, stdin=subprocess.DEVNULL,
      stdout=self.log, stderr=self.log, preexec_fn=with_parent)
    limit = time.monotonic() + 20
    while b" hub: " not in self.said(offset):
      if self.process.poll() is not None or time.monotonic() > limit:
        raise RuntimeError(f"the hub does not start: {self.said(offset).decode()}")
      time.sleep(0.01)

  def said(self, offset=0):
    return (self.folder / "hub.log").read_bytes()[offset:]

  def kill(self):
    self.process.kill()
    self.process.wait()
    self.log.close()

  def stop(self):
    """Ends it well; answers its exit code."""
    if self.process.poll() is None:
      self.process.terminate()
      try:
        self.process.wait(15)
      except subprocess.TimeoutExpired:
        self.kill()
    self.log.close()
    return self.process.returncode

  def close(self):
    code = self.stop()
    if self._own:
      shutil.rmtree(self.folder, ignore_errors=True)
    return code

  @property
  def alive(self):
    return self.process.poll() is None

  def memory(self):
    """Private dirty octets."""
    text = pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
    return int(re.search(r"Private_Dirty:\s+(\d+) kB", text)[1]) * 1024

  def cpu(self):
    """Seconds of the processor so far."""
    fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
