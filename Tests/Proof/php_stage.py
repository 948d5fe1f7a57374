# SPDX-License-Identifier: MIT
"""A request killed between stage, its own commit and confirm: promoted and notified, or neither."""

import collections
import contextlib
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Php"))

import recount
from ground import Ground, policy
from site_folder import VARIANTS, Site

POINTS = ("start", "begin", "staged", "committed", "rolled-back")  # what it had said last
LINES = 24  # of its about five a promotion that a request says before it is killed, at most
OLD_ENOUGH = 65  # seconds; the library asks after 60
PATIENCE = 30


class Killing:
  def __init__(self, ground, site):
    self.ground, self.site = ground, site
    self.points = collections.Counter()
    self.dice = random.Random()
    self.answers = (0, 0)
    site.configure(policy=policy("email"))
    self.application = site.folder / "store/application.db"
    with sqlite3.connect(self.application) as database:
      database.execute("PRAGMA journal_mode = WAL")
      database.execute("CREATE TABLE promotion (id TEXT PRIMARY KEY)")
    database.close()
    for path in self.application.parent.iterdir():
      site.give(path)

  def check(self, good, problem):
    self.ground.check(good, f"{self.site.variant}: {problem}")

  def one(self, number):
    """Kills after some lines and a moment; one in ten at any moment since its start."""
    request = self.site.run("promote.php", self.site.folder, f"run{number}",
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    said = b""
    if number % 10 == 9:
      time.sleep(self.dice.uniform(0, 0.1))
    else:
      for _ in range(self.dice.randrange(LINES)):
        said += request.stdout.readline()
      time.sleep(self.dice.uniform(0, 0.001))
    by_itself = request.poll() is not None
    request.kill()
    rest, errors = request.communicate()
    self.check(not by_itself, f"a request ended by itself: {errors[-300:]!r}")
    lines = (said + rest).decode().split("\n")[:-1]
    last = lines[-1].split()[0] if lines else "start"
    self.points["begin" if last == "done" else last] += 1

  def resolve(self, *now_ms):
    process = self.site.run("resolve.php", self.site.folder, *now_ms,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
      out, errors = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
      process.kill()
      out, errors = process.communicate()
    self.check(process.returncode == 0, f"resolving failed: {errors[-300:]!r}")
    self.answers = tuple(map(int, out.split())) or (0, 0)

  def judge(self):
    """Answers how many were promoted."""
    database = self.ground.connect(self.application)
    promoted = {row[0] for row in database.execute("SELECT id FROM promotion")}
    database.close()
    store = self.ground.connect(self.site.store)
    notified = {row[0] for row in store.execute("SELECT event_id FROM notification")}
    open_stages = store.execute("SELECT count(*) FROM staged WHERE discarded = 0").fetchone()[0]
    self.check(promoted, "nobody was promoted")
    self.check(promoted <= notified, f"{len(promoted - notified)} promoted, not notified")
    self.check(notified <= promoted, f"{len(notified - promoted)} notified, not promoted")
    self.check(open_stages == 0, f"{open_stages} stages were not asked about")
    for problem in recount.problems(store):
      self.check(False, problem)
    store.close()
    return len(promoted)


def main(quick):
  kills = int(os.environ.get("KILLS", 40 if quick else 1000))
  with Ground("php_stage") as ground, contextlib.ExitStack() as stack:
    sites = [Site(variant, f"{ground.folder}-{variant}") for variant in VARIANTS]
    killings = [Killing(ground, stack.enter_context(site)) for site in sites]
    for number in range(kills):
      killings[number % len(killings)].one(number)
    points = sum((killing.points for killing in killings), collections.Counter())
    for point in POINTS:
      ground.check(points[point] > 0 or kills < 500, f"no kill fell after {point}")
    if quick:
      later = [int(1000 * (time.time() + OLD_ENOUGH))]
    else:
      later = []
      time.sleep(OLD_ENOUGH)
    for killing in killings:
      killing.resolve(*later)
    promoted = sum(killing.judge() for killing in killings)
    asked = "confirmed={} discarded={}".format(*map(sum, zip(*(k.answers for k in killings))))
    lost = "" if ground.problems else "promoted_not_notified=0 notified_not_promoted=0 "
    fell = " ".join(f"{point}={points[point]}" for point in POINTS)
    return ground.verdict(kills, kills, f"promoted={promoted} {lost}asked: {asked}; "
                          f"killed after: {fell}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
