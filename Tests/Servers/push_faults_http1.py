# SPDX-License-Identifier: MIT
"""What a push service may do wrong in HTTP/1.1 once it has read a request, chosen by the path."""

import gzip
import socket
import struct
import time
import urllib.parse

from http_wire import Malformed, Request, answer

HEAD_LIMIT, BODY_LIMIT = 65536, 1 << 20
CREATED = b"HTTP/1.1 201 Created\r\nLocation: https://push.localhost/m/1\r\n"
FAULTS = {}


def read(peer):
  """The next request, or None when the client has left."""
  head = b""
  while not head.endswith(b"\r\n\r\n"):
    octets = peer.recv(1 if head else 4096)
    if not octets:
      return None
    head += octets
    if b"\r\n\r\n" in head:
      break
    if len(head) > HEAD_LIMIT:
      raise Malformed("head too long")
  head, _, body = head.partition(b"\r\n\r\n")
  first, *lines = head.decode("latin-1").split("\r\n")
  headers = [(name.lower(), value.strip()) for name, _, value in
             (line.partition(":") for line in lines)]
  request = Request(*first.split(" "), headers)
  wanted = min(int(request.header("content-length") or 0), BODY_LIMIT)
  while len(body) < wanted and (octets := peer.recv(wanted - len(body))):
    body += octets
  request.body = body
  return request


def play(peer, request, trap):
  """Answers as the path says; True when the connection may go on."""
  path, _, query = request.target.partition("?")
  _, name, *rest = path.split("/")
  wishes = dict(urllib.parse.parse_qsl(query)) | {"trap": trap}
  return FAULTS.get(name, push)(peer, rest[0] if rest else "", wishes)


def fault(function):
  FAULTS[function.__name__.replace("_", "-")] = function
  return function


def until_gone(peer):
  while peer.recv(65536):
    pass


@fault
def push(peer, _, wishes):
  """As it should be; with ?close the connection ends."""
  peer.sendall(CREATED + (b"Connection: close\r\n" if "close" in wishes else b"")
               + b"Content-Length: 0\r\n\r\n")
  return "close" not in wishes


@fault
def status(peer, code, wishes):
  """Below 200 nothing follows."""
  headers = [("Retry-After", wishes["retry-after"])] if "retry-after" in wishes else []
  if code == "405":
    headers.append(("Allow", "GET"))
  if code in ("401", "407"):
    headers.append(("WWW-Authenticate", "Basic realm=push"))
    headers.append(("Proxy-Authenticate", "Basic realm=push"))
  peer.sendall(answer(int(code), "fault ordered by the path", headers=headers))
  return int(code) >= 200


@fault
def redirect(peer, code, wishes):
  schemes = {"plain": "http", "ftp": "ftp", "file": "file"}
  target = f"{schemes.get(wishes.get('to'), 'https')}://localhost:{wishes['trap']}/trapped"
  peer.sendall(answer(int(code), headers=[("Location", target), ("Refresh", f"0; url={target}")]))
  return True


@fault
def alternative(peer, _, wishes):
  """Other services, for this origin and for ever."""
  trap = wishes["trap"]
  peer.sendall(CREATED + f'Alt-Svc: h2=":{trap}"; ma=86400; persist=1, http/1.1=":{trap}"\r\n'
               f"Strict-Transport-Security: max-age=86400; includeSubDomains\r\n"
               f"Connection: close\r\nContent-Length: 0\r\n\r\n".encode())
  return False


@fault
def cookie(peer, *_):
  peer.sendall(CREATED + b"Set-Cookie: id=1; Path=/; Max-Age=86400\r\nContent-Length: 0\r\n\r\n")
  return True


@fault
def silence(peer, *_):
  until_gone(peer)


@fault
def slow(peer, where, _):
  """One octet a second, of the head or, after a good one, of the body."""
  if where == "body":
    peer.sendall(CREATED + b"Content-Length: 1000\r\n\r\n")
  for octet in CREATED + b"Content-Length: 0\r\n\r\n":
    time.sleep(1)
    peer.sendall(bytes([octet]))


@fault
def endless_body(peer, code, _):
  peer.sendall(answer(int(code or 201), headers=[("X", "y")]).partition(b"Content-Length")[0]
               + b"\r\n")
  while True:
    peer.sendall(b"x" * 65536)


@fault
def endless_chunks(peer, *_):
  peer.sendall(CREATED + b"Transfer-Encoding: chunked\r\n\r\n")
  while True:
    peer.sendall(b"1\r\nx\r\n" * 4096)


@fault
def chunk_extension(peer, *_):
  """What follows the length of a chunk is ignored (RFC 9112, 7.1.1), and here does not end."""
  peer.sendall(CREATED + b"Transfer-Encoding: chunked\r\n\r\n1;")
  while True:
    peer.sendall(b"x" * 65536)


@fault
def endless_headers(peer, *_):
  peer.sendall(CREATED)
  while True:
    peer.sendall(b"X-More: and more\r\n" * 512)


@fault
def huge_header(peer, *_):
  """One line that does not end."""
  peer.sendall(CREATED + b"X-Long: ")
  while True:
    peer.sendall(b"y" * 65536)


@fault
def interim(peer, *_):
  """103, again and again."""
  while True:
    peer.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 64)


@fault
def gzip_bomb(peer, *_):
  body = gzip.compress(bytes(32 << 20))
  peer.sendall(CREATED + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
               + body)
  return True


@fault
def http09(peer, *_):
  peer.sendall(b"created, as the web said in 1991\r\n")


@fault
def garbage(peer, *_):
  peer.sendall(b"\x00\xff\x16\x03 no push service ever said this\r\n\r\n" * 64)


@fault
def half(peer, where, _):
  """Half a head, or half a body after a good head."""
  whole = CREATED + b"Content-Length: 100\r\n\r\n" + b"x" * 50
  peer.sendall(whole if where == "body" else whole[:12])


@fault
def reset(peer, *_):
  peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
  peer.close()


@fault
def wrong_length(peer, kind, _):
  lengths = {"short": b"5", "negative": b"-1", "huge": b"99999999999999999999", "text": b"x",
             "twice": b"0\r\nContent-Length: 7"}
  peer.sendall(CREATED + b"Content-Length: %s\r\n\r\n" % lengths.get(kind, b"5") + b"x" * 100)
