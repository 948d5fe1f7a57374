# SPDX-License-Identifier: MIT
"""The control port: what a server recorded, and which faults it is to play."""

import asyncio
import json

from faults import InvalidOrder
from http_wire import Malformed, answer, read_request


class Control:
  """`routes` maps a path to a function without arguments whose result is served as JSON."""

  def __init__(self, routes, faults, reset):
    self._faults = faults
    self._reset = reset
    self._routes = {("GET", path): read for path, read in routes.items()}
    self._routes["GET", "/faults"] = faults.waiting

  async def start(self):
    """Listens on loopback; answers the port the system gave."""
    self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
    return self._server.sockets[0].getsockname()[1]

  async def _serve(self, reader, writer):
    try:
      while (request := await read_request(reader)) is not None:
        writer.write(self._respond(request))
        await writer.drain()
        if not request.keeps_alive:
          break
    except (Malformed, ConnectionError):
      pass
    finally:
      writer.close()

  def _respond(self, request):
    read = self._routes.get((request.method, request.target))
    try:
      if read is not None:
        return _json(200, read())
      if (request.method, request.target) == ("POST", "/reset"):
        self._reset()
        self._faults.replace([])
        return _json(200, {})
      if (request.method, request.target) == ("POST", "/faults"):
        self._faults.replace(json.loads(request.body))
        return _json(200, self._faults.waiting())
    except (InvalidOrder, ValueError, TypeError) as error:
      return _json(400, {"error": str(error)})
    return _json(404, {"error": f"{request.method} {request.target}"})


def _json(status, document):
  return answer(status, json.dumps(document), content_type="application/json")
