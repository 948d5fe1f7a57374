# SPDX-License-Identifier: MIT
"""A small FastCGI client: one request at a time, with or without keeping the connection."""

import dataclasses
import socket
import struct

BEGIN, END, PARAMS, STDIN, STDOUT, STDERR = 1, 3, 4, 5, 6, 7
HEAD = struct.Struct("!BBHHBB")


class Broken(ConnectionError):
  """The connection ended before its answer did: whether the request was done is not known."""


@dataclasses.dataclass(frozen=True)
class Answer:
  status: int
  headers: dict
  text: str
  errors: str


class Connection:
  def __init__(self, path, keep=False, timeout=60):
    self._path, self._keep, self._timeout = str(path), keep, timeout
    self._socket = None

  def get(self, script, query="", **variables):
    try:
      if self._socket is None:
        self._connect()
      self._socket.sendall(request(str(script), query, self._keep, variables))
      answer = self._answer()
    except OSError as error:
      self.close()
      raise error if isinstance(error, Broken) else Broken(str(error)) from error
    if not self._keep:
      self.close()
    return answer

  def close(self):
    if self._socket is not None:
      self._socket.close()
    self._socket = None

  def _connect(self):
    self._socket = socket.socket(socket.AF_UNIX)
    self._socket.settimeout(self._timeout)
    self._socket.connect(self._path)
    self._stream = self._socket.makefile("rb")

  def _answer(self):
    parts = {STDOUT: [], STDERR: []}
    while True:
      head = self._stream.read(HEAD.size)
      if len(head) < HEAD.size:
        raise Broken("no end of the answer")
      _, kind, _, length, padding, _ = HEAD.unpack(head)
      body = self._stream.read(length + padding)[:length]
      if len(body) < length:
        raise Broken("half a record")
      if kind == END:
        return parsed(b"".join(parts[STDOUT]), b"".join(parts[STDERR]))
      if kind in parts:
        parts[kind].append(body)


def parsed(out, errors):
  head, _, body = out.partition(b"\r\n\r\n")
  lines = (line.partition(": ") for line in head.decode().split("\r\n"))
  headers = {name.lower(): value for name, _, value in lines}
  status = int(headers.get("status", "200").split()[0])
  return Answer(status, headers, body.decode(), errors.decode(errors="replace"))


def record(kind, body):
  return HEAD.pack(1, kind, 1, len(body), 0, 0) + body


def length(text):
  return bytes([len(text)]) if len(text) < 128 else struct.pack("!I", len(text) | 1 << 31)


def request(script, query, keep, variables):
  named = {"GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "SERVER_NAME": "localhost",
           "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_FILENAME": script, "QUERY_STRING": query,
           "SCRIPT_NAME": "/" + script.rsplit("/", 1)[1]} | variables
  pairs = ((name.encode(), value.encode()) for name, value in named.items())
  encoded = b"".join(length(name) + length(value) + name + value for name, value in pairs)
  begin = struct.pack("!HB5x", 1, 1 if keep else 0)
  return record(BEGIN, begin) + record(PARAMS, encoded) + record(PARAMS, b"") + record(STDIN, b"")
