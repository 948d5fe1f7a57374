# SPDX-License-Identifier: MIT
"""The PHP demo: its hub and worker, PHP's own web server, and a front that is one address for all.

As a program it prints one line of JSON when both run, {"port"}, and ends them on SIGTERM or SIGINT.
"""

import argparse
import ctypes
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

from front import Front

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "bindings" / "php" / "demo"
PATIENCE = 15  # seconds until both answer
GRACE = 5  # seconds for a worker to end what it is at
SERVERS = "4"  # pages ask for their counts while others are made
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def php(build):
  """PHP with the library that was built: by the extension where that was, too, else by FFI."""
  extension = pathlib.Path(build).resolve() / "php-ext" / "modules" / "matines.so"
  if extension.exists():
    return ["php", "-d", f"extension={extension}"]
  library = pathlib.Path(build).resolve() / "libmatines.so"
  return ["php", "-d", "ffi.enable=1", "-d", f"matines.library={library}"]


def free_port(wanted=0):
  """That port or the next free one; 0 leaves it to the system."""
  for port in range(wanted, wanted + 100) if wanted else [0]:
    with socket.socket() as listener:
      listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
      try:
        listener.bind(("127.0.0.1", port))
      except OSError:
        continue
      return listener.getsockname()[1]
  raise RuntimeError(f"no free port from {wanted} on")


class SiteServer:
  def __init__(self, build, folder, port=0, hub=None, **environment):
    self.folder = pathlib.Path(folder)
    self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    self.port, self._php_port, self._hub_port = free_port(port), free_port(), free_port()
    self.origin = f"http://localhost:{self.port}"
    self._tool = pathlib.Path(build).resolve() / "matines"
    self._environment = os.environ | {
      "DEMO_DATA": str(self.folder), "DEMO_ORIGIN": self.origin,
      "DEMO_HUB": f"127.0.0.1:{self._hub_port}",
      "PHP_CLI_SERVER_WORKERS": SERVERS} | environment
    command = php(build)
    self._logs, self._processes = [], []
    self.start_hub(hub or {})
    self.worker = self._start("worker", [*command, str(DEMO / "bin" / "worker.php")])
    public = DEMO / "public"
    self.server = self._start("server", [
      *command, "-S", f"127.0.0.1:{self._php_port}", "-t", str(public), str(public / "index.php")])
    self.front = Front(self.port, self._php_port, self._hub_port)

  def wait(self):
    """Until both are there."""
    end = time.monotonic() + PATIENCE
    while not (self._answers() and "ready" in self.log("worker")):
      gone = [process for process in self._processes if process.poll() is not None]
      if gone or time.monotonic() > end:
        raise RuntimeError(f"the site did not start: {self.log('worker')}{self.log('server')}")
      time.sleep(0.05)

  def start_hub(self, settings=None):
    """It makes its keys, which the others need, and answers when it listens."""
    if settings is not None:
      self._hub_document = self.folder / "hub.json"
      hub = {"listen": f"127.0.0.1:{self._hub_port}"} | settings
      document = {"store": f"sqlite:{self.folder}/matines.db", "hub": hub}
      self._hub_document.write_text(json.dumps(document))
    self.hub = self._start("hub", [str(self._tool), "hub", "--config", str(self._hub_document)])
    end = time.monotonic() + PATIENCE
    while " hub: " not in self.log("hub"):
      if self.hub.poll() is not None or time.monotonic() > end:
        raise RuntimeError(f"the hub did not start: {self.log('hub')}")
      time.sleep(0.02)

  def stop_hub(self):
    self.hub.terminate()
    self.hub.wait(GRACE)
    self._processes.remove(self.hub)

  def document(self):
    """Of an engine beside the site's: it has the same store, policy,
    templates and hub."""
    path = "/.well-known/mercure"
    public = urllib.parse.quote(self.origin + path, safe="")
    return {
      "store": f"sqlite:{self.folder}/matines.db", "origin": self.origin, "locale": "fr",
      "realtime": f"mercure+http://127.0.0.1:{self._hub_port}{path}?public={public}",
      "policy": str(DEMO / "policy.json"), "templates": str(DEMO / "messages")}

  def ended(self):
    return any(process.poll() is not None for process in self._processes)

  def php_errors(self):
    return [line for line in self.log("server").splitlines()
            if "PHP " in line and "Development Server" not in line]

  def log(self, name):
    return (self.folder / f"{name}.log").read_text(errors="replace")

  def stop(self):
    """The web server's workers outlive it unless their whole group is told. A group is signalled
    while its first process is not reaped: until then no other can have its number."""
    for process in self._processes:
      if process.returncode is None:
        os.killpg(process.pid, signal.SIGTERM)
    end = time.monotonic() + GRACE
    for process in self._processes:
      if process.returncode is None:
        while not _has_ended(process) and time.monotonic() < end:
          time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    self.front.stop()
    for log in self._logs:
      log.close()

  def _start(self, name, command):
    log = open(self.folder / f"{name}.log", "wb")
    self._logs.append(log)
    process = subprocess.Popen(
      command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
      start_new_session=True, preexec_fn=_end_with_us)
    self._processes.append(process)
    return process

  def _answers(self):
    try:
      socket.create_connection(("127.0.0.1", self._php_port), 1).close()
      return True
    except OSError:
      return False


def _has_ended(process):
  flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
  return os.waitid(os.P_PID, process.pid, flags) is not None


def _end_with_us():
  LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--build", required=True, help="where libmatines.so is")
  parser.add_argument("--folder", required=True, help="for the data of the site")
  parser.add_argument("--port", type=int, default=0, help="or the next free one; 0 for any")
  options = parser.parse_args()
  over = threading.Event()
  for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda *_: over.set())
  site = SiteServer(options.build, options.folder, options.port)
  try:
    site.wait()
    print(json.dumps({"port": site.port}), flush=True)
    while not over.wait(0.2):
      if site.ended():
        sys.exit(f"the site ended: {site.log('hub')}{site.log('worker')}{site.log('server')}")
  finally:
    site.stop()


if __name__ == "__main__":
  main()
