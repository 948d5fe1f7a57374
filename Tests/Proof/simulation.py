# SPDX-License-Identifier: MIT
"""Days of the engine played from seeds: every promise is checked after every step."""

import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
LINE = re.compile(r"sim seeds=(\d+) steps=(\d+) violations=(\d+) seconds=([\d.]+)")


def main():
  steps, seeds = 10_000_000, 1_000
  run = subprocess.run(
    ["make", "-s", "-C", ROOT, "sim", f"STEPS={steps}", f"SEEDS={seeds}"],
    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
  found = LINE.search(run.stdout)
  good = run.returncode == 0 and found is not None
  if not good:
    print(run.stdout, file=sys.stderr)
  played, violations, seconds = found.group(2, 3, 4) if found else (0, "?", "?")
  print(f"proof simulation {played} {steps} {'ok' if good else 'FAILED'}"
        f" seeds={seeds} violations={violations} seconds={seconds}", flush=True)
  return 0 if good else 1


if __name__ == "__main__":
  sys.exit(main())
