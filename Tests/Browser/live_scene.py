# SPDX-License-Identifier: MIT
"""The PHP demo, live, in a browser: its tabs, and what happens to its hub meanwhile."""

import json
import pathlib
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


class LiveScene:
  def __init__(self, folder, build, is_firefox):
    self.folder = pathlib.Path(folder)
    self.folder.mkdir(mode=0o700, exist_ok=True)
    self.is_firefox = is_firefox
    self.site = SiteServer(build, self.folder / "site")
    self._process = (firefox.Firefox(self.folder, NO_PUSH) if is_firefox
                     else chromium.Chromium(self.folder))
    self._library = Library(pathlib.Path(build) / "libmatines.so")
    self._number = 0

  def open(self, person="jeanne"):
    self.site.wait()
    self.engine = self._library.open(self.site.document())
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

  def counts(self):
    return self.visitor().get("/api/counts").json

  def visitor(self):
    """Somebody with the browser's own session, and no script."""
    visitor = Visitor(self.site.port)
    cookies = {cookie["name"]: cookie["value"] for cookie in self.browser.cookies()}
    visitor.cookies = {COOKIE: cookies[COOKIE]}
    return visitor
