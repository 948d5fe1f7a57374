# SPDX-License-Identifier: MIT
"""An SMS provider that checks who asks, keeps every text it takes, and misbehaves on order."""

import argparse
import asyncio
import collections
import json
import pathlib
import random
import ssl
import time

from control import Control
from faults import Faults, play
from http_wire import Malformed, answer, read_request
from lifetime import live
from sms_rules import PROVIDERS, Refusal

# connect: before any request. request: the good request is lost, nothing is kept (delay and slow
# keep it and answer late). answer: the text is kept, its answer spoiled. time: as request, for the
# question what time it is.
POINTS = ("connect", "time", "answer", "request")


class ProviderAnswers:
  """What the faults write in HTTP: prefix, block, how many blocks (-1: until the client goes)."""

  CANNED = {
    "garbage": (b"\x00\xff\x16\x03 no provider ever said this\r\n\r\n" * 4, b"", 0),
    "huge": (b"HTTP/1.1 201 Created\r\nContent-Length: 104857600\r\n\r\n", b"x" * 65536, 1600),
    "wrong_length": (b"HTTP/1.1 201 Created\r\nContent-Length: 900\r\n\r\n{}", b"", 0),
    "flood": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 64, -1),
  }

  @staticmethod
  def status(fault):
    return answer(fault.status, fault.text, "application/json", fault.headers.items())


class Provider:
  def __init__(self, name, credentials, skew, delay_ms):
    make, _ = PROVIDERS[name]
    self._rules = make(credentials)
    self._skew = skew
    self._delay = delay_ms / 1000
    self.faults = Faults(POINTS)
    self.reset()

  def reset(self):
    self.messages = []
    self.refusals = []
    self.numbers = collections.Counter()
    self.connections = self.questions = 0
    self.faults.played = 0

  def jump(self):
    """Their clock goes an hour ahead."""
    self._skew += 3600
    return self._skew

  def count(self):
    return {
      "messages": len(self.messages), "numbers": len(self.numbers),
      "answered": sum(message["answered"] for message in self.messages),
      "repeated": {number: times for number, times in self.numbers.items() if times > 1},
      "refusals": len(self.refusals), "connections": self.connections,
      "questions": self.questions, "faults": self.faults.played,
    }

  async def serve(self, reader, writer):
    self.connections += 1
    try:
      await self._converse(self.connections, reader, writer)
    except Malformed as error:
      self.refusals.append({"status": 400, "reason": str(error)})
      writer.write(answer(400, str(error), close=True))
    except (ConnectionError, ssl.SSLError):
      pass
    finally:
      writer.close()

  async def _converse(self, connection, reader, writer):
    fault = self.faults.take("connect")
    going = fault is None or await self._play(fault, reader, writer, b"")
    while going and (request := await read_request(reader)) is not None:
      going = await self._handle(connection, request, reader, writer) and request.keeps_alive

  async def _handle(self, connection, request, reader, writer):
    try:
      status, document, message = self._rules.judge(request, time.time() + self._skew)
    except Refusal as refusal:
      self.refusals.append({"status": refusal.status, "reason": str(refusal)})
      status, document, message = refusal.status, refusal.document, None
    octets = answer(status, json.dumps(document), "application/json")
    fault = self.faults.take("request" if request.method == "POST" else "time")
    self.questions += request.method == "GET"
    if fault is not None and not fault.keeps_answer:
      return await self._play(fault, reader, writer, octets)
    if message is not None:
      message |= {"connection": connection, "time": time.time(), "answered": False}
      self.messages.append(message)
      self.numbers[message["to"]] += 1
      fault = fault or self.faults.take("answer")
    await asyncio.sleep(random.uniform(0, self._delay))
    going = await self._answer(octets, fault, reader, writer)
    if message is not None:
      message["answered"] = going and (fault is None or fault.keeps_answer)
    return going

  async def _answer(self, octets, fault, reader, writer):
    if fault is not None:
      return await self._play(fault, reader, writer, octets)
    writer.write(octets)
    await writer.drain()
    return not writer.is_closing()

  async def _play(self, fault, reader, writer, octets):
    async def gone():
      while await reader.read(65536):
        pass

    going = await play(fault, writer, octets, ProviderAnswers, gone)
    # After an interim answer comes another one, or none at all.
    return going and not (fault.action == "status" and fault.status < 200)


def listen(certificates, name):
  context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
  context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
  return context


async def run(options):
  provider = Provider(options.provider, options.credentials, options.skew, options.delay_ms)
  context = listen(options.certificates, options.certificate)
  server = await asyncio.start_server(
    provider.serve, "127.0.0.1", 0, ssl=context, backlog=1024)
  port = server.sockets[0].getsockname()[1]
  routes = {"/messages": lambda: provider.messages, "/refusals": lambda: provider.refusals,
            "/count": provider.count, "/jump": provider.jump}
  control = await Control(routes, provider.faults, provider.reset).start()
  await live({"port": port, "control": control}, options.until_stdin_closes)


def parse_options():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--provider", choices=PROVIDERS, required=True)
  parser.add_argument("--credentials", required=True, help=", ".join(
    f"{name}: {':'.join(wanted)}" for name, (_, wanted) in PROVIDERS.items()))
  parser.add_argument("--certificates", type=pathlib.Path, required=True)
  parser.add_argument("--certificate", default="server")
  parser.add_argument("--skew", type=float, default=0, help="seconds its clock is ahead")
  parser.add_argument("--delay-ms", type=int, default=0,
                      help="the longest time between keeping a text and answering it")
  parser.add_argument("--until-stdin-closes", action="store_true")
  options = parser.parse_args()
  options.credentials = options.credentials.split(":")
  if len(options.credentials) != len(PROVIDERS[options.provider][1]):
    parser.error("--credentials: another number of them")
  return options


if __name__ == "__main__":
  asyncio.run(run(parse_options()))
