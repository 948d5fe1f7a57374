# SPDX-License-Identifier: MIT
"""Subjects and names of senders by chance: no field but ours arrives, Python's `email` decodes them
to what was written, and those with a control character are refused before anything is sent."""

import base64
import email
import email.header
import os
import sys
import unicodedata

from ground import Ground
from mailing import CONTROLS, LibraryError, Sender, address, chance, letters

EACH = 10  # subjects of one name
FIELDS = ["Date", "Message-ID", "From", "To", "Subject", "Content-Language", "Auto-Submitted",
          "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
LOOKALIKES = ("=?UTF-8?B?SGk=?=", "=?utf-8?q?a=0D=0ABcc:_x?=", "=?", "?=", "=?a?b?c?= d", "a =?x",
              "Bcc: a@example.org", "\"a\" <b@c.d>, e", "<a@b.c>", "(comment)", "a  b", "é  b",
              "word " * 40, "x" * 300, "é" * 120, "👩‍👩‍👧‍👦" * 10, "a\u2028b", " outer ", "\u3000")


def text(dice, most):
  kind = dice.random()
  if kind < 0.15:
    return dice.choice(LOOKALIKES)
  if kind < 0.3:
    return " ".join(letters(dice, 12) for _ in range(dice.randint(1, 12)))
  return letters(dice, most)


def cut(value, octets):
  while len(value.encode()) > octets:
    value = value[:-1]
  return value


def title(dice):
  """What `notify` takes: nothing that hides or reorders what is read."""
  return cut("".join(letter for letter in text(dice, 140)
                     if unicodedata.category(letter) not in ("Cf", "Zl", "Zp")), 500) or "a"


def spoiled(dice, value):
  place = dice.randint(0, len(value))
  return value[:place] + dice.choice(CONTROLS) + "Bcc: evil@example.org" + value[place:]


def decoded(value):
  lines = value.replace("\r\n", "").replace("\n", "")
  return str(email.header.make_header(email.header.decode_header(lines)))


class Round:
  """One name and its subjects."""

  def __init__(self, ground, server, dice):
    self.ground, self.server = ground, server
    self.name = cut(text(dice, 60), 200)
    self.subjects = [title(dice) for _ in range(EACH)]
    self.dice = dice

  def run(self):
    """Answers how many injections were refused."""
    engine = Sender(address(self.server.port, from_name=self.name))
    for number, subject in enumerate(self.subjects):
      engine.person(str(number), f"p{number}@example.org")
      engine.notify(subject, "a", str(number))
    refused = self._refused(lambda: engine.notify(spoiled(self.dice, self.subjects[0]), "", "0"))
    refused += self._refused(lambda: Sender(
      address(self.server.port, from_name=spoiled(self.dice, self.name))))
    told = engine.drain()
    self.ground.check(told["delivered"] == EACH, f"{told} of {self.name!r}, {self.subjects!r}")
    engine.close()
    self._check()
    self.server.reset()
    return refused

  def _refused(self, call):
    try:
      call()
    except LibraryError:
      return 1
    self.ground.check(False, "a control character was taken")
    return 0

  def _check(self):
    for kept in self.server.get("/messages"):
      octets = base64.b64decode(kept["data"])
      message = email.message_from_bytes(octets)
      wanted = self.subjects[int(kept["to"][0].removeprefix("p").split("@")[0])]
      self.ground.check(decoded(message["Subject"]) == wanted,
                        f"{message['Subject']!r} is not {wanted!r}")
      name, _, mailbox = message["From"].rpartition(" <")
      self.ground.check(decoded(name) == self.name and mailbox == "bo@example.org>",
                        f"{message['From']!r} is not {self.name!r}")
      self.ground.check(message.keys() == FIELDS and message.get_payload() == "a\r\n",
                        f"fields: {message.keys()}")
      # An id is one word, which no line end may part.
      lines = [line for line in octets.split(b"\r\n") if not line.startswith(b"Message-ID: <")]
      self.ground.check(max(map(len, lines)) <= 78 and octets.isascii(), f"lines of {wanted!r}")


def main(quick):
  count = int(os.environ.get("COUNT", 300 if quick else 10_000))
  dice, sent, refused = chance(), 0, 0
  with Ground("mail_headers") as ground:
    server = ground.server("smtp_sink.py")
    while sent < count:
      refused += Round(ground, server, dice).run()
      sent += EACH
    return ground.verdict(
      sent, count, f"subjects names={sent // EACH} refused={refused} injected=0")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
