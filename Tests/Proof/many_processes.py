# SPDX-License-Identifier: MIT
"""Eight processes emit and two work on one file: nothing is refused, everything settled once."""

import collections
import os
import sys
import time

import recount
from ground import Ground

EMITTERS, WORKERS, PAUSE_US = 8, 2, 2_000
OPEN = "SELECT count(*) FROM delivery WHERE state < 3"


def settled_once(ground, store, accepted):
  # A worker whose budget ends gives back what it did not begin: that counts as no attempt.
  rows = store.execute("SELECT count(*), sum(state = 3), sum(attempts = 1) "
                       "FROM delivery").fetchone()
  ground.check(rows == (accepted, accepted, accepted),
               f"{accepted} accepted; deliveries, delivered, at first attempt: {rows}")
  lines = collections.Counter((ground.folder / "record").read_text().splitlines())
  twice = [line for line, times in lines.items() if times > 1]
  ground.check(not twice, f"{len(twice)} carried twice, first {twice[:1]}")
  ground.check(len(lines) == accepted, f"{len(lines)} carried, {accepted} accepted")


def main(quick):
  seconds = int(os.environ.get("SECONDS_LONG", 5 if quick else 60))
  with Ground("many_processes") as ground:
    ground.configure("proof")
    ground.stop(ground.worker(ground.folder / "record"))  # makes the store
    workers = [ground.worker(ground.folder / "record") for _ in range(WORKERS)]
    emitters = [ground.emitter(f"journal-{i}", f"process{i}", 0, 10_000_000, "shared", PAUSE_US)
                for i in range(EMITTERS)]
    time.sleep(seconds)
    for emitter in emitters:
      ground.check(emitter.poll() is None, f"an emitter ended: {ground.complaints()}")
      emitter.kill()
      emitter.wait()
    store = ground.connect()
    ground.until(lambda: store.execute(OPEN).fetchone()[0] == 0, 60 + seconds)
    for worker in workers:
      ground.stop(worker)
    noted = sum(len(ground.journal(f"journal-{i}")) for i in range(EMITTERS))
    accepted = store.execute("SELECT count(*) FROM notification").fetchone()[0]
    # A killed emitter may have died between the commit and its line.
    ground.check(noted <= accepted <= noted + EMITTERS, f"{noted} noted, {accepted} stored")
    settled_once(ground, store, accepted)
    ground.problems += recount.problems(store)
    store.close()
    return ground.verdict(seconds, seconds, f"seconds accepted={accepted} busy=0 twice=0"
                          if not ground.problems else f"seconds accepted={accepted}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
