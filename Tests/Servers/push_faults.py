# SPDX-License-Identifier: MIT
"""Push services that misbehave over HTTP/1.1 as the path says, over HTTP/2 as the host's name says.

The port "port" speaks HTTP/1.1, "h2" HTTP/2; "silent", "stalled", "resets" and "garbled" go wrong
before any request; "traps" are ports where nobody may arrive. All TLS is the test authority's.
"""

import argparse
import asyncio
import collections
import contextlib
import json
import pathlib
import socket
import ssl
import struct
import threading
import time

import push_faults_http1
import push_faults_http2
from http_wire import Malformed, answer, read_request
from lifetime import live

PATIENCE = 30  # seconds until a connection that nobody ends is dropped
WAYS = ("silent", "stalled", "resets", "garbled")


class Tally:
  """What arrived: connections by the address and port they came to, requests by their path."""

  def __init__(self):
    self._lock = threading.Lock()
    self.reset()

  def reset(self):
    with self._lock:
      self.connections = collections.Counter()
      self.requests = collections.Counter()
      self.trapped = []
      self.strange = []
      self.arrivals = []

  def met(self, local, port):
    with self._lock:
      self.connections[f"{local} {port}"] += 1

  def trap(self, where):
    with self._lock:
      self.trapped.append(where)

  def asked(self, request):
    """One request: what it must not have is noted."""
    names = [name for name, _ in request.headers]
    problems = [name for name in ("cookie", "proxy-authorization", "referer", "alt-used")
                if name in names]
    if request.method != "POST":
      problems.append(request.method)
    if not (request.header("authorization") or "").startswith("vapid t="):
      problems.append("authorization")
    if not (request.header("ttl") or "").isdigit():
      problems.append("ttl")
    with self._lock:
      self.requests[request.target.partition("?")[0]] += 1
      self.strange += [f"{request.target}: {problem}" for problem in problems]
      self.arrivals.append((request.header("host"), time.monotonic()))

  def asked_h2(self, name):
    with self._lock:
      self.requests[f"h2 {name}"] += 1

  def counts(self):
    with self._lock:
      return {"connections": self.connections, "requests": self.requests,
              "trapped": self.trapped[:20], "strange": self.strange[:20]}


class Listener:
  """Accepts on one port of an address, a thread for each connection."""

  def __init__(self, address, port, tally, serve):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    self._socket = socket.create_server(
      (address, port), family=family, backlog=512, dualstack_ipv6=address == "::")
    self.port = self._socket.getsockname()[1]
    self._tally, self._serve = tally, serve
    threading.Thread(target=self._accept, daemon=True).start()

  def _accept(self):
    while True:
      try:
        client, _ = self._socket.accept()
        local = client.getsockname()[0].removeprefix("::ffff:")
      except OSError:
        continue
      self._tally.met(local, self.port)
      threading.Thread(target=self._converse, args=(client,), daemon=True).start()

  def _converse(self, client):
    client.settimeout(PATIENCE)
    with contextlib.suppress(OSError, ValueError, Malformed), client:
      self._serve(client)


def reset(client):
  """Ends the connection with RST."""
  client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
  client.close()


def drain(client):
  """Until the client leaves."""
  while client.recv(65536):
    pass


class PushFaults:
  def __init__(self, certificates, address, port, trap_ports, name):
    self.tally = Tally()
    self._http1 = self._context(certificates, name, ["http/1.1"])
    self._http2 = self._context(certificates, name, ["h2"])
    self._http2.sni_callback = self._remember
    listen = lambda serve, number=0: Listener(address, number, self.tally, serve).port
    self.traps = [listen(self._trap, number) for number in trap_ports or [0]]
    self.ports = {"port": listen(self._serve_http1, port), "h2": listen(self._serve_http2)}
    self.ports |= {way: listen(getattr(self, f"_{way}")) for way in WAYS}

  @staticmethod
  def _context(certificates, name, protocols):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
    context.set_alpn_protocols(protocols)
    return context

  @staticmethod
  def _remember(connection, name, _):
    connection.asked_for = name or ""

  def _serve_http1(self, client):
    with self._http1.wrap_socket(client, server_side=True) as peer:
      trap = self.traps[0]
      while (request := push_faults_http1.read(peer)) is not None:
        self.tally.asked(request)
        if not push_faults_http1.play(peer, request, trap):
          return

  def _serve_http2(self, client):
    with self._http2.wrap_socket(client, server_side=True) as peer:
      name = peer.asked_for.partition(".")[0].partition("--")[0]
      push_faults_http2.converse(peer, name, self.tally.asked_h2)

  def _trap(self, client):
    self.tally.trap(f"{client.getsockname()[:2]}")

  def _silent(self, client):
    drain(client)

  def _stalled(self, client):
    """TLS, and then not even reading."""
    with self._http1.wrap_socket(client, server_side=True):
      time.sleep(PATIENCE)

  def _resets(self, client):
    reset(client)

  def _garbled(self, client):
    client.sendall(b"220 no TLS was ever spoken here\r\n" * 8)
    drain(client)


class Control:
  """GET /counts and /arrivals, POST /reset, in plain HTTP."""

  def __init__(self, tally):
    self._routes = {"/counts": tally.counts, "/arrivals": lambda: tally.arrivals,
                    "/reset": tally.reset}

  async def start(self):
    self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
    return self._server.sockets[0].getsockname()[1]

  async def _serve(self, reader, writer):
    with contextlib.suppress(Malformed, ConnectionError):
      while (request := await read_request(reader)) is not None:
        read = self._routes.get(request.target)
        writer.write(answer(200 if read else 404, json.dumps(read and read())))
        await writer.drain()
    writer.close()


async def main():
  options = argparse.ArgumentParser(description=__doc__)
  options.add_argument("--certificates", type=pathlib.Path, required=True)
  options.add_argument("--name", default="server", help="the certificate")
  options.add_argument("--address", default="127.0.0.1")
  options.add_argument("--port", type=int, default=0)
  options.add_argument("--trap", type=int, action="append", help="a port where nobody may arrive")
  options.add_argument("--until-stdin-closes", action="store_true")
  chosen = options.parse_args()
  faults = PushFaults(chosen.certificates, chosen.address, chosen.port, chosen.trap, chosen.name)
  control = await Control(faults.tally).start()
  ready = {**faults.ports, "traps": faults.traps, "control": control}
  await live(ready, chosen.until_stdin_closes)


if __name__ == "__main__":
  asyncio.run(main())
