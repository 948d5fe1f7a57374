# SPDX-License-Identifier: MIT
"""A hub behind nginx, and a page that listens to it."""

import html
import json
import re
import signal
import socket

import running
from nginx import Connection
from site_folder import USER


class Hub:
  """`matines hub` as the pool's user, with the keys of the demo's engine."""

  def __init__(self, site, folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
      self.port = free.getsockname()[1]
    self.settings = {"DEMO_HUB": f"127.0.0.1:{self.port}"}
    self._tool = site.tool
    self._log = site.folder / "hub.log"
    self._document = site.folder / "hub.json"
    self._document.write_text(json.dumps({
      "store": f"sqlite:{folder}/matines.db", "hub": {"listen": f"127.0.0.1:{self.port}"}}))
    site.give(self._document)

  def __enter__(self):
    user = {"user": USER, "group": USER, "extra_groups": []} if USER else {}
    log = open(self._log, "w")
    self._process = running.start(
      [self._tool, "hub", "--config", self._document], signal.SIGKILL, stdout=log, stderr=log,
      **user)
    if not running.until(lambda: " hub: " in self._log.read_text()):
      self.__exit__()
      raise RuntimeError(f"the hub did not start: {self._log.read_text()}")
    return self

  def __exit__(self, *_):
    running.stop(self._process)


class Stream:
  """What a visitor's page hears; with the cookie of `former` where that is given."""

  def __init__(self, nginx, visitor, former=None):
    if former is None:
      found = re.search(r'data-live="([^"]+)"', visitor.page)
      self.path = json.loads(html.unescape(found[1]))["url"]
      self._cookie = f"mercureAuthorization={visitor.cookies['mercureAuthorization']}"
    else:
      self.path, self._cookie = former.path, former._cookie
    self._nginx = nginx
    self._connection = Connection(nginx.socket)
    self._connection.request("GET", self.path, headers={"Cookie": self._cookie})
    self._answer = self._connection.getresponse()
    self.status = self._answer.status

  def update(self):
    """The next one, or None when the stream ended."""
    while line := self._answer.readline():
      if line.startswith(b"data:"):
        return json.loads(line[5:])
    return None

  def publishing(self):
    connection = Connection(self._nginx.socket)
    connection.request("POST", "/.well-known/mercure", b"topic=a&data=b", {
      "Content-Type": "application/x-www-form-urlencoded"})
    return connection.getresponse().status
