# SPDX-License-Identifier: MIT
"""The site of the tests: pages that load what bindings/js ships, and what their browser sends."""

import asyncio
import json
import pathlib
from dataclasses import dataclass, field

from http_wire import Malformed, answer, read_request

HERE = pathlib.Path(__file__).parent
SHIPPED = HERE.parent.parent / "bindings" / "js"
# As strict as a site may be; a violation is a failure.
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          "connect-src 'self'; report-uri /violation")
TRUSTED = "; require-trusted-types-for 'script'; trusted-types matines"
FILES = {
  "/matines-service-worker.js": (SHIPPED / "matines-service-worker.js", POLICY + TRUSTED),
  "/matines-push.js": (SHIPPED / "matines-push.js", POLICY + TRUSTED),
  "/tests/page.js": (HERE / "pages" / "page.js", POLICY + TRUSTED),
  "/tests/page.css": (HERE / "pages" / "page.css", POLICY + TRUSTED),
  # It imports the shipped one by a plain string.
  "/collect/worker.js": (HERE / "pages" / "collecting-worker.js", POLICY),
}
TYPES = {".js": "text/javascript", ".css": "text/css"}
PAGES = ("/admin", "/collect/")


@dataclass
class Inbox:
  """What the browser sent."""
  acknowledgements: list = field(default_factory=list)
  subscriptions: list = field(default_factory=list)
  removed: list = field(default_factory=list)
  violations: list = field(default_factory=list)  # of the site's policy
  received: list = field(default_factory=list)  # octets of a push, None for one without data


class PageServer:
  def __init__(self):
    self.inbox = Inbox()

  async def start(self):
    server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
    self.origin = f"http://localhost:{server.sockets[0].getsockname()[1]}"
    return server

  async def _serve(self, reader, writer):
    try:
      while request := await read_request(reader):
        writer.write(self._answered(request))
        await writer.drain()
    except (Malformed, OSError):
      pass
    finally:
      writer.close()

  def _answered(self, request):
    path, _, query = request.target.partition("?")
    if request.method == "POST":
      return self._take(path, query, request)
    if path in FILES:
      file, policy = FILES[path]
      return _page(file.read_bytes(), TYPES[file.suffix], policy)
    if path.startswith(PAGES):
      return _page((HERE / "pages" / "page.html").read_bytes(), "text/html", POLICY + TRUSTED)
    return answer(404)

  def _take(self, path, query, request):
    if path == "/violation":
      self.inbox.violations.append(request.body.decode())
      return answer(204)
    if path == "/collect/received":
      self.inbox.received.append(None if query == "nothing" else request.body)
      return answer(204)
    lists = {"/push/ack": self.inbox.acknowledgements, "/push/removed": self.inbox.removed,
             "/push/subscription": self.inbox.subscriptions}
    if path not in lists or request.header("content-type") != "application/json":
      return answer(404)
    lists[path].append(json.loads(request.body))
    return answer(204)


def _page(octets, content_type, policy):
  headers = [("Content-Security-Policy", policy), ("Cache-Control", "no-store"),
             ("X-Content-Type-Options", "nosniff")]
  return answer(200, octets, content_type=f"{content_type}; charset=utf-8", headers=headers)
