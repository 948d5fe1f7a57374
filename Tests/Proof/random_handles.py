# SPDX-License-Identifier: MIT
"""Handles that the library never gave out: none of them is followed."""

import os
import subprocess
import sys

from ground import Ground


def main(quick):
  wanted = int(os.environ.get("HANDLES", 100_000 if quick else 10_000_000))
  with Ground("random_handles") as ground:
    seed = int.from_bytes(os.urandom(8), "little")
    process = ground.start("handles", wanted, seed, stdout=subprocess.PIPE)
    output, _ = process.communicate(timeout=300)
    ground.check(process.returncode == 0, f"ended with {process.returncode}, seed {seed}")
    tried, taken, closed = map(int, output.split()) if output else (0, 0, 0)
    ground.check(tried == wanted, f"{tried} of {wanted} were tried")
    ground.check(taken == 0, f"{taken} were taken for a handle, seed {seed}")
    return ground.verdict(tried, wanted, f"accepted={taken} read_as_closed={closed}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
