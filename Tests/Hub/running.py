# SPDX-License-Identifier: MIT
"""How the hub of our own starts, refuses to, ends, and is kept alive by `matines serve`."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import unittest

import our_hub
from case import main
from client import PATH, Hub, token
from our_hub import OurHub


class Starting(unittest.TestCase):
  def setUp(self):
    folder = tempfile.TemporaryDirectory(prefix="matines-hub-")
    self.addCleanup(folder.cleanup)
    self.folder = pathlib.Path(folder.name)

  def run_tool(self, hub, keys=None):
    if keys:
      (self.folder / "k").mkdir(0o700, exist_ok=True)
      for name, octets in keys.items():
        path = self.folder / "k" / name
        path.write_bytes(octets)
        path.chmod(0o600)
    document = {"store": "sqlite:m.db", "keys": "k", "hub": hub}
    (self.folder / "matines.json").write_text(json.dumps(document))
    return subprocess.run([our_hub.TOOL, "hub"], cwd=self.folder, text=True, capture_output=True,
                          timeout=20, check=False)

  def test_a_hub_that_must_not_run_says_why(self):
    for hub, why in (
        ({"listen": "0.0.0.0:1"}, "beyond_this_machine"), ({"listen": "[::]:1"}, "beyond_this"),
        ({"listen": "192.0.2.1:1"}, "beyond_this_machine"), ({"listen": "example.org:1"}, "listen"),
        ({"listen": "127.0.0.1"}, "listen"), ({}, "listen"), ({"listen": "unix:"}, "listen"),
        ({"listen": "127.0.0.1:0", "history": 0}, "history"), (None, "hub: missing"),
        ({"listen": "127.0.0.1:0", "port": 1}, "port"),
        ({"listen": "127.0.0.1:0", "origins": ["*"]}, "origins")):
      run = self.run_tool(hub)
      self.assertEqual(run.returncode, 1, hub)
      self.assertIn(why, run.stderr)

  def test_the_keys_are_two_and_long_enough(self):
    key, hub = b"k" * 32, {"listen": "127.0.0.1:0"}
    same = {"hub-publish.key": key, "hub-subscribe.key": key + b"\n"}
    self.assertIn("same octets", self.run_tool(hub, same).stderr)
    short = {"hub-publish.key": key, "hub-subscribe.key": key[:31]}
    self.assertIn("32 octets", self.run_tool(hub, short).stderr)

  def test_one_journal_has_one_hub_and_one_address_too(self):
    hub = OurHub(self.folder)
    self.addCleanup(hub.close)
    run = subprocess.run([our_hub.TOOL, "hub", "--config", hub.document], cwd=self.folder,
                         text=True, capture_output=True, timeout=20, check=False)
    self.assertIn("another hub", run.stderr)

  def test_a_unix_socket_serves_as_well_and_goes_with_its_hub(self):
    path = self.folder / "hub.sock"
    for _ in range(2):
      hub = OurHub(self.folder, listen=f"unix:{path}")
      self.assertEqual(path.stat().st_mode & 0o777, 0o660)
      with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        jwt = token("publish", ["a"], hub.publish_key)
        client.sendall(
          f"POST {PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {jwt}\r\nContent-Type: "
          "application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\ntopic=a".encode())
        self.assertTrue(client.recv(4096).startswith(b"HTTP/1.1 200 OK\r\n"))
      # The first is killed: what it leaves does not stop the next.
      hub.kill()
      self.assertTrue(path.exists())
    hub.start()
    self.assertEqual(hub.stop(), 0)
    self.assertFalse(path.exists())


class Serve(unittest.TestCase):
  def children(self, process):
    text = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    commands = {}
    for child in text:
      words = pathlib.Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
      if len(words) > 1:
        commands[words[1].decode()] = int(child)
    return commands

  def until(self, condition, seconds=15):
    limit = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < limit:
      time.sleep(0.05)
    return found

  def started(self, folder):
    port = our_hub.free_port()
    document = {"store": "sqlite:m.db", "hub": {"listen": f"127.0.0.1:{port}"},
                "realtime": f"mercure+http://127.0.0.1:{port}{PATH}"}
    (pathlib.Path(folder) / "matines.json").write_text(json.dumps(document))
    with open(f"{folder}/log", "ab") as log:
      process = subprocess.Popen([our_hub.TOOL, "serve"], cwd=folder, stderr=log, stdout=log,
                                 preexec_fn=our_hub.with_parent)
    self.addCleanup(lambda: (process.kill(), process.wait()))
    hub = Hub(f"http://127.0.0.1:{port}{PATH}", b"", b"")
    self.assertTrue(self.until(lambda: len(self.children(process)) == 2 and self.answers(hub)))
    return process, hub

  @staticmethod
  def answers(hub):
    try:
      return hub.ask("GET")[0] == 401
    except OSError:
      return False

  def test_both_run_come_back_and_end(self):
    with tempfile.TemporaryDirectory(prefix="matines-serve-") as folder:
      process, hub = self.started(folder)
      before = self.children(process)
      os.kill(before["hub"], signal.SIGKILL)
      self.assertTrue(self.until(
        lambda: self.children(process).get("hub", before["hub"]) != before["hub"]
        and self.answers(hub)))
      self.assertEqual(self.children(process)["work"], before["work"])
      children = self.children(process).values()
      process.terminate()
      self.assertEqual(process.wait(15), 0)
      for child in children:
        self.assertFalse(pathlib.Path(f"/proc/{child}").exists())

  def test_both_end_with_it_however_it_ends(self):
    with tempfile.TemporaryDirectory(prefix="matines-serve-") as folder:
      process, _ = self.started(folder)
      children = self.children(process).values()
      process.kill()
      process.wait()
      gone = lambda: not any(pathlib.Path(f"/proc/{child}").exists() for child in children)
      self.assertTrue(self.until(gone, 10))


if __name__ == "__main__":
  main()
