# SPDX-License-Identifier: MIT
"""Programs of a test that end with it, however it ends."""

import ctypes
import signal
import subprocess
import time

PR_SET_PDEATHSIG = 1
PATIENCE = 20  # seconds


def start(command, death=signal.SIGTERM, **options):
  """Ends with `death` when the thread that started it does."""
  prctl = ctypes.CDLL(None).prctl
  return subprocess.Popen(
    list(map(str, command)), preexec_fn=lambda: prctl(PR_SET_PDEATHSIG, death),
    stdin=subprocess.DEVNULL, **options)


def stop(process, first=signal.SIGTERM):
  if process.poll() is None:
    process.send_signal(first)
  try:
    return process.wait(PATIENCE)
  except subprocess.TimeoutExpired:
    process.kill()
    return process.wait()


def until(condition, seconds=PATIENCE, pause=0.01):
  limit = time.monotonic() + seconds
  while not (answer := condition()) and time.monotonic() < limit:
    time.sleep(pause)
  return answer
