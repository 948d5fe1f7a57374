# SPDX-License-Identifier: MIT
"""Bugs of a build of its own: the simulation finds each within a million steps."""

import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
LINE = re.compile(r"planted (\d+) of (\d+) found")
WANTED = 26


def main():
  run = subprocess.run(
    ["make", "-s", "-C", ROOT, "sim", "PLANTED=1"],
    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
  sum_line = LINE.search(run.stdout)
  found, planted = map(int, sum_line.groups()) if sum_line else (0, 0)
  good = run.returncode == 0 and found == planted and planted >= WANTED
  print(run.stdout, file=sys.stderr)
  print(f"proof planted {found} {planted} {'ok' if good else 'FAILED'}", flush=True)
  return 0 if good else 1


if __name__ == "__main__":
  sys.exit(main())
