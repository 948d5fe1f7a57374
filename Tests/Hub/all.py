# SPDX-License-Identifier: MIT
"""Every test of a hub, those of any and those of our own."""

from acceptance import *  # noqa: F401,F403
from own import *  # noqa: F401,F403
from running import *  # noqa: F401,F403
from case import main

if __name__ == "__main__":
  main()
