# SPDX-License-Identifier: MIT
"""php-fpm under load, with short-lived children and reloads: no crash, nothing lost or doubled."""

import collections
import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Php"))

import recount
from fastcgi import Broken
from fpm import Fpm
from ground import Ground, policy
from load import Load
from site_folder import VARIANTS, Site

import running

CHILDREN, LIFE, PEOPLE = 20, 50, 100
# What FFI does differently needs fewer requests to be seen, and no fewer reloads.
SHARES, PAUSES = {"extension": 1, "preload": 10}, {"extension": 10, "preload": 2}
FEWEST = 2_000
OPEN = "SELECT count(*) FROM delivery WHERE state < 3"


class Run:
  """One variant. The reload is php-fpm's default one, which waits for no request."""

  def __init__(self, ground, site, requests, pause):
    self.ground, self.site = ground, site
    self.requests, self.pause = requests, pause
    self.reloads = 0
    self.load = None

  def check(self, good, problem):
    self.ground.check(good, f"{self.site.variant}: {problem}")

  def go(self):
    site = self.site
    site.configure(policy=policy("email"))
    record = site.folder / "store/record"
    with Fpm(site, CHILDREN, pool=[f"pm.max_requests={LIFE}"]) as fpm:
      fpm.get("emit.php", "id=first&user=first")
      complaints = open(site.folder / "worker.out", "w")
      worker = site.run("worker.php", site.folder, record, stderr=complaints)
      try:
        self.send(fpm)
        self.check(worker.poll() is None, "the worker ended by itself")
        self.counts(fpm)
        store = self.ground.connect(site.store)
        running.until(lambda: store.execute(OPEN).fetchone()[0] == 0, 120, 0.1)
      finally:
        running.stop(worker)
      crashes, ordered = fpm.deaths()
      self.check(not crashes, f"children died: {collections.Counter(crashes)}")
      self.stored(store, record)
      store.close()
      self.check(not fpm.text(fpm.errors), f"PHP said: {fpm.text(fpm.errors)[-300:]}")
      return len(crashes), len(ordered)

  def send(self, fpm):
    self.load = Load(fpm, "load", self.requests, PEOPLE)
    self.load.start()
    due = time.monotonic() + self.pause
    while self.load.running():
      time.sleep(0.02)
      if time.monotonic() > due:
        fpm.reload()
        self.reloads += 1
        due += self.pause
      if fpm.process.poll() is not None:
        self.check(False, f"the master ended: {fpm.complaints()}")
        self.load.stop()
    self.load.join()
    self.check(self.reloads > 0, "it was never reloaded")
    refused = self.load.refused
    self.check(not refused, f"{len(refused)} refused, first {refused[:1]}")

  def counts(self, fpm):
    """What the bell shows is what was accepted."""
    expected = collections.Counter(person for _, person in self.load.accepted)
    wrong = [person for person, count in expected.items()
             if count != json.loads(asked(fpm, person))["unread"]]
    self.check(not wrong, f"{len(wrong)} inboxes count wrongly, first {wrong[:1]}")

  def stored(self, store, record):
    accepted = {event for event, _ in self.load.accepted}
    rows = store.execute("SELECT event_id, count(*) FROM notification WHERE event_id <> 'first' "
                         "GROUP BY event_id")
    there = dict(rows)
    lost = accepted - set(there)
    self.check(len(accepted) == self.requests, f"{len(accepted)} accepted")
    self.check(not lost, f"{len(lost)} lost, first {sorted(lost)[:1]}")
    self.check(sum(there.values()) == len(accepted), f"{sum(there.values())} are stored")
    sent = collections.Counter(record.read_text().splitlines())
    twice = [line for line, times in sent.items() if times > 1]
    self.check(not twice, f"{len(twice)} sent twice, first {twice[:1]}")
    self.check(len(sent) == len(accepted) + 1, f"{len(sent)} sent")
    for problem in recount.problems(store):
      self.check(False, problem)


def asked(fpm, person):
  """A reload may still be under way, which breaks off what is asked."""
  for _ in range(100):
    try:
      return fpm.get("counts.php", f"user={person}").text
    except Broken:
      time.sleep(0.05)
  raise RuntimeError(fpm.complaints())


def main(quick):
  requests = int(os.environ.get("REQUESTS", 4_000 if quick else 100_000))
  told, count = [], 0
  with Ground("php_fpm") as ground:
    for variant in VARIANTS:
      share = max(requests // SHARES[variant], FEWEST)
      pause = 0.5 if quick else PAUSES[variant]
      began = time.monotonic()
      with Site(variant, f"{ground.folder}-{variant}") as site:
        run = Run(ground, site, share, pause)
        crashes, ordered = run.go()
      load = run.load
      count += len(load.accepted)
      told.append(f"{variant}: requests={len(load.accepted)} reloads={run.reloads} "
                  f"crashes={crashes} cut={ordered} sent_again={load.broken} "
                  f"repeated={load.repeated} seconds={time.monotonic() - began:.0f}")
    lost = "" if ground.problems else "lost=0 doubled=0 "
    return ground.verdict(count, requests, lost + "; ".join(told))


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
