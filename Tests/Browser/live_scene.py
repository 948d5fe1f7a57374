# SPDX-License-Identifier: MIT
"""The PHP demo, live, in a browser: its tabs, and what happens to its hub meanwhile."""

import json
import os
import pathlib
import signal
import sys
import time

HERE = pathlib.Path(__file__).parent
sys.path.append(str(HERE.parent / "Demo"))

import chromium
import firefox
from library import Library
from site_server import DEMO, SiteServer
from visitor import Visitor

NO_PUSH = 9  # a port where nobody listens
COOKIE = "matines_demo"
# What a person sees of the bell, with the time of each change, whatever page the tab is at.
WATCH = """
  window.said = [];
  const note = () => {
    const [, count = "0"] = /, (\\d+) nouvelle/.exec(bell.ariaLabel) ?? [];
    said.push([Number(count), performance.timeOrigin + performance.now()]);
  };
  const bell = document.querySelector("#bell");
  new MutationObserver(note).observe(bell, { attributeFilter: ["aria-label"] });
"""


CONSOLE = """
  return Services.console.getMessageArray()
    .filter((each) => each instanceof Ci.nsIScriptError && each.sourceName.includes(arguments[0]))
    .filter((each) => !(each.flags & Ci.nsIScriptError.warningFlag) || /CSP/.test(each.category))
    .map((each) => `${each.sourceName}: ${each.errorMessage}`);
"""


class LiveScene:
  def __init__(self, folder, build, is_firefox, store=""):
    """`store`: options of the store, of site, worker and ours alike."""
    self.folder = pathlib.Path(folder)
    self.folder.mkdir(mode=0o700, exist_ok=True)
    self.is_firefox = is_firefox
    data = self.folder / "site"
    data.mkdir(mode=0o700)
    self._store = {"store": f"sqlite:{data}/matines.db{store}"}
    (data / "matines.json").write_text(json.dumps(self._store))
    self.site = SiteServer(build, data)
    self._process = (firefox.Firefox(self.folder, NO_PUSH) if is_firefox
                     else chromium.Chromium(self.folder))
    self._library = Library(pathlib.Path(build) / "libmatines.so")
    self._number = 0

  def open(self, person="jeanne"):
    self.site.wait()
    self.engine = self._library.open(self.site.document() | self._store)
    self.browser = self._process.connect()
    self.person = person
    self.tab = self.browser.tabs()[0]
    self.visit("/sign-in")
    self.sign_in()

  def close(self):
    self._process.stop()
    self.site.stop()

  # ---- pages

  def visit(self, path):
    self.browser.navigate(self.site.origin + path)

  def sign_in(self):
    self.wait("document.querySelector('button[name=account]') !== null")
    self.browser.click(f"button[value={self.person}]")
    self.wait("document.querySelector('#bell') !== null")

  def another_tab(self, path="/"):
    tab = self.browser.new_tab()
    self.browser.switch(tab)
    self.visit(path)
    return tab

  def page(self, expression, *arguments):
    return self.browser.page(f"return {expression}", *arguments)

  def wait(self, expression, seconds=10, *arguments):
    """How long it took, or None; the page may be another one meanwhile."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
      try:
        if self.page(f"document.readyState !== 'loading' && ({expression})", *arguments):
          return time.monotonic() - start
      except Exception:  # between two pages
        pass
      time.sleep(0.02)
    return None

  def waits_for_state(self, state, seconds=10):
    return self.wait("document.querySelector('#bell')?.dataset.live === arguments[0]",
                     seconds, state)

  def waits_for_count(self, count, seconds=10):
    return self.wait("(/, (\\d+) nouvelle/.exec(document.querySelector('#bell')?.ariaLabel)"
                     " ?? [0, '0'])[1] === arguments[0]", seconds, str(count))

  def watch(self):
    self.browser.page(WATCH)

  # ---- what happens

  def notify(self, title="Bonjour", body=""):
    self._number += 1
    self.engine.call("notify", self.person, f"n-{self._number}",
                     json.dumps({"title": title, "body": body}), None)

  def keep_what_is_said(self):
    """Over the page's own life, in what its origin stores."""
    self.browser.page("""
      localStorage.setItem("said", "[]");
      const bell = document.querySelector("#bell");
      const note = () => {
        const said = JSON.parse(localStorage.getItem("said"));
        if (/nouvelle/.test(bell.ariaLabel)) said.push(bell.ariaLabel);
        localStorage.setItem("said", JSON.stringify(said));
      };
      new MutationObserver(note).observe(bell, { attributeFilter: ["aria-label"] });
      new MutationObserver(note).observe(document.querySelector("[data-list]"),
                                         { childList: true, subtree: true });
    """)

  def what_was_said(self):
    return self.page("JSON.parse(localStorage.getItem('said'))")

  def freeze(self, tab):
    """Stops a page where it is; answers what thaws it, or None when that cannot be done."""
    self.browser.switch(tab)
    if not self.is_firefox:
      self.browser.protocol("Page.setWebLifecycleState", state="frozen")
      return lambda: self._thaw(tab)
    # Firefox freezes no page: its process is stopped, with the stream in it.
    mine = self._process_of_page()
    others = set()
    for other in self.browser.tabs():
      if other != tab:
        self.browser.switch(other)
        others.add(self._process_of_page())
    if mine in others:
      return None
    os.kill(mine, signal.SIGSTOP)
    return lambda: os.kill(mine, signal.SIGCONT)

  def _thaw(self, tab):
    self.browser.switch(tab)
    self.browser.protocol("Page.setWebLifecycleState", state="active")

  def _process_of_page(self):
    return self.browser.chrome(
      "return gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid")

  def renewals(self):
    return self.site.front.requests.count("POST /api/live")

  def complaints(self):
    if self.is_firefox:
      return self.browser.chrome(CONSOLE, f":{self.site.port}/")
    return [entry["message"] for entry in self.browser.ask("POST", "/se/log", {"type": "browser"})
            if "Content Security Policy" in entry["message"] or "Uncaught" in entry["message"]]

  def counts(self):
    return self.visitor().get("/api/counts").json

  def visitor_marks(self, row, mark):
    visitor = self.visitor()
    visitor.get("/")
    visitor.post("/notifications/mark", {"ids[]": row, "mark": mark})

  def visitor(self):
    """Somebody with the browser's own session, and no script."""
    visitor = Visitor(self.site.port)
    cookies = {cookie["name"]: cookie["value"] for cookie in self.browser.cookies()}
    visitor.cookies = {COOKIE: cookies[COOKIE]}
    return visitor
