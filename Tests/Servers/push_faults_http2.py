# SPDX-License-Identifier: MIT
"""What a push service may do wrong in HTTP/2 (RFC 9113), frame by frame, chosen by a name."""

import struct
import time

PATIENCE = 14  # seconds: more than a message may take
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, CONTINUATION = \
  0, 1, 3, 4, 5, 6, 7, 9
END_STREAM, END_HEADERS, ACK = 1, 4, 1
OK = b"\x88"  # ":status: 200" of HPACK's static table (RFC 7541, appendix A)
CREATED = b"\x48\x03201"  # ":status" of that table, a new value
FAULTS = {}


def frame(kind, flags=0, stream=0, payload=b""):
  return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def exactly(peer, count):
  octets = b""
  while len(octets) < count:
    more = peer.recv(count - len(octets))
    if not more:
      raise ConnectionError("the client left")
    octets += more
  return octets


def read(peer):
  """The next frame: kind, flags, stream, payload."""
  head = exactly(peer, 9)
  kind, flags, stream = struct.unpack(">BBI", head[3:])
  return kind, flags, stream & 0x7FFFFFFF, exactly(peer, int.from_bytes(head[:3], "big"))


def converse(peer, name, asked):
  """One connection: each request is answered as the name says."""
  if exactly(peer, len(PREFACE)) != PREFACE:
    return
  # Under "window" no body may come: every stream starts with no room at all.
  settings = struct.pack(">HI", 4, 0) if name == "window" else b""
  peer.sendall(frame(SETTINGS, payload=settings))
  wrong = FAULTS.get(name, created)
  while True:
    kind, flags, stream, _ = read(peer)
    if kind == SETTINGS and not flags & ACK:
      peer.sendall(frame(SETTINGS, ACK))
    elif kind == PING and not flags & ACK:
      peer.sendall(frame(PING, ACK, 0, bytes(8)))
    elif kind == HEADERS:
      asked(name)
      wrong(peer, stream)
    elif kind == GOAWAY:
      return


def fault(function):
  FAULTS[function.__name__.replace("_", "-")] = function
  return function


def created(peer, stream):
  peer.sendall(frame(HEADERS, END_HEADERS | END_STREAM, stream, CREATED))


def for_ever(peer, octets):
  """Longer than anybody may listen."""
  end = time.monotonic() + PATIENCE
  while time.monotonic() < end:
    peer.sendall(octets)


@fault
def endless_data(peer, stream):
  """Whatever the window allows."""
  peer.sendall(frame(HEADERS, END_HEADERS, stream, CREATED))
  for_ever(peer, frame(DATA, 0, stream, b"x" * 16384))


@fault
def empty_data(peer, stream):
  peer.sendall(frame(HEADERS, END_HEADERS, stream, CREATED))
  for_ever(peer, frame(DATA, 0, stream) * 1024)


@fault
def unknown_frames(peer, _):
  """Frames of a kind that must be ignored (RFC 9113, 5.5), without end."""
  for_ever(peer, frame(0xBB, 0, 0, bytes(8)) * 1024)


@fault
def rst_stream(peer, stream):
  peer.sendall(frame(RST_STREAM, 0, stream, struct.pack(">I", 2)))


@fault
def refused_stream(peer, stream):
  """REFUSED_STREAM asks for another try."""
  peer.sendall(frame(RST_STREAM, 0, stream, struct.pack(">I", 7)))


@fault
def goaway(peer, stream):
  peer.sendall(frame(GOAWAY, 0, 0, struct.pack(">II", 0, 0)))
  raise ConnectionError("as ordered")


@fault
def settings_flood(peer, _):
  for_ever(peer, frame(SETTINGS) * 512)


@fault
def ping_flood(peer, _):
  for_ever(peer, frame(PING, 0, 0, bytes(8)) * 512)


@fault
def push_promise(peer, stream):
  """A request the client never made, and its answer."""
  peer.sendall(frame(PUSH_PROMISE, END_HEADERS, stream, struct.pack(">I", 2) + b"\x82\x87\x84"))
  peer.sendall(frame(HEADERS, END_HEADERS | END_STREAM, 2, OK))


@fault
def continuation_flood(peer, stream):
  """Headers that do not end."""
  peer.sendall(frame(HEADERS, 0, stream, CREATED))
  for_ever(peer, frame(CONTINUATION, 0, stream, b"\x00\x01x\x01y" * 64))


@fault
def interim_flood(peer, stream):
  for_ever(peer, frame(HEADERS, END_HEADERS, stream, b"\x48\x03103") * 256)


@fault
def window(peer, _):
  """Nothing: the body never comes."""


@fault
def garbage(peer, _):
  peer.sendall(b"\xff" * 4096)


@fault
def http1(peer, _):
  peer.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")


@fault
def header_bomb(peer, stream):
  """One long header in the table, and named thousands of times (RFC 7541, 6.1)."""
  long = b"\x40\x01x\x7f\xa1\x1e" + b"y" * 4000
  block = CREATED + long + b"\xbe" * 8000
  peer.sendall(frame(HEADERS, END_HEADERS | END_STREAM, stream, block))
