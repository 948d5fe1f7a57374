# SPDX-License-Identifier: MIT
"""Fault orders: what a server does wrong, where, and how many times."""

import asyncio
import socket
import struct
from dataclasses import dataclass, field

ACTIONS = ("status", "delay", "slow", "reset", "silence", "half", "garbage", "huge",
           "wrong_length", "flood")
SLOW_DELAY_MS = 1000  # one octet a second, unless the order says otherwise


class InvalidOrder(Exception):
  """A fault order that would silently do nothing."""


@dataclass
class Fault:
  at: str
  action: str
  status: int = 0
  text: str = "fault ordered by the test"
  headers: dict = field(default_factory=dict)
  delay_ms: int = 0
  times: int = 1

  @property
  def keeps_answer(self):
    """The true answer still goes out whole, only later."""
    return self.action in ("delay", "slow")


class Faults:
  """Orders in sequence: each point takes the first order for it; `times` -1 stands for ever."""

  def __init__(self, points, actions=ACTIONS):
    self._points = points
    self._actions = actions
    self._orders = []
    self.played = 0

  def replace(self, document):
    """Takes one order or a list of them; what was waiting is dropped."""
    orders = document if isinstance(document, list) else [document]
    self._orders = [self._order(order) for order in orders]

  def waiting(self):
    return [vars(order) for order in self._orders]

  def take(self, at):
    for order in self._orders:
      if order.at == at:
        return self._consume(order)
    return None

  def _consume(self, order):
    self.played += 1
    if order.times > 0:
      order.times -= 1
      if order.times == 0:
        self._orders.remove(order)
    return order

  def _order(self, members):
    try:
      order = Fault(**{"at": self._points[-1], **members})
    except TypeError as error:
      raise InvalidOrder(str(error)) from None
    if order.at not in self._points:
      raise InvalidOrder(f"at: {order.at!r} is none of {', '.join(self._points)}")
    if order.action not in self._actions:
      raise InvalidOrder(f"action: {order.action!r} is none of {', '.join(self._actions)}")
    if order.action == "status" and not 100 <= order.status <= 999:
      raise InvalidOrder("status: three digits wanted")
    if order.action == "delay" and order.delay_ms <= 0:
      raise InvalidOrder("delay_ms: wanted by delay")
    if order.times == 0 or order.times < -1:
      raise InvalidOrder("times: 1 or more, or -1")
    return order


async def play(fault, writer, answer, dialect, gone):
  """Writes `answer` as the fault wants it; True when the connection may go on.

  `dialect` has the protocol's own octets, `gone()` waits for the client to leave.
  """
  if fault.action == "delay":
    await asyncio.sleep(fault.delay_ms / 1000)
    return await _write(writer, answer)
  if fault.action == "slow":
    return await _write_slowly(writer, answer, (fault.delay_ms or SLOW_DELAY_MS) / 1000)
  if fault.action == "status":
    return await _write(writer, dialect.status(fault))
  if fault.action == "silence":
    await gone()
  elif fault.action == "half":
    await _write(writer, answer[:len(answer) // 2])
  elif fault.action != "reset":
    await _write_canned(writer, *dialect.CANNED[fault.action])
  if fault.action == "reset":
    reset(writer)
  else:
    writer.close()
  return False


def reset(writer):
  """Ends the connection with RST: what is unsent is thrown away."""
  no_linger = struct.pack("ii", 1, 0)
  writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_linger)
  writer.transport.abort()


async def _write(writer, octets):
  writer.write(octets)
  await writer.drain()
  return not writer.is_closing()


async def _write_slowly(writer, answer, pause):
  going = True
  for position in range(len(answer)):
    if position:
      await asyncio.sleep(pause)
    going = going and await _write(writer, answer[position:position + 1])
  return going


async def _write_canned(writer, prefix, block, count):
  going = await _write(writer, prefix)
  while going and count:
    going = await _write(writer, block)
    count -= 1
    # Under TLS a lost connection is noticed by the loop alone, and drain() need not let it run.
    await asyncio.sleep(0)
