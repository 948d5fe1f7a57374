# SPDX-License-Identifier: MIT
"""As much of HTTP/1.1 (RFC 9112) as the test servers speak: whole requests, whole answers."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

BODY_LIMIT = 1 << 20


class Malformed(Exception):
  """The octets are no request this server reads; the connection cannot go on."""


@dataclass
class Request:
  method: str
  target: str
  version: str
  headers: list
  body: bytes = b""

  def header(self, name):
    """The only value of a header, or None; a header sent twice is malformed."""
    values = [value for key, value in self.headers if key == name]
    if len(values) > 1:
      raise Malformed(f"more than one {name} header")
    return values[0] if values else None

  @property
  def keeps_alive(self):
    wish = (self.header("connection") or "").lower()
    return wish == "keep-alive" if self.version == "HTTP/1.0" else wish != "close"


async def read_request(reader):
  """The next request of a connection, or None when the client has closed it."""
  try:
    head = await reader.readuntil(b"\r\n\r\n")
  except asyncio.IncompleteReadError as error:
    if error.partial:
      raise Malformed("unfinished head") from None
    return None
  except asyncio.LimitOverrunError:
    raise Malformed("head too long") from None
  request = _parse_head(head)
  request.body = await _read_body(reader, request)
  return request


def _parse_head(head):
  first, *lines = head[:-4].decode("latin-1").split("\r\n")
  parts = first.split(" ")
  if len(parts) != 3 or parts[2] not in ("HTTP/1.1", "HTTP/1.0"):
    raise Malformed("request line")
  headers = []
  for line in lines:
    name, colon, value = line.partition(":")
    if not colon or not name or name != name.strip():
      raise Malformed("header line")
    headers.append((name.lower(), value.strip(" \t")))
  return Request(*parts, headers)


async def _read_body(reader, request):
  if request.header("transfer-encoding") is not None:
    raise Malformed("transfer-encoding is not read here")
  length = request.header("content-length") or "0"
  if not (length.isascii() and length.isdigit()) or int(length) > BODY_LIMIT:
    raise Malformed("content-length")
  try:
    return await reader.readexactly(int(length))
  except asyncio.IncompleteReadError:
    raise Malformed("unfinished body") from None


def answer(status, body=b"", content_type="text/plain; charset=utf-8", headers=(), close=False):
  """The octets of one answer; `headers` are pairs that come after ours."""
  try:
    phrase = HTTPStatus(status).phrase
  except ValueError:
    phrase = "Unassigned"
  body = body.encode() if isinstance(body, str) else body
  lines = [f"HTTP/1.1 {status} {phrase}"]
  if status not in (204, 304) and status >= 200:
    lines += [f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
  else:
    body = b""
  lines += [f"{name}: {value}" for name, value in headers]
  lines += ["Connection: close"] if close else []
  return "\r\n".join(lines + ["", ""]).encode("latin-1") + body
