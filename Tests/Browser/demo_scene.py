# SPDX-License-Identifier: MIT
"""The PHP demo in a Firefox of its own, with a push service: what a person at it can do."""

import asyncio
import contextlib
import json
import pathlib
import threading
import time

from firefox import Firefox
from push_service import PushService
from site_server import SiteServer

ANSWER = 10  # seconds
PATIENCE = 15  # seconds for a page or a worker; the last rung of the demo's policy is due after 9
NARROW = 320  # CSS pixels
KEYS = {"Tab": "\ue004", "Shift": "\ue008", "Enter": "\ue007", "Escape": "\ue00c", "Space": " "}
# Two names of one machine: two people signed in at once, each with a session of their own.
HOSTS = {"admin": "localhost", "other": "127.0.0.1"}
CONSOLE = """
  return Services.console.getMessageArray()
    .filter((each) => each instanceof Ci.nsIScriptError && each.sourceName.includes(arguments[0]))
    .filter((each) => !(each.flags & Ci.nsIScriptError.warningFlag) || /CSP/.test(each.category))
    .map((each) => `${each.sourceName}: ${each.errorMessage}`);
"""


class DemoScene:
  def __init__(self, folder, build, certificates):
    folder = pathlib.Path(folder)
    self._loop = asyncio.new_event_loop()
    threading.Thread(target=self._loop.run_forever, daemon=True).start()
    self.service = PushService()
    self._soon(self.service.start(folder / "push.pem", folder / "push.key"))
    data = folder / "site"
    data.mkdir(mode=0o700)
    (data / "matines.json").write_text(json.dumps({"webpush": {
      "subject": "mailto:bo@example.org", "keys": [str(data / "vapid.pem")],
      "ca_file": str(pathlib.Path(certificates) / "ca.pem"),
      "allow": {"networks": ["127.0.0.0/8", "::1/128"], "ports": [self.service.port]}}}))
    self._sessions = data / "sessions"
    self.site = SiteServer(build, data, DEMO_PUSH="real")
    self._process = Firefox(folder, self.service.browser_port)

  def open(self):
    self.site.wait()
    self.firefox = self._process.connect()
    self.resize(1280)
    self.firefox.navigate(f"http://localhost:{self.site.port}/sign-in")
    self.tabs = {"admin": self.firefox.tabs()[0]}
    self.tabs["other"] = self.firefox.ask("WebDriver:NewWindow", {"type": "tab"})["handle"]
    self.who = "admin"

  def end_sessions(self):
    """As time does: the site knows none of them any more."""
    for session in self._sessions.glob("sess_*"):
      session.unlink()

  def close(self):
    self._process.stop()
    self.site.stop()

  def _soon(self, coroutine):
    return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(ANSWER)

  # ---- pages

  def be(self, who):
    """In the tab, and hence the session, of that person."""
    self.who = who
    self.firefox.switch(self.tabs[who])

  def visit(self, path):
    self.firefox.navigate(f"http://{HOSTS[self.who]}:{self.site.port}{path}")

  def sign_in(self, account):
    self.visit("/sign-in")
    self.click(f"button[value={account}]")
    self.wait("location.pathname === '/' && document.querySelector('#bell') !== null")

  def page(self, expression, *arguments):
    return self.firefox.page(f"return {expression}", *arguments)

  def wait(self, expression, *arguments):
    """Until it is true of the page, which may be another one meanwhile."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
      try:
        if self.page(f"document.readyState === 'complete' && ({expression})", *arguments):
          return True
      except Exception:  # between two pages
        pass
      time.sleep(0.03)
    return False

  def text(self, selector):
    return self.page("document.querySelector(arguments[0])?.innerText ?? null", selector)

  def count(self, selector):
    return self.page("document.querySelectorAll(arguments[0]).length", selector)

  def is_open(self):
    return self.page("document.querySelector('#panel').matches(':popover-open')")

  def focused(self):
    return self.page("document.activeElement.id || document.activeElement.innerText")

  # ---- hands

  def click(self, selector):
    self.firefox.ask("WebDriver:ElementClick", {"id": self._element(selector)})

  def press(self, *names):
    """Keys one after another; "Shift+Tab" holds one for the other."""
    actions = []
    for name in names:
      keys = [KEYS.get(key, key) for key in name.split("+")]
      actions += [{"type": "keyDown", "value": key} for key in keys]
      actions += [{"type": "keyUp", "value": key} for key in reversed(keys)]
    sequence = [{"type": "key", "id": "keyboard", "actions": actions}]
    self.firefox.ask("WebDriver:PerformActions", {"actions": sequence})

  def fill(self, selector, text):
    self.firefox.ask("WebDriver:ElementSendKeys", {"id": self._element(selector), "text": text})

  def label(self, selector):
    """The accessible name."""
    return self.firefox.ask("WebDriver:GetComputedLabel", {"id": self._element(selector)})

  def role(self, selector):
    return self.firefox.ask("WebDriver:GetComputedRole", {"id": self._element(selector)})

  def _element(self, selector):
    found = self.firefox.ask("WebDriver:FindElement", {"using": "css selector", "value": selector})
    return next(iter(found.values()))

  @contextlib.contextmanager
  def frame(self, selector):
    """Within a page that the page shows."""
    frame = self.firefox.ask("WebDriver:FindElement", {"using": "css selector", "value": selector})
    self.firefox.ask("WebDriver:SwitchToFrame", {"element": next(iter(frame.values()))})
    try:
      yield
    finally:
      self.firefox.ask("WebDriver:SwitchToFrame", {"id": None})

  # ---- looks

  def resize(self, width, height=900):
    self.firefox.ask("WebDriver:SetWindowRect", {"width": width, "height": height})

  def narrow(self, is_narrow):
    """Windows are 500 pixels wide at least: a page of 320 is one that is zoomed."""
    self.resize(500 if is_narrow else 1280)
    script = f"gBrowser.selectedBrowser.fullZoom = {500 / NARROW if is_narrow else 1}"
    self.firefox.chrome(script)
    self.wait("(innerWidth <= 320) === arguments[0]", is_narrow)

  def dark(self, is_dark):
    number = 1 if is_dark else 0
    self.firefox.chrome(f"Services.prefs.setIntPref('ui.systemUsesDarkTheme', {number})")
    self.wait("matchMedia('(prefers-color-scheme: dark)').matches === arguments[0]", is_dark)

  def complaints(self):
    """Errors and violations that the browser's console has of our pages."""
    return self.firefox.chrome(CONSOLE, f":{self.site.port}/")
