# SPDX-License-Identifier: MIT
"""What a push service's status means: the table of Fixtures/push-status.json, and the classes of
RFC 9110, section 15, for the statuses it does not name."""

import json
import pathlib

TABLE = pathlib.Path(__file__).parent.parent / "Fixtures" / "push-status.json"
# How the table's words begin. A configuration that is mended lets the message be tried again.
WORDS = {"accepted": "delivered", "failed": "failed", "permanent": "failed",
         "configuration": "later", "subscription gone": "gone", "retry": "later"}
# Statuses of the class "client error" by which a server asks for another try (RFC 9110, 15.5.9;
# RFC 8470, 5.2).
AGAIN = {408, 425}


def by_class(code):
  if code in AGAIN or code < 200 or code >= 500:
    return "later"
  return "delivered" if code < 300 else "failed"


def outcomes():
  """Every status from 100 to 599, and its outcome."""
  wanted = {code: by_class(code) for code in range(100, 600)}
  for case in json.loads(TABLE.read_text())["cases"]:
    wanted[case["status"]] = next(
      outcome for words, outcome in WORDS.items() if case["outcome"].startswith(words))
  return wanted
