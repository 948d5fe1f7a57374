# SPDX-License-Identifier: MIT
"""SIGKILL of workers in the middle of a broadcast: everybody gets it, and nobody twice."""

import json
import os
import random
import sys
import time

import recount
from ground import Ground

PATIENCE = 120  # seconds
POLICY = {
  "ladders": {"later": [{"channel": "email", "when": "any", "after": "PT1H"},
                        {"channel": "sms", "when": "any", "after": "PT2H"}]},
  "categories": {"general": {"ladder": "later"}},
  "rules": {"user.promoted_to_minister": {
    "category": "general", "template": "promotion", "audience": [{"role": "member"}],
    "observers": [{"audience": [{"domain": "culture"}], "template": "promotion_observer"}]}}}
EMPTY = "SELECT count(*) = 0 FROM expansion"
TOLD = "SELECT coalesce(sum(recipients), 0) FROM notification"
PEOPLE = """
WITH RECURSIVE series(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < ?)
INSERT INTO {} SELECT {} FROM series
"""


def people(store, count):
  """Everybody is a member; one in ten belongs to the domain of the observers."""
  store.execute("BEGIN IMMEDIATE")
  columns = "user (id, email, phone, roles, domains)"
  values = ("'p' || i, 'p' || i || '@example.org', '+33612345678', '[\"member\"]', "
            "iif(i % 10, '[]', '[\"culture\"]')")
  store.execute(PEOPLE.format(columns, values), (count,))
  store.execute("INSERT INTO user_role SELECT 'member', id FROM user")
  store.execute("INSERT INTO user_domain SELECT 'culture', id FROM user WHERE domains <> '[]'")
  store.execute("COMMIT")


class Killing:
  def __init__(self, ground, store, count):
    self.ground, self.store, self.count = ground, store, count
    self.dice = random.Random()
    self.moments = []

  def told(self):
    return self.store.execute(TOLD).fetchone()[0]

  def one(self, kills):
    """Dies after its share of what is left, at a moment nobody chose; two work at once now and
    then, and race for the same batch."""
    workers = [self.ground.worker() for _ in range(1 + self.dice.randrange(2))]
    before = self.told()
    share = (self.count * 1.1 - before) / kills
    goal = before + share * self.dice.uniform(0.2, 1)
    self.ground.until(lambda: self.told() >= goal, PATIENCE)
    time.sleep(self.dice.uniform(0, 0.01))
    for worker in workers:
      worker.kill()
      worker.wait()
    self.moments.append(self.told())


def judge(ground, store, count, killing):
  """What each person has, counted again."""
  twice = store.execute("SELECT count(*) FROM (SELECT 1 FROM recipient GROUP BY user, notification "
                        "HAVING count(*) > 1)").fetchone()[0]
  ground.check(twice == 0, f"{twice} have it twice")
  for part, expected in ((0, count), (1, count // 10)):
    told, planned, counted = store.execute(
      "SELECT (SELECT count(*) FROM recipient WHERE notification = n.id), "
      "(SELECT count(*) FROM delivery WHERE notification = n.id), n.recipients "
      "FROM notification n WHERE part = ?", (part,)).fetchone()
    ground.check(told == expected, f"part {part}: {told} of {expected} have it")
    ground.check(counted == told, f"part {part}: {counted} counted, {told} have it")
    ground.check(planned == 2 * expected, f"part {part}: {planned} deliveries")
  wrong = store.execute("SELECT count(*) FROM user WHERE unread <> 1 + (domains <> '[]')")
  ground.check(wrong.fetchone()[0] == 0, "counters are wrong")
  ground.check(killing.moments[-1] < 1.1 * count, "the last kill came when all was done")
  ground.problems += recount.problems(store)


def main(quick):
  kills = int(os.environ.get("KILLS", 3 if quick else 10))
  count = int(os.environ.get("PEOPLE", 20_000 if quick else 200_000))
  with Ground("kill_broadcast") as ground:
    ground.configure(mailer="host:", sms="host:", policy=POLICY,
                     limits={"waiting": 10_000_000})
    ground.stop(ground.worker())  # makes the store
    store = ground.connect()
    people(store, count)
    document = json.dumps({"data": {"name": "Jeanne"}})
    ground.finish(ground.start("tell", ground.document, "kill", document))
    killing = Killing(ground, store, count)
    for left in range(kills, 0, -1):
      killing.one(left + 1)
    worker = ground.worker()
    done = ground.until(lambda: store.execute(EMPTY).fetchone()[0], PATIENCE)
    ground.check(done, "it did not end")
    ground.stop(worker)
    judge(ground, store, count, killing)
    store.close()
    return ground.verdict(kills, kills, f"recipients={count} observers={count // 10} "
                          f"first_kill_at={killing.moments[0]} last_kill_at={killing.moments[-1]}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
