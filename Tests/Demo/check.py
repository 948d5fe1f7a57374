# SPDX-License-Identifier: MIT
"""Compares who should have got what with what the servers and the spool really hold."""

import argparse
import base64
import collections
import decimal
import email
import email.policy
import json
import pathlib
import re
import sys
import urllib.parse
import urllib.request

CHANNELS = ("realtime", "webpush", "email", "sms")
# Jeanne saw the bell; Karim never looked; Nadia, without a browser, read her e-mail;
# Léa's category has no SMS.
EXPECTED = collections.Counter({
  ("realtime", "jeanne"): 1,
  ("webpush", "karim"): 1, ("webpush", "lea"): 1,
  ("email", "karim"): 1, ("email", "nadia"): 1, ("email", "lea"): 1,
  ("sms", "karim"): 1,
})
# Karim's text message left; Jeanne and Nadia had seen it before theirs.
SPENT = {"sent": 1, "spent": "0.065", "spared": 2, "saved": "0.13"}
PEOPLE = {"jeanne": "Jeanne", "karim": "Karim", "nadia": "Nadia", "lea": "Léa"}
PHONES = {"+33639980001": "jeanne", "+33639980002": "karim",
          "+33639980003": "nadia", "+33639980004": "lea"}
TOPIC = re.compile(r"user/(.+)/notifications")
FRENCH = {"realtime": "Cloche", "webpush": "Web Push", "email": "E-mail", "sms": "SMS",
          "channel": "Canal", "person": "Personne", "wanted": "Attendu", "got": "Reçu",
          "words": "En quels mots", "nothing": "rien reçu, {} attendu",
          "many": "reçu {1} fois, {0} attendu", "stray": "inattendu, reçu {1} fois",
          "refused": "{} publications refusées par le hub",
          "other": "autre notification que la sienne",
          "spent": "SMS : {sent} envoyé, {spent} EUR ; {spared} épargnés, {saved} EUR de moins.",
          "account": "SMS : les comptes disent {0}, non {1}",
          "good": "Chacun a reçu ce qu’il devait, une fois, et rien d’autre."}
ENGLISH = {"realtime": "Bell", "webpush": "Web Push", "email": "E-mail", "sms": "SMS",
           "channel": "Channel", "person": "Person", "wanted": "Expected", "got": "Received",
           "words": "In which words", "nothing": "got nothing, {} expected",
           "many": "got it {1} times, {0} expected", "stray": "not expected, got {1}",
           "refused": "the hub refused {} publications",
           "other": "another notification than theirs",
           "spent": "SMS: {sent} sent, {spent} EUR; {spared} spared, {saved} EUR saved.",
           "account": "SMS: the accounts say {0}, not {1}",
           "good": "Everybody got what they should, once, and nothing else."}

Arrival = collections.namedtuple("Arrival", "channel person notification words")


def asked(port, path):
  with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
    return json.load(answer)


def from_hub(port):
  for update in asked(port, "/updates"):
    topic = TOPIC.fullmatch(update["topic"])
    person = urllib.parse.unquote(topic[1]) if topic else update["topic"]
    told = json.loads(update["data"])
    if told["kind"] == "created":  # else what was marked, for the person's other pages
      row = told["notification"]
      yield Arrival("realtime", person, row["id"], row["title"])


def from_mail(port, identifiers):
  for message in asked(port, "/messages"):
    octets = base64.b64decode(message["data"])
    subject = email.message_from_bytes(octets, policy=email.policy.default)["subject"]
    found = [text for text in identifiers if text.encode() in octets]
    for address in message["to"]:
      yield Arrival("email", address.partition("@")[0], found[0] if found else None, subject)


def from_spool(folder):
  for path in sorted(folder.iterdir() if folder.is_dir() else ()):
    document = json.loads(path.read_text())
    if path.name.endswith(".push.json"):
      person, words = document["user_id"], document["title"]
      yield Arrival("webpush", person, document["notification_id"], words)
    elif path.name.endswith(".sms.json"):
      person = PHONES.get(document["to"], document["to"])
      yield Arrival("sms", person, document["notification_id"], document["text"])


def from_accounts(path):
  """The story's month, or both of them, if it began in another one than it ended in."""
  months = json.loads(path.read_text())["months"]
  amounts = {name: sum(decimal.Decimal(month[name]) for month in months) for name in SPENT}
  return {name: type(SPENT[name])(amount) for name, amount in amounts.items()}


def problems(got, arrivals, identifiers, refusals, words):
  for channel, person in sorted(set(EXPECTED) | set(got)):
    expected, received = EXPECTED[channel, person], got[channel, person]
    if expected != received:
      kind = "stray" if not expected else "many" if received else "nothing"
      yield f"{words[channel]}, {PEOPLE.get(person, person)}: " + words[kind].format(
        expected, received)
  for arrival in arrivals:
    if identifiers.get(arrival.person) != arrival.notification:
      yield f"{words[arrival.channel]}, {arrival.person}: {words['other']}"
  if refusals:
    yield words["refused"].format(refusals)


def rows(got, arrivals, words):
  yield [words[name] for name in ("channel", "person", "wanted", "got", "words")]
  for channel in CHANNELS:
    for person in PEOPLE | dict.fromkeys(arrival.person for arrival in arrivals):
      expected, received = EXPECTED[channel, person], got[channel, person]
      said = [arrival.words for arrival in arrivals
              if (arrival.channel, arrival.person) == (channel, person)]
      if expected or received:
        yield [words[channel], PEOPLE.get(person, person), str(expected), str(received),
               " ".join(said[0].split())[:60] if said else "-"]


def print_table(lines):
  lines = list(lines)
  widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
  lines.insert(1, ["-" * width for width in widths])
  for line in lines:
    padded = (cell.ljust(width) for cell, width in zip(line, widths))
    print("| " + " | ".join(padded) + " |")


def parse_options():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--hub", type=int, required=True, help="control port")
  parser.add_argument("--mail", type=int, required=True, help="control port")
  parser.add_argument("--spool", type=pathlib.Path, required=True)
  parser.add_argument("--notifications", type=pathlib.Path, required=True)
  parser.add_argument("--spending", type=pathlib.Path, required=True)
  parser.add_argument("--language", choices=("fr", "en"), default="fr")
  return parser.parse_args()


def main():
  options = parse_options()
  words = ENGLISH if options.language == "en" else FRENCH
  identifiers = dict(line.split() for line in options.notifications.read_text().splitlines())
  arrivals = [*from_hub(options.hub), *from_spool(options.spool),
              *from_mail(options.mail, identifiers.values())]
  got = collections.Counter((arrival.channel, arrival.person) for arrival in arrivals)
  print_table(rows(got, arrivals, words))
  refusals = asked(options.hub, "/count")["refusals"]
  found = list(problems(got, arrivals, identifiers, refusals, words))
  spent = from_accounts(options.spending)
  if spent != SPENT:
    found.append(words["account"].format(spent, SPENT))
  print()
  print(words["spent"].format(**spent))
  for line in found:
    print(f"! {line}")
  if not found:
    print(words["good"])
  return 1 if found else 0


if __name__ == "__main__":
  sys.stdout.reconfigure(encoding="utf-8")
  sys.exit(main())
