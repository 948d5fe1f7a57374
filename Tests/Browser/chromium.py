# SPDX-License-Identifier: MIT
"""A Chromium of its own: headless, in a fresh profile, driven by its WebDriver over HTTP."""

import ctypes
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

PATIENCE = 40  # seconds until it answers
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver, 12.2
OPTIONS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-default-apps", "--lang=fr", "--window-size=1280,900",
]


class WebDriverError(Exception):
  """What Chromium answered instead of a value."""


def program():
  """The installed Chromium, or None."""
  return shutil.which("chromium") and shutil.which("chromedriver")


class Chromium:
  """Started with the first call of connect(); the session has what Marionette's has."""

  def __init__(self, folder):
    self._folder = pathlib.Path(folder)
    self._home = self._folder / "chromium"
    self._home.mkdir(mode=0o700)
    self._log = open(self._folder / "chromedriver.log", "wb")
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    self._process = subprocess.Popen(
      ["chromedriver", "--port=0"], stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
      env=kept | {"HOME": str(self._home), "TMPDIR": str(self._folder), "LANG": "fr_FR.UTF-8"},
      start_new_session=True, preexec_fn=_end_with_us)

  def connect(self):
    return WebDriver(self._port(), self._home / "profile")

  def stop(self):
    """Ends it and what it started, a group of its own that is signalled while it is not reaped."""
    if self._process.returncode is None:
      os.killpg(self._process.pid, signal.SIGTERM)
      time.sleep(0.3)
      os.killpg(self._process.pid, signal.SIGKILL)
      self._process.wait(5)
    self._log.close()

  def _port(self):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and self._process.poll() is None:
      said = (self._folder / "chromedriver.log").read_text(errors="replace")
      if found := re.search(r"started successfully on port (\d+)", said):
        return int(found[1])
      time.sleep(0.05)
    raise RuntimeError(f"chromedriver did not start: {said[-500:]}")


class WebDriver:
  def __init__(self, port, profile):
    self._port = port
    options = {"args": [*OPTIONS, f"--user-data-dir={profile}"], "binary": shutil.which("chromium"),
               "prefs": {"intl.accept_languages": "fr"}}
    always = {"goog:chromeOptions": options, "timeouts": {"script": 20000, "pageLoad": 20000}}
    self._path = ""
    session = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": always}})
    self._path = f"/session/{session['sessionId']}"

  def ask(self, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
    try:
      octets = None if body is None and method == "GET" else json.dumps(body or {})
      connection.request(method, self._path + path, octets)
      value = json.loads(connection.getresponse().read())["value"]
    finally:
      connection.close()
    if isinstance(value, dict) and "error" in value:
      raise WebDriverError(f"{path}: {value['error']}: {value['message'][:300]}")
    return value

  def protocol(self, command, **parameters):
    """A command of the DevTools protocol, to the current tab."""
    return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

  def navigate(self, address):
    self.ask("POST", "/url", {"url": address})

  def back(self):
    self.ask("POST", "/back")

  def page(self, script, *arguments):
    """Runs the body of a function in the page; a promise is waited for."""
    return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

  def tabs(self):
    return self.ask("GET", "/window/handles")

  def new_tab(self):
    return self.ask("POST", "/window/new", {"type": "tab"})["handle"]

  def switch(self, tab):
    """Brings it to the front, too: the others are hidden then."""
    self.ask("POST", "/window", {"handle": tab})
    self.protocol("Page.bringToFront")

  def close_tab(self):
    self.ask("DELETE", "/window")

  def click(self, selector):
    found = self.ask("POST", "/element", {"using": "css selector", "value": selector})
    self.ask("POST", f"/element/{found[ELEMENT]}/click")

  def forget_cookies(self):
    self.ask("DELETE", "/cookie")

  def cookies(self):
    return self.ask("GET", "/cookie")

  def set_cookie(self, cookie):
    self.ask("POST", "/cookie", {"cookie": cookie})


def _end_with_us():
  LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
