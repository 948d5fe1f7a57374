# SPDX-License-Identifier: MIT
"""Counting what holds: one line per check."""

import argparse
import signal
import sys
import time

PATIENCE = 10  # seconds for what a browser or a worker does by itself
QUIET = 0.5  # seconds in which something would have come that must not


class Checks:
  def __init__(self):
    self.lines = []

  def check(self, name, good, detail=""):
    text = name if good else f"{name}: {detail}"
    self.lines.append({"text": text, "good": bool(good)})
    print(f"{'ok' if good else 'FAILED'} {text}", flush=True)

  def equal(self, name, found, wanted):
    self.check(name, found == wanted, f"{_short(found)}, not {_short(wanted)}")

  def becomes(self, name, probe, wanted):
    """What `probe` answers becomes `wanted` in time."""
    end = time.monotonic() + PATIENCE
    while (found := probe()) != wanted and time.monotonic() < end:
      time.sleep(0.02)
    self.equal(name, found, wanted)

  @property
  def counts(self):
    good = sum(line["good"] for line in self.lines)
    return good, len(self.lines) - good


def played(play, program, description):
  """What a program of one browser is: its arguments, its end, and the count in its last line."""
  parser = argparse.ArgumentParser(description=description)
  parser.add_argument("--folder", required=True, help="for everything, removed by the caller")
  parser.add_argument("--build", required=True, help="where libmatines.so is")
  parser.add_argument("--certificates", required=True)
  arguments = parser.parse_args()
  signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
  checks = Checks()
  if program is None:
    checks.check("the browser is installed", False, "make deps-test installs it")
  else:
    play(arguments, checks)
  passed, failed = checks.counts
  print(f"{passed} passed, {failed} failed")
  return 1 if failed else 0


def quiet():
  time.sleep(QUIET)


def _short(value):
  text = repr(value)
  return text if len(text) <= 300 else f"{text[:300]}… ({len(text)})"
