# SPDX-License-Identifier: MIT
"""Counting what holds: one line per check."""

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


def quiet():
  time.sleep(QUIET)


def _short(value):
  text = repr(value)
  return text if len(text) <= 300 else f"{text[:300]}… ({len(text)})"
