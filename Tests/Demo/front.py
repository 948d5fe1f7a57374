# SPDX-License-Identifier: MIT
"""What a site's web server is to it: one address, the hub's path to the hub, the rest to PHP.

It hands octets on, in a thread of its own, and can leave a way without an answer."""

import asyncio
import threading

HUB = b"/.well-known/mercure"
HEAD_LIMIT = 65_536  # octets
PATIENCE = 60  # seconds for the head of a request
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Front:
  def __init__(self, port, site_port, hub_port):
    self._ports = {True: hub_port, False: site_port}
    self.streams = 0  # requests of the hub that are open now
    self.most_streams = 0
    self.requests = []  # as "POST /path"
    self._loop = asyncio.new_event_loop()
    threading.Thread(target=self._loop.run_forever, daemon=True).start()
    opening = asyncio.start_server(self._serve, "127.0.0.1", port, limit=HEAD_LIMIT)
    self._server = asyncio.run_coroutine_threadsafe(opening, self._loop).result(10)

  def stop(self):
    asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
    self._loop.call_soon_threadsafe(self._loop.stop)

  async def _close(self):
    self._server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
      task.cancel()
    await asyncio.gather(*others, return_exceptions=True)

  async def _serve(self, reader, writer):
    """One request a connection: what comes next may be for the other server."""
    try:
      head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
      method, target = head.split(b" ", 2)[:2]
      self.requests.append(f"{method.decode()} {target.decode()}")
      await self._hand_on(_closing(head), target.startswith(HUB), reader, writer)
    except (OSError, EOFError, ValueError, IndexError, TimeoutError, asyncio.LimitOverrunError):
      pass
    finally:
      writer.close()

  async def _hand_on(self, head, is_for_hub, reader, writer):
    try:
      back, forth = await asyncio.open_connection("127.0.0.1", self._ports[is_for_hub])
    except OSError:
      writer.write(BAD_GATEWAY)
      return await writer.drain()
    self.streams += is_for_hub
    self.most_streams = max(self.most_streams, self.streams)
    forth.write(head)
    ways = [asyncio.ensure_future(_pump(reader, forth)), asyncio.ensure_future(_pump(back, writer))]
    try:
      await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
      self.streams -= is_for_hub
      for way in ways:
        way.cancel()
      await asyncio.gather(*ways, return_exceptions=True)
      forth.close()


def _closing(head):
  """Each server is told that this is the only request it will see here."""
  lines = [line for line in head[:-4].split(b"\r\n")
           if not line.lower().startswith((b"connection:", b"keep-alive:"))]
  return b"\r\n".join([*lines, b"Connection: close", b"", b""])


async def _pump(reader, writer):
  try:
    while octets := await reader.read(65_536):
      writer.write(octets)
      await writer.drain()
  except OSError:
    pass
