# SPDX-License-Identifier: MIT
"""A test server as its own process, and its control port as methods."""

import http.client
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PATIENCE = 20  # seconds before a test gives up on an answer


class RunningServer:
  def __init__(self, program, *options):
    self.process = subprocess.Popen(
      [sys.executable, HERE / program, "--until-stdin-closes", *options],
      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    line = self.process.stdout.readline()
    if not line:
      self.stop()
      raise RuntimeError(f"{program} did not start")
    self.ready = json.loads(line)
    self.port = self.ready["port"]

  def get(self, path):
    return self._ask("GET", path)[1]

  def order(self, *faults):
    """Replaces the waiting fault orders; answers the status."""
    return self._ask("POST", "/faults", json.dumps(faults))[0]

  def reset(self):
    self._ask("POST", "/reset")

  def stop(self):
    """Closes its stdin, which must be enough; answers the exit code."""
    self.process.stdin.close()
    self.process.stdout.close()
    return self.process.wait(PATIENCE)

  def _ask(self, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", self.ready["control"], timeout=PATIENCE)
    try:
      connection.request(method, path, body)
      answer = connection.getresponse()
      return answer.status, json.loads(answer.read())
    finally:
      connection.close()
