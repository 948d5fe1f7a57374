# SPDX-License-Identifier: MIT
"""A push service on one machine: endpoints for application servers (RFC 8030, 8291, 8292), and the
WebSocket protocol by which Firefox takes its messages."""

import asyncio
import re
import ssl
import time
import uuid
from dataclasses import dataclass, field

from http_wire import Malformed, answer, read_request
from vapid import Judge, Refused, encoded
from websocket import Closed, WebSocket, accepted

HOST = "push.localhost"  # a name with a dot, which resolvers take for this machine (RFC 6761)
BODY_LIMIT = 4096  # octets (RFC 8030, 7.2)
URGENCIES = ("very-low", "low", "normal", "high")


@dataclass
class Channel:
  browser: str
  key: str  # the applicationServerKey of the registration, or None


@dataclass
class Message:
  channel: str
  version: str
  body: bytes
  headers: dict
  code: int = None  # the browser's: 100 taken, 101 not to be decrypted, 102 not delivered


@dataclass
class Records:
  messages: list = field(default_factory=list)
  refusals: list = field(default_factory=list)  # pairs of status and reason


class PushService:
  def __init__(self):
    self.records = Records()
    self._channels = {}
    self._gone = set()
    self._browser = None
    self._socket = None

  async def start(self, certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    endpoints = await asyncio.start_server(self._serve_endpoints, "127.0.0.1", 0, ssl=context)
    browsers = await asyncio.start_server(self._serve_browser, "127.0.0.1", 0)
    self.port = endpoints.sockets[0].getsockname()[1]
    self.browser_port = browsers.sockets[0].getsockname()[1]
    self.origin = f"https://{HOST}:{self.port}"
    self._judge = Judge(self.origin)
    return endpoints, browsers

  def forget_browser(self):
    """The service lost its data: the browser is a new one when it comes back."""
    self._gone.update(self._channels)
    self._channels.clear()
    self._browser = None
    if self._socket:
      self._socket.close()

  def knows(self, endpoint):
    return endpoint.rpartition("/")[2] in self._channels

  # ---- application servers

  async def _serve_endpoints(self, reader, writer):
    try:
      while request := await read_request(reader):
        status, text, headers = self._take(request)
        if status != 201:
          self.records.refusals.append((status, text))
        writer.write(answer(status, text, headers=headers))
        await writer.drain()
    except (Malformed, OSError):
      pass
    finally:
      writer.close()

  def _take(self, request):
    fault = self._fault(request) or self._stranger(request)
    if fault:
      return *fault, []
    headers = dict(request.headers)
    channel = request.target.rpartition("/")[2]
    message = Message(channel, uuid.uuid4().hex, request.body, headers)
    self.records.messages.append(message)
    if self._socket:
      self._forward(message)
    return 201, "", [("Location", f"{self.origin}/message/{message.version}")]

  @staticmethod
  def _fault(request):
    """What RFC 8030 and 8291 do not allow, whomever it is for."""
    if request.method != "POST":
      return 405, "only POST"
    if not re.fullmatch(r"[0-9]{1,10}", request.header("ttl") or ""):
      return 400, "TTL"
    if (request.header("urgency") or "normal") not in URGENCIES:
      return 400, "Urgency"
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", request.header("topic") or "-"):
      return 400, "Topic"
    if request.body and request.header("content-encoding") != "aes128gcm":
      return 400, "Content-Encoding"
    if len(request.body) > BODY_LIMIT:
      return 413, "over 4096 octets"
    return None

  def _stranger(self, request):
    channel = request.target.removeprefix("/wpush/")
    if channel in self._gone:
      return 410, "unsubscribed"
    if channel not in self._channels:
      return 404, "no such subscription"
    try:
      key = self._judge.key(request.header("authorization"))
    except Refused as refused:
      return 401, str(refused)
    wanted = self._channels[channel].key
    return None if wanted in (None, key) else (401, "the key of another application server")

  # ---- browsers

  async def _serve_browser(self, reader, writer):
    socket = WebSocket(reader, writer)
    try:
      writer.write(accepted(await read_request(reader), "push-notification"))
      self._socket = socket
      while True:
        self._answer(socket, await socket.receive())
    except (Closed, Malformed, OSError, asyncio.IncompleteReadError):
      pass
    finally:
      if self._socket is socket:
        self._socket = None
      writer.close()

  def _answer(self, socket, message):
    kind = message.get("messageType", "ping")
    handler = {"hello": self._hello, "register": self._register, "unregister": self._unregister,
               "ack": self._ack, "ping": lambda _: {}}.get(kind, lambda _: None)
    reply = handler(message)
    if reply is not None:
      socket.send(reply)
    if kind == "hello":
      for waiting in self.records.messages:
        if waiting.code is None and waiting.channel in self._channels:
          self._forward(waiting)

  def _hello(self, message):
    if self._browser is None or message.get("uaid") != self._browser:
      self._browser = uuid.uuid4().hex
    return {"messageType": "hello", "status": 200, "uaid": self._browser, "use_webpush": True,
            "broadcasts": {}}

  def _register(self, message):
    channel = message["channelID"]
    key = message.get("key", "").rstrip("=")  # Firefox pads it
    self._channels[channel] = Channel(self._browser, key or None)
    return {"messageType": "register", "status": 200, "channelID": channel,
            "pushEndpoint": f"{self.origin}/wpush/{channel}"}

  def _unregister(self, message):
    channel = message["channelID"]
    self._channels.pop(channel, None)
    self._gone.add(channel)
    return {"messageType": "unregister", "status": 200, "channelID": channel}

  def _ack(self, message):
    codes = {update["version"]: update.get("code") for update in message["updates"]}
    for known in self.records.messages:
      known.code = codes.get(known.version, known.code)

  def _forward(self, message):
    notification = {"messageType": "notification", "channelID": message.channel,
                    "version": message.version, "ttl": 60, "timestamp": int(time.time())}
    if message.body:
      notification["data"] = encoded(message.body)
      notification["headers"] = {"encoding": message.headers["content-encoding"]}
    self._socket.send(notification)
