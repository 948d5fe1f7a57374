# SPDX-License-Identifier: MIT
"""A mail server that keeps every message it accepts, and misbehaves on order."""

import argparse
import asyncio
import base64
import itertools
import logging
import ssl
import sys
import time
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, TLSSetupException

from control import Control
from faults import Faults, play
from lifetime import live

POINTS = ("connect", "ehlo", "auth", "mail", "rcpt", "data", "after_data")
ACTIONS = ("status", "delay", "slow", "reset", "silence", "half", "garbage", "huge")
IDLE_LIMIT = 3600  # seconds: only the client or the test ends a connection


class SinkReplies:
  """What the faults write in SMTP: prefix, block, how many blocks."""

  CANNED = {
    "garbage": (b"\x00\xff\x16\x03 no mail server ever said this\r\n" * 4, b"", 0),
    "huge": (b"", b"250-" + b"x" * 500 + b"\r\n", 200_000),
  }

  @staticmethod
  def status(fault):
    return f"{fault.status} {fault.text}\r\n".encode()


class Sink:
  """The record, and the handler aiosmtpd calls for it."""

  def __init__(self, user, delay_ms):
    self.user = user
    self._delay = delay_ms / 1000
    self.faults = Faults(POINTS, ACTIONS)
    self.connection_numbers = itertools.count(1)
    self.reset()

  def reset(self):
    self.messages = []
    self.connections = 0
    self.faults.played = 0

  def count(self):
    answered = sum(message["answered"] for message in self.messages)
    return {"messages": len(self.messages), "answered": answered,
            "connections": self.connections, "faults": self.faults.played}

  def check_login(self, server, session, envelope, mechanism, data):
    good = self.user is not None and (data.login, data.password) == self.user
    return AuthResult(success=good, handled=False, auth_data=data)

  async def handle_EHLO(self, server, session, envelope, hostname, replies):
    session.host_name = hostname
    if self.user is None:
      replies = [reply for reply in replies if not reply.startswith("250-AUTH")]
    return ["\r\n".join(replies)]  # one answer, so that a fault spoils it as a whole

  async def handle_DATA(self, server, session, envelope):
    fault = self.faults.take("after_data")
    if fault is not None and fault.action == "status":
      return f"{fault.status} {fault.text}"
    server.fault = fault
    server.unanswered = self._record(server, session, envelope)
    if self._delay:
      await asyncio.sleep(self._delay)
    return "250 2.0.0 Kept"

  async def handle_exception(self, error):
    if not isinstance(error, TLSSetupException):
      print(f"smtp_sink: {error!r}", file=sys.stderr)
    return "451 4.3.0 The sink failed"

  def _record(self, server, session, envelope):
    login = session.login_data
    message = {
      "from": envelope.mail_from, "to": envelope.rcpt_tos,
      "data": base64.b64encode(envelope.original_content).decode(),
      "tls": server.transport.get_extra_info("sslcontext") is not None,
      "user": login.decode() if login else None,
      "connection": server.number, "time": time.time(), "answered": False,
    }
    self.messages.append(message)
    return message


class Conversation(SMTP):
  """One connection: aiosmtpd's, with a fault or none before each answer."""

  def __init__(self, sink, **settings):
    super().__init__(sink, hostname="localhost", ident="sink", timeout=IDLE_LIMIT, **settings)
    self._sink = sink
    self.number = next(sink.connection_numbers)
    self.fault = None
    self.unanswered = None
    sink.connections += 1

  async def _handle_client(self):
    self.fault = self._sink.faults.take("connect")
    await super()._handle_client()

  async def push(self, status):
    fault, self.fault = self.fault, None
    if fault is None:
      await super().push(status)
    else:
      octets = status if isinstance(status, bytes) else status.encode()
      await self._play(fault, octets + b"\r\n")
    if self.unanswered is not None:  # a lost connection cancels us before this line
      self.unanswered["answered"] = True
    self.unanswered = None

  async def _play(self, fault, octets):
    try:
      going = await play(fault, self._writer, octets, SinkReplies, asyncio.Event().wait)
    except asyncio.CancelledError:  # the client has left
      self._writer.close()
      raise
    if not going or fault.status == 421:
      self._writer.close()
      self._handler_coroutine.cancel()  # as QUIT does: nothing more is read
      await asyncio.sleep(0)

  async def _at(self, point, command, arg):
    self.fault = self._sink.faults.take(point)
    if self.fault is None or self.fault.keeps_answer:
      await command(arg)
      self.fault = None
    else:
      await self.push("250 OK")

  async def smtp_EHLO(self, hostname):
    await self._at("ehlo", super().smtp_EHLO, hostname)

  async def smtp_HELO(self, hostname):
    await self._at("ehlo", super().smtp_HELO, hostname)

  async def smtp_AUTH(self, arg):
    await self._at("auth", super().smtp_AUTH, arg)

  async def smtp_MAIL(self, arg):
    await self._at("mail", super().smtp_MAIL, arg)

  async def smtp_RCPT(self, arg):
    await self._at("rcpt", super().smtp_RCPT, arg)

  async def smtp_DATA(self, arg):
    await self._at("data", super().smtp_DATA, arg)


def context(options):
  if options.tls == "none":
    return None
  made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
  made.load_cert_chain(options.cert, options.key)
  return made


async def run(options):
  user = tuple(part.encode() for part in options.auth.split(":", 1)) if options.auth else None
  sink = Sink(user, options.delay_ms)
  starttls = options.tls == "starttls" and not options.no_starttls
  tls = context(options)
  settings = {
    "tls_context": tls if starttls else None, "require_starttls": starttls,
    "auth_required": user is not None, "auth_require_tls": starttls,
    "authenticator": sink.check_login, "enable_SMTPUTF8": options.smtputf8,
  }
  loop = asyncio.get_running_loop()
  server = await loop.create_server(
    lambda: Conversation(sink, loop=loop, **settings), "127.0.0.1", 0, backlog=1024,
    ssl=tls if options.tls == "implicit" else None)
  port = server.sockets[0].getsockname()[1]
  routes = {"/messages": lambda: sink.messages, "/count": sink.count}
  control = await Control(routes, sink.faults, sink.reset).start()
  scheme = "smtps" if options.tls == "implicit" else "smtp"
  url = f"{scheme}://127.0.0.1:{port}"
  await live({"port": port, "control": control, "url": url}, options.until_stdin_closes)


def parse_options():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--tls", choices=("none", "starttls", "implicit"), default="none",
                      help="starttls refuses mail in the clear")
  parser.add_argument("--no-starttls", action="store_true",
                      help="hides STARTTLS and takes everything in the clear")
  parser.add_argument("--cert", help="certificate chain, PEM")
  parser.add_argument("--key", help="private key of the certificate, PEM")
  parser.add_argument("--auth", metavar="USER:PASSWORD", help="the login to demand")
  parser.add_argument("--smtputf8", action="store_true")
  parser.add_argument("--delay-ms", type=int, default=0,
                      help="time between keeping a message and answering it")
  parser.add_argument("--until-stdin-closes", action="store_true")
  options = parser.parse_args()
  if options.tls != "none" and not (options.cert and options.key):
    parser.error("--tls needs --cert and --key")
  return options


if __name__ == "__main__":
  warnings.simplefilter("ignore")  # aiosmtpd advises against AUTH in the clear; tests want it
  logging.getLogger("mail.log").setLevel(logging.CRITICAL)
  asyncio.run(run(parse_options()))
