# SPDX-License-Identifier: MIT
"""A Mercure hub that takes what symfony/mercure publishes by default, and counts it."""

import argparse
import asyncio
import json
import pathlib
import re
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Servers"))

from http_wire import Malformed, answer, read_request
from jwt_check import InvalidToken, verified_claims
from lifetime import live

PATH = "/.well-known/mercure"
LONGEST_LIFE = 3600  # seconds: what the factory of symfony/mercure gives
TOPIC = re.compile(r"user/[0-9]+/notifications")
MEMBERS = {"id", "title", "body", "data", "createdAt"}
UPDATE_ID = "urn:uuid:00000000-0000-7000-8000-000000000000"


class Hub:
  def __init__(self, key):
    self._key = key
    self._updates = 0

  async def serve(self, reader, writer):
    try:
      while (request := await read_request(reader)) is not None:
        writer.write(self._answer(request))
        await writer.drain()
        if not request.keeps_alive:
          break
    except (ConnectionError, Malformed, asyncio.CancelledError):
      pass
    finally:
      writer.close()

  def _answer(self, request):
    if request.target != PATH:
      return answer(404)
    if request.method == "GET":
      return answer(200, str(self._updates))
    refusal = self._refusal(request)
    if refusal:
      print(f"hub: {refusal}", file=sys.stderr)
      return answer(400, refusal)
    self._updates += 1
    return answer(200, UPDATE_ID)

  def _refusal(self, request):
    """What is wrong with a publication, or None."""
    scheme, _, token = (request.header("authorization") or "").partition(" ")
    fields = urllib.parse.parse_qs(request.body.decode())
    try:
      claims = verified_claims(token, self._key, time.time(), LONGEST_LIFE)
      members = json.loads(fields["data"][0]).keys()
    except (InvalidToken, KeyError, ValueError) as error:
      return str(error)
    if scheme != "Bearer" or claims["mercure"]["publish"] != ["*"]:
      return "not allowed to publish"
    if fields.get("private") != ["on"] or not TOPIC.fullmatch(fields["topic"][0]):
      return "not a private update of one person's topic"
    return None if members == MEMBERS else "not the notification"


async def run(options):
  hub = Hub(options.key.encode())
  server = await asyncio.start_server(hub.serve, "127.0.0.1", 0)
  port = server.sockets[0].getsockname()[1]
  ready = {"port": port, "url": f"http://127.0.0.1:{port}{PATH}"}
  await live(ready, options.until_stdin_closes)


def parse_options():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--key", required=True, help="publisher key")
  parser.add_argument("--until-stdin-closes", action="store_true")
  return parser.parse_args()


if __name__ == "__main__":
  asyncio.run(run(parse_options()))
