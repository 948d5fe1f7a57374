# SPDX-License-Identifier: MIT
"""The server's side of WebSocket (RFC 6455): text messages, as much as a push client needs."""

import base64
import hashlib
import json
import struct

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
LIMIT = 1 << 20  # octets of one frame


class Closed(Exception):
  """The client left, or what it sends is no WebSocket."""


def accepted(request, protocol):
  """The answer to an opening handshake."""
  nonce = request.header("sec-websocket-key")
  if nonce is None or (request.header("upgrade") or "").lower() != "websocket":
    raise Closed("no opening handshake")
  proof = base64.b64encode(hashlib.sha1((nonce + GUID).encode()).digest()).decode()
  lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
           f"Sec-WebSocket-Accept: {proof}", f"Sec-WebSocket-Protocol: {protocol}", "", ""]
  return "\r\n".join(lines).encode()


class WebSocket:
  def __init__(self, reader, writer):
    self._reader, self._writer = reader, writer

  async def receive(self):
    """The next message, as JSON."""
    while True:
      kind, octets = await self._frame()
      if kind == TEXT:
        return json.loads(octets)
      if kind == PING:
        self._send(PONG, octets)
      elif kind == CLOSE:
        self._send(CLOSE, octets[:2])
        raise Closed("the client closed")

  def send(self, message):
    self._send(TEXT, json.dumps(message).encode())

  def close(self):
    self._writer.close()

  async def _frame(self):
    first, second = await self._reader.readexactly(2)
    length = second & 0x7F
    if length == 126:
      length = struct.unpack("!H", await self._reader.readexactly(2))[0]
    elif length == 127:
      length = struct.unpack("!Q", await self._reader.readexactly(8))[0]
    if not first & 0x80 or not second & 0x80 or length > LIMIT:
      raise Closed("a fragment, an unmasked or a huge frame")
    mask = await self._reader.readexactly(4)
    octets = await self._reader.readexactly(length)
    return first & 0x0F, bytes(octet ^ mask[i % 4] for i, octet in enumerate(octets))

  def _send(self, kind, octets):
    length = len(octets)
    if length < 126:
      size = bytes([length])
    elif length < 1 << 16:
      size = b"\x7e" + struct.pack("!H", length)
    else:
      size = b"\x7f" + struct.pack("!Q", length)
    self._writer.write(bytes([0x80 | kind]) + size + octets)
