# SPDX-License-Identifier: MIT
"""A worker of the command line forks with an engine in use: nothing hangs, nothing is lost."""

import collections
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Php"))

import recount
from ground import Ground, policy
from site_folder import VARIANTS, Site

CHILDREN, EVENTS = 4, 20
EACH = (CHILDREN + 1) * EVENTS + 6  # with three before the fork and three after the children
PATIENCE = 30


class Forking:
  def __init__(self, ground, site):
    self.ground, self.site = ground, site
    self.said = collections.Counter()
    self.hangs = 0
    site.configure(policy=policy("email"))

  def check(self, good, problem):
    self.ground.check(good, f"{self.site.variant}: {problem}")

  def one(self, number):
    process = self.site.run("fork.php", self.site.folder, f"round{number}", CHILDREN, EVENTS,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            start_new_session=True)
    try:
      out, errors = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
      self.hangs += 1
      os.killpg(process.pid, 9)  # a session of its own: its children, and nobody else
      out, errors = process.communicate()
    self.check(process.returncode == 0, f"round {number}: {process.returncode} {errors[-300:]!r}")
    self.said.update(out.decode().splitlines())

  def judge(self, rounds):
    emitted = {line.split()[1] for line in self.said if line.startswith("emitted")}
    store = self.ground.connect(self.site.store)
    there = {row[0] for row in store.execute("SELECT event_id FROM notification")}
    self.check(emitted == there, f"{len(emitted)} accepted, {len(there)} stored")
    self.check(len(emitted) == rounds * EACH, f"{len(emitted)} accepted of {rounds * EACH}")
    twice = [line for line, times in self.said.items() if times > 1]
    self.check(not twice, f"{len(twice)} said twice, first {twice[:1]}")
    sent = sum(line.startswith("sent") for line in self.said)
    settled = store.execute("SELECT count(*) FROM delivery WHERE state = 3").fetchone()[0]
    self.check(sent > 0, "nothing was sent")
    self.check(sent == settled, f"{sent} sent, {settled} settled")
    self.check(not self.hangs, f"{self.hangs} rounds hung")
    for problem in recount.problems(store):
      self.check(False, problem)
    store.close()
    return len(emitted), sent


def main(quick):
  rounds = int(os.environ.get("ROUNDS", 5 if quick else 100))
  accepted = sent = hangs = 0
  with Ground("php_fork") as ground:
    for variant in VARIANTS:
      with Site(variant, f"{ground.folder}-{variant}") as site:
        forking = Forking(ground, site)
        for number in range(rounds):
          if not forking.hangs:
            forking.one(number)
        more, carried = forking.judge(rounds)
        accepted, sent, hangs = accepted + more, sent + carried, hangs + forking.hangs
    count = rounds * len(VARIANTS)
    lost = "" if ground.problems else " lost=0"
    return ground.verdict(count, count, f"forked={count * CHILDREN} hangs={hangs} "
                          f"accepted={accepted} sent={sent}{lost}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
