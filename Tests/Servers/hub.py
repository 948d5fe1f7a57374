# SPDX-License-Identifier: MIT
"""A Mercure hub that only takes publications, verifies each and records it."""

import argparse
import asyncio
import base64
import collections
import ssl
import time

from control import Control
from faults import Faults, play
from http_wire import Malformed, answer, read_request
from jwt_check import SECRET_MINIMUM
from lifetime import live
from mercure_grants import Terms
from mercure_rules import PATH, STREAMS, Refusal, ended, judged

# connect: before any request. answer: the update is recorded, its answer spoiled.
# request: the good publication is lost, not recorded (delay and slow record it and answer late).
POINTS = ("connect", "answer", "request")


class HubAnswers:
  """What the faults write in HTTP: prefix, block, how many blocks (-1: until the client goes)."""

  CANNED = {
    "garbage": (b"\x00\xff\x16\x03 no hub ever said this\r\n\r\n" * 4, b"", 0),
    "huge": (b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n", b"x" * 65536, 1600),
    "wrong_length": (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", b"", 0),
    "flood": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 64, -1),
  }

  @staticmethod
  def status(fault):
    return answer(fault.status, fault.text, headers=fault.headers.items())


class Hub:
  def __init__(self, terms):
    self._terms = terms
    self.faults = Faults(POINTS)
    self.reset()

  def reset(self):
    self.updates = []
    self.ended = []
    self.refusals = []
    self.ids = collections.Counter()
    self.connections = 0
    self.faults.played = 0

  def count(self):
    repeated = {identifier: times for identifier, times in self.ids.items() if times > 1}
    return {
      "updates": len(self.updates), "ended": len(self.ended), "ids": len(self.ids),
      "repeats": len(self.updates) - len(self.ids), "repeated": repeated,
      "refusals": len(self.refusals), "connections": self.connections,
      "faults": self.faults.played,
    }

  async def serve(self, reader, writer):
    self.connections += 1
    try:
      await self._converse(reader, writer)
    except Malformed as error:
      writer.write(self._refuse(None, Refusal(400, str(error)), close=True))
    except (ConnectionError, ssl.SSLError):
      pass
    finally:
      writer.close()

  async def _converse(self, reader, writer):
    fault = self.faults.take("connect")
    going = fault is None or await self._play(fault, reader, writer, b"")
    while going and (request := await read_request(reader)) is not None:
      going = await self._handle(request, reader, writer) and request.keeps_alive

  async def _handle(self, request, reader, writer):
    try:
      if request.method == "DELETE" and request.target.startswith(STREAMS):
        return await self._end(request, writer)
      fields, claims = judged(request, self._terms, time.time())
    except Refusal as refusal:
      writer.write(self._refuse(request, refusal))
      await writer.drain()
      return True
    fault = self.faults.take("request")
    if fault is not None and not fault.keeps_answer:
      return await self._play(fault, reader, writer, answer(200, fields["id"]))
    update = self._record(fields, claims)
    fault = fault or self.faults.take("answer")
    going = await self._answer(fields["id"], fault, reader, writer)
    update["answered"] = going and (fault is None or fault.keeps_answer)
    return going

  async def _end(self, request, writer):
    self.ended.append(ended(request, self._terms, time.time()))
    writer.write(answer(200, ""))
    await writer.drain()
    return True

  async def _answer(self, identifier, fault, reader, writer):
    octets = answer(200, identifier)
    if fault is not None:
      return await self._play(fault, reader, writer, octets)
    writer.write(octets)
    await writer.drain()
    return not writer.is_closing()

  async def _play(self, fault, reader, writer, octets):
    async def gone():
      while await reader.read(65536):
        pass

    return await play(fault, writer, octets, HubAnswers, gone)

  def _record(self, fields, claims):
    update = {name: fields.get(name) for name in ("topic", "id", "data", "type", "retry")}
    update |= {"claims": claims, "time": time.time(), "answered": False}
    self.updates.append(update)
    self.ids[fields["id"]] += 1
    return update

  def _refuse(self, request, refusal, close=False):
    asked = f"{request.method} {request.target}" if request else None
    self.refusals.append({"status": refusal.status, "reason": refusal.reason,
                          "request": asked, "time": time.time()})
    headers = {401: [("WWW-Authenticate", "Bearer")], 405: [("Allow", "POST")]}
    return answer(refusal.status, refusal.reason, headers=headers.get(refusal.status, ()),
                  close=close)


async def run(options):
  hub = Hub(Terms(options.key, options.protocol, options.audience, options.ends_streams))
  context = None
  if options.tls:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(options.cert, options.key_file)
  server = await asyncio.start_server(hub.serve, "127.0.0.1", 0, ssl=context, backlog=1024)
  port = server.sockets[0].getsockname()[1]
  routes = {"/updates": lambda: hub.updates, "/ended": lambda: hub.ended,
            "/refusals": lambda: hub.refusals, "/count": hub.count}
  control = await Control(routes, hub.faults, hub.reset).start()
  url = f"{'https' if options.tls else 'http'}://127.0.0.1:{port}{PATH}"
  await live({"port": port, "control": control, "url": url}, options.until_stdin_closes)


def secret(text):
  prefix, colon, encoded = text.partition(":")
  key = text.encode()
  if colon and prefix == "base64url":
    key = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
  if len(key) < SECRET_MINIMUM:
    raise argparse.ArgumentTypeError(f"{SECRET_MINIMUM} octets or more wanted")
  return key


def parse_options():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--key", required=True, type=secret,
                      help="publisher key, 32 octets or more: text, or base64url:OCTETS")
  parser.add_argument("--protocol", type=int, choices=(0, 1), default=0)
  parser.add_argument("--audience", help="of tokens of protocol 1")
  parser.add_argument("--ends-streams", action="store_true",
                      help="takes DELETE PATH/subscriptions/TOPIC")
  parser.add_argument("--tls", action="store_true")
  parser.add_argument("--cert", help="certificate chain, PEM")
  parser.add_argument("--key-file", help="private key of the certificate, PEM")
  parser.add_argument("--until-stdin-closes", action="store_true")
  options = parser.parse_args()
  if options.tls and not (options.cert and options.key_file):
    parser.error("--tls needs --cert and --key-file")
  return options


if __name__ == "__main__":
  asyncio.run(run(parse_options()))
