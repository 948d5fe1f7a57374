# SPDX-License-Identifier: MIT
"""Bodies that try to end their own message (RFC 5321, 2.3.8): each arrives as exactly one, decoded
octet for octet to what was meant, its line ends as CRLF."""

import base64
import email
import email.header
import os
import re
import sys

from ground import Ground
from mailing import PEOPLE, chance, letters, sender

BATCH = 1_000


def body(dice):
  """Of dots, line ends and letters; of long lines; now and then of anything."""
  kind = dice.random()
  if kind < 0.8:
    return "".join(dice.choices(".\r\na", k=dice.randint(0, 120)))
  if kind < 0.9:
    lines = ["".join(dice.choices(". a=\t", k=dice.randint(0, 3_000))) for _ in range(4)]
    return dice.choice(["\n", "\r", "\r\n", "\n.\r\n", "\r.\r"]).join(lines)
  return dice.choice(["\n.\n", "\r\n", ""]).join(letters(dice, 200) for _ in range(4))


def meant(text):
  ended = re.sub("\r\n|\r|\n", "\r\n", text)
  return (ended if ended.endswith("\r\n") else ended + "\r\n").encode()


def arrived(server):
  """Every message by its subject."""
  found = {}
  for kept in server.get("/messages"):
    message = email.message_from_bytes(base64.b64decode(kept["data"]))
    found.setdefault(message["Subject"], []).append(message)
  return found


def check(ground, texts, found):
  for subject, text in texts.items():
    messages = found.pop(subject, [])
    if len(messages) != 1:
      ground.check(False, f"{subject}: {len(messages)} messages of {text!r}")
    elif (got := messages[0].get_payload(decode=True)) != meant(text):
      ground.check(False, f"{subject}: {got!r} instead of {meant(text)!r}")
  ground.check(not found, f"nobody sent {list(found)[:3]}")


def main(quick):
  count = int(os.environ.get("COUNT", 500 if quick else 10_000))
  dice, forms = chance(), {}
  with Ground("mail_bodies") as ground:
    server = ground.server("smtp_sink.py")
    engine = sender(server.port)
    for start in range(0, count, BATCH):
      texts = {f"n{number}": body(dice) for number in range(start, min(count, start + BATCH))}
      for number, (subject, text) in enumerate(texts.items()):
        engine.notify(subject, text, str(number % PEOPLE))
      told = engine.drain(300)
      ground.check(told["delivered"] == len(texts), f"{told}")
      found = arrived(server)
      for messages in found.values():
        form = messages[0]["Content-Transfer-Encoding"]
        forms[form] = forms.get(form, 0) + 1
      check(ground, texts, found)
      server.reset()
    engine.close()
    return ground.verdict(count, count, " ".join(f"{name}={forms[name]}" for name in sorted(forms)))


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
