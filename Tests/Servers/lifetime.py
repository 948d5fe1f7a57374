# SPDX-License-Identifier: MIT
"""How long a test server lives: never longer than the process that started it."""

import asyncio
import ctypes
import json
import os
import signal
import threading

PR_SET_PDEATHSIG = 1


async def live(ready, until_stdin_closes):
  """Prints the ready line, then waits for SIGTERM, the parent's death or the end of stdin."""
  loop = asyncio.get_running_loop()
  stop = asyncio.Event()
  for number in (signal.SIGTERM, signal.SIGINT):
    loop.add_signal_handler(number, stop.set)
  _stop_with_parent(loop, stop)
  if until_stdin_closes:
    waiter = threading.Thread(target=_wait_for_stdin, args=(loop, stop), daemon=True)
    waiter.start()
  print(json.dumps(ready), flush=True)
  await stop.wait()


def _stop_with_parent(loop, stop):
  parent = os.getppid()

  def check():
    # The kernel sends the signal when the *thread* that started us ends: a parent that starts
    # servers from a pool of threads may still be alive, and then we stay.
    if os.getppid() != parent:
      stop.set()

  loop.add_signal_handler(signal.SIGUSR1, check)
  ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGUSR1)
  check()


def _wait_for_stdin(loop, stop):
  try:
    while os.read(0, 4096):
      pass
  except OSError:
    pass
  loop.call_soon_threadsafe(stop.set)
