# SPDX-License-Identifier: MIT
"""What the library says it spent on texts, and saved by their being seen, against another count:
ten thousand notifications, of which some are seen, cancelled, replaced, or beyond a budget."""

import ctypes
import datetime
import json
import os
import pathlib
import random
import sys
import time
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Browser"))
from library import Library  # noqa: E402

from ground import Ground  # noqa: E402

START = 1_790_000_000_000
DUE = 15 * 60_000
PRICES = {"+33": 65_000, "+336": 70_000, "+41": 71_200, "+1": 8_000, "+1876": 210_000,
          "+44": 40_000, "default": 99_000}
PREFIXES = ["+331", "+336", "+337", "+4179", "+1202", "+1876", "+4477", "+4915", "+3247"]
BUDGET = {"person": 6, "category": 1_900}
# 3GPP TS 23.038, 6.2.1, without its control characters.
GSM = set("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡§¿äöñüàÄÖÑÜ"
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
TWICE = set("^{}\\[~]|€")
LETTERS = sorted(GSM - {" "}) + sorted(TWICE)
WIDE = LETTERS + list("êœçÀ’…—漢🙂")
MARKS = {1: "seen", 2: "read", 4: "archived"}
REPLACED, CANCELLED = "replaced", "cancelled"


def parts(text):
  narrow = all(letter in GSM or letter in TWICE for letter in text)
  if narrow:
    units, single, each = [1 + (letter in TWICE) for letter in text], 160, 153
  else:
    units, single, each = [1 + (ord(letter) > 0xFFFF) for letter in text], 70, 67
  if sum(units) <= single:
    return 1
  count, room = 1, each
  for unit in units:
    if unit > room:
      count, room = count + 1, each
    room -= unit
  return count


def price(phone):
  fitting = [prefix for prefix in PRICES if phone.startswith(prefix)]
  return PRICES[max(fitting, key=len, default="default")]


def month(now):
  return datetime.datetime.fromtimestamp(now / 1000, datetime.timezone.utc).strftime("%Y-%m")


def policy():
  return {
    "prices": {"currency": "EUR", "sms": {
      prefix: f"{amount / 1_000_000:.6f}" for prefix, amount in PRICES.items()}},
    "flood": 0,
    "ladders": {"text": [{"channel": "sms", "when": "any", "after": "PT15M",
                          "unless": ["seen"]}]},
    "categories": {"texts": {"ladder": "text", "budget": BUDGET, "expires": "P2D"}},
    "rules": {
      "proof.text": {"category": "texts", "template": "t"},
      "proof.latest": {"category": "texts", "template": "t", "collapse": "latest"}}}


class Person:
  def __init__(self, dice, number):
    self.id = f"p{number}"
    self.phone = dice.choice(PREFIXES) + "".join(dice.choices("0123456789", k=7))
    self.locale = dice.choice(["fr", "en", "fr-CA", "en-GB"])
    self.suppressed = dice.random() < 0.04
    self.latest = None  # not sent yet


class Text:
  def __init__(self, person, due, cost):
    self.person, self.due, self.cost = person, due, cost
    self.id, self.fate = None, None


class Counted:
  """What must come out, by the rules as the header states them."""

  def __init__(self):
    self.sent, self.spent, self.spared, self.saved = Counter(), Counter(), Counter(), Counter()
    self.of_person, self.fates, self.pending = Counter(), Counter(), []

  def pass_due(self, now):
    """Everything due was sent now, in the order of dues."""
    while self.pending and self.pending[0].due <= now:
      text = self.pending.pop(0)
      if text.fate is None:
        self.end(text, self.send(text, month(now)))

  def send(self, text, when):
    if text.person.suppressed:
      return "suppressed"
    person = (when, text.person.id)
    if (self.of_person[person] >= BUDGET["person"]
        or self.sent[when] >= BUDGET["category"]):
      return "over budget"
    self.of_person[person] += 1
    self.sent[when] += 1
    self.spent[when] += text.cost
    return "sent"

  def spare(self, text, when, fate):
    if not text.person.suppressed:
      self.spared[when] += 1
      self.saved[when] += text.cost
    self.end(text, fate)

  def end(self, text, fate):
    text.fate = fate
    self.fates[fate] += 1
    if text.person.latest is text:
      text.person.latest = None


class Story:
  def __init__(self, ground, seed, count):
    self.dice = random.Random(seed)
    self.ground, self.count, self.now = ground, count, START
    self.counted, self.actions, self.parts = Counted(), [], Counter()
    templates = ground.folder / "templates" / "t"
    templates.mkdir(parents=True)
    for language in ("fr", "en"):
      (templates / f"sms.{language}.text").write_text("{{%s}}" % language)
    document = {
      "store": f"sqlite:{ground.file}?survive_power_loss=no", "keys": str(ground.folder / "keys"),
      "sms": f"spool:{ground.folder / 'out'}", "templates": str(templates.parent),
      "policy": policy()}
    self.engine = Library(ground.programs / "libmatines.so.0").open(document)
    self.set_clock()
    self.people = [Person(self.dice, number) for number in range(max(20, count // 20))]
    for person in self.people:
      self.engine.call("user_put", json.dumps(
        {"id": person.id, "phone": person.phone, "locale": person.locale}))
      if person.suppressed:
        self.engine.call("suppression_put", person.phone, "bounce")

  def set_clock(self):
    self.engine.call("clock_set", ctypes.c_int64(self.now))

  def words(self):
    wanted, letters = self.dice.randint(1, 4), self.dice.choice([LETTERS, LETTERS, WIDE])
    text = self.dice.choice(letters[:40])
    while parts(text) < wanted or self.dice.random() < 0.97:
      longer = text + "".join(self.dice.choices(letters, k=self.dice.randint(1, 9)))
      if parts(longer) > wanted:
        break
      text = longer
    return text

  def run(self):
    for number in range(self.count):
      # Now and then somebody hears again before the text of the time before is due.
      again = number > 0 and self.dice.random() < 0.15
      self.advance_to(self.now + self.dice.randint(1_000, 600_000 if again else 1_200_000))
      person = person if again else self.dice.choice(self.people)
      self.emit(number, person)
    self.advance_to(self.now + 3 * DUE)

  def advance_to(self, end):
    """Through what people do meanwhile, each after what is due by then."""
    self.actions.sort(key=lambda action: action[0])
    while self.actions and self.actions[0][0] <= end:
      moment, text, action = self.actions.pop(0)
      self.work(moment)
      self.act(text, action)
    self.work(end)

  def work(self, moment):
    self.now = moment
    self.set_clock()
    self.engine.work(0)
    self.counted.pass_due(moment)

  def act(self, text, action):
    if action == CANCELLED:
      self.engine.call("notification_cancel", text.id)
      # The row is touched when due: nothing is saved, and nothing sent.
      if text.fate is None:
        self.counted.end(text, CANCELLED)
      return
    self.engine.call("inbox_mark", text.person.id, json.dumps([text.id]), action, None)
    if text.fate is None:
      self.counted.spare(text, month(self.now), MARKS[action])

  def emit(self, number, person):
    words = {"fr": self.words(), "en": self.words()}
    text = Text(person, self.now + DUE, 0)
    count = parts(words[person.locale[:2]])
    self.parts[count] += 1
    text.cost = count * price(person.phone)
    event = self.dice.choice(["proof.text", "proof.text", "proof.latest"])
    document = json.dumps({"user_id": person.id, "data": words})
    if number % 10 == 0 and not person.suppressed:
      forecast = self.engine.document("simulate", event, document, None)
      told = forecast["notifications"][0]["recipients"][0]["cost"]
      self.ground.check(
        millionths(told) == text.cost, f"{number} was to cost {told}, not {text.cost}")
    text.id = self.accepted(event, f"evt-{number}", document)
    if event == "proof.latest":
      if person.latest and person.latest.fate is None:
        self.counted.spare(person.latest, month(self.now), REPLACED)
      person.latest = text
    self.counted.pending.append(text)
    self.plan(text)

  def accepted(self, event, key, document):
    receipt = (ctypes.c_uint32 * 16)(64)
    self.engine.call("emit", event, key, document, ctypes.byref(receipt))
    return bytes(receipt)[24:60].decode()

  def plan(self, text):
    fate = self.dice.random()
    if fate < 0.5:
      moment = self.now + self.dice.randint(1, 2 * DUE)
      self.actions.append((moment, text, self.dice.choice(list(MARKS))))
    elif fate < 0.54:
      self.actions.append((self.now + self.dice.randint(1, 2 * DUE), text, CANCELLED))


def compare(ground, story):
  told = story.engine.document("spending", 1_000)
  lines = {line["month"]: line for line in told["months"]}
  counted = story.counted
  for when in sorted(set(lines) | set(counted.sent) | set(counted.spared)):
    line = lines.get(when, {"sent": 0, "spent": "0", "spared": 0, "saved": "0"})
    found = (line["sent"], millionths(line["spent"]), line["spared"], millionths(line["saved"]))
    mine = (counted.sent[when], counted.spent[when], counted.spared[when], counted.saved[when])
    ground.check(found == mine, f"{when}: {found} instead of {mine}")
    ground.check(line["sent"] <= BUDGET["category"], f"{when}: over the budget")
  return lines


def compare_rows(ground, story):
  """Each row by itself, as it is stored."""
  store = ground.connect()
  rows = Counter()
  for state, note, amount in store.execute(
      "SELECT state, note, sum(price) FROM delivery GROUP BY state, note"):
    rows["sent" if state == 3 else "saved" if note in ("seen", "replaced") else note] += amount
  ground.check(rows["sent"] == sum(story.counted.spent.values()), f"rows cost {rows['sent']}")
  suppressed = store.execute(
    "SELECT coalesce(sum(price), 0) FROM delivery JOIN user ON user.id = delivery.user"
    " WHERE phone IN (SELECT address FROM suppression) AND note IN ('seen', 'replaced')"
  ).fetchone()[0]
  saved = sum(story.counted.saved.values())
  ground.check(rows["saved"] - suppressed == saved, f"rows saved {rows['saved'] - suppressed}")
  most = store.execute("SELECT max(texts) FROM spending WHERE user <> ''").fetchone()[0]
  ground.check(most == BUDGET["person"], f"somebody got {most} texts in a month")
  store.close()
  files = len(list((ground.folder / "out").iterdir()))
  ground.check(files == sum(story.counted.sent.values()), f"{files} texts left")


def millionths(amount):
  return round(float(amount) * 1_000_000)


def main(quick):
  count = int(os.environ.get("COUNT", 1_000 if quick else 10_000))
  seed = int(os.environ.get("SEED", 7))
  start = time.monotonic()
  with Ground("sms_spared") as ground:
    story = Story(ground, seed, count)
    story.run()
    lines = compare(ground, story)
    story.engine.close()
    compare_rows(ground, story)
    counted = story.counted
    for fate in ("sent", "over budget", "suppressed", CANCELLED, REPLACED, *MARKS.values()):
      ground.check(counted.fates[fate] > count / 200, f"{fate}: {counted.fates[fate]} times only")
    ground.check(all(story.parts[n] > count / 20 for n in range(1, 5)), f"{story.parts}")
    return ground.verdict(
      sum(counted.fates.values()), count,
      f"notifications months={len(lines)} sent={sum(counted.sent.values())}"
      f" spared={sum(counted.spared.values())}"
      f" saved={sum(counted.saved.values()) / 1_000_000:.6f}"
      f" spent={sum(counted.spent.values()) / 1_000_000:.6f}"
      f" over_budget={counted.fates['over budget']} seed={seed}"
      f" seconds={time.monotonic() - start:.0f}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
