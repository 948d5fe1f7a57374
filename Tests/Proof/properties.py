# SPDX-License-Identifier: MIT
"""Any ladder under any policy, facts and clock: nothing too early, at rest, too often, too dear."""

import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def main():
  count = int(os.environ.get("COUNT", "1000000"))
  run = subprocess.run(
    ["swift", "test", "--disable-xctest", "--filter", "Any ladder|LadderProperty"],
    cwd=ROOT, env={**os.environ, "MATINES_PROPERTIES": str(count)},
    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
  good = run.returncode == 0 and "with 1 test in 1 suite passed" in run.stdout
  if not good:
    print(run.stdout, file=sys.stderr)
  print(f"proof properties {count} 1000000 {'ok' if good else 'FAILED'}", flush=True)
  return 0 if good else 1


if __name__ == "__main__":
  sys.exit(main())
