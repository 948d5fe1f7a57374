# SPDX-License-Identifier: MIT
"""What the proofs of mail stand on: an engine that sends, and texts of chance."""

import pathlib
import random
import sys
from urllib.parse import quote

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Mail"))
from sender import LibraryError, Sender  # noqa: E402, F401

PEOPLE = 64
SEED = 20261130
# Blocks of letters, marks, signs and pictures; no controls and no surrogates among them.
RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA),
          (0x600, 0x6FF), (0x900, 0x97F), (0x2000, 0x2BFF), (0x3040, 0x30FF), (0x4E00, 0x4FFF),
          (0xE000, 0xE0FF), (0x1F300, 0x1F6FF), (0x1D400, 0x1D4FF))
CONTROLS = [chr(code) for code in (*range(1, 0x20), *range(0x7F, 0xA0))]


def chance():
  return random.Random(SEED)


def address(port, **options):
  fields = "&".join(f"{name}={quote(value, safe='')}"
                    for name, value in ({"from": "bo@example.org"} | options).items())
  return f"smtp://127.0.0.1:{port}?{fields}"


def sender(port, **options):
  made = Sender(address(port, **options))
  for number in range(PEOPLE):
    made.person(str(number), f"p{number}@example.org")
  return made


def letters(dice, most):
  """Some characters of one or several blocks."""
  blocks = [dice.choice(RANGES) for _ in range(dice.randint(1, 3))]
  return "".join(chr(dice.randint(*dice.choice(blocks))) for _ in range(dice.randint(1, most)))
