# SPDX-License-Identifier: MIT
"""Ten thousand connections that never send a whole request: the hub goes on, and ends them."""

import socket
import sys
import time

from hub_ground import HubGround

PIECES = (b"", b"G", b"POST /.well-known/mercure HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nA: b\r\n",
          b"POST /.well-known/mercure HTTP/1.1\r\nContent-Length: 1000\r\n\r\ntopic=")


def main(quick):
  count = 2_000 if quick else 10_000
  with HubGround("hub_half_open", limits={"head_ms": 4_000}) as ground:
    topic = "user/42/notifications"
    reader, publisher = ground.hub.reader(topic), ground.hub.publisher()
    before, slowest, sent, half = ground.hub.memory(), 0, 0, []
    for number in range(count):
      client = socket.create_connection((ground.hub.host, ground.hub.port), timeout=10)
      client.sendall(PIECES[number % len(PIECES)])
      half.append(client)
      if number % 100 == 0:
        slowest = max(slowest, timed(ground, publisher, reader, topic, sent))
        sent += 1
    highest = ground.hub.memory() - before
    fresh = ground.hub.reader(topic, last="earliest")
    ground.check(len(fresh.read(sent, 5)) == sent, "who comes new hears not all")
    start = time.monotonic()
    for client in half:
      drip(client)
    ended = ground.until(lambda: all(gone(client) for client in half), 15)
    seconds = time.monotonic() - start
    ground.check(ended, f"{sum(not gone(client) for client in half)} are still open")
    ground.check(len(reader.read(sent, 2)) == sent, "the reader heard not all")
    ground.check(quick or slowest < 0.5, f"a publication took {slowest:.3f} s")
    ground.check(highest < 64 << 20, f"{highest} octets")
    for client in half + [reader, fresh, publisher]:
      client.close()
  return ground.verdict(count, 10_000, f"half_open octets={highest} ended_s={seconds:.1f} "
                                       f"slowest_publish_ms={slowest * 1000:.1f}")


def timed(ground, publisher, reader, topic, sent):
  start = time.monotonic()
  ground.published(publisher, topic, str(sent))
  reader.read(sent + 1, 5)
  return time.monotonic() - start


def drip(client):
  try:
    client.send(b"X")
  except OSError:
    pass


def gone(client):
  client.setblocking(False)
  try:
    return client.recv(4096) == b"" or gone(client)
  except BlockingIOError:
    return False
  except OSError:
    return True


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
