# SPDX-License-Identifier: MIT
"""SIGKILL of an emitting process: each of its events is wholly there or wholly absent."""

import os
import random
import sys
import time

import recount
from ground import Ground

EVENTS = 100_000  # more than an emitter reaches in its life


def killed_run(ground, run, dice):
  emitter = ground.emitter(f"journal-{run}", f"run{run}", 0, EVENTS, "mixed")
  journal = ground.folder / f"journal-{run}"
  ground.until(lambda: emitter.poll() is not None or (
    journal.exists() and journal.stat().st_size > 0), 20)
  time.sleep(dice.uniform(0, 0.05))
  if emitter.poll() is not None:
    ground.problems.append(f"the emitter ended by itself: {ground.complaints()}")
  emitter.kill()
  emitter.wait()


def judge(ground, store, run):
  """What the journal of a killed emitter promises; answers how much it was."""
  marks = {}
  for mark, event in ground.journal(f"journal-{run}"):
    marks.setdefault(event, set()).add(mark)
  there = {row[0] for row in store.execute(
    "SELECT event_id FROM notification WHERE event_id LIKE ?", (f"run{run}-%",))}
  staged = dict(store.execute(
    "SELECT key, discarded FROM staged WHERE key LIKE ?", (f"run{run}-%",)))
  accepted = {event for event, seen in marks.items() if seen & {"A", "C"}}
  ground.check(accepted <= there, f"run {run}: lost {sorted(accepted - there)[:3]}")
  for event, seen in marks.items():
    if "D" in seen:
      ground.check(staged.get(event) == 1, f"{event}: discarded, and not remembered")
    elif seen == {"S"} and not undecided(event, marks):
      ground.check(staged.get(event) == 0, f"{event}: its stage is lost")
      ground.check(event not in there, f"{event}: staged, and accepted by nobody")
  # At most the one call that was under way is there without its line.
  unnoted = (there | set(staged)) - set(marks)
  ground.check(len(unnoted) <= 1, f"run {run}: {len(unnoted)} events without a line")
  return len(accepted), len(staged)


def undecided(event, marks):
  """The last of a journal: its confirmation or discard was under way when the process died."""
  number = int(event.rsplit("-", 1)[1])
  return number == max(int(other.rsplit("-", 1)[1]) for other in marks) and number // 2 % 4 != 3


def main(quick):
  kills = int(os.environ.get("KILLS", 20 if quick else 200))
  dice = random.Random()
  with Ground("kill_emitter") as ground:
    ground.configure("email", "sms", mailer="host:", sms="host:")
    for run in range(kills):
      killed_run(ground, run, dice)
    store = ground.connect()
    accepted = staged = 0
    for run in range(kills):
      more, open_stages = judge(ground, store, run)
      accepted, staged = accepted + more, staged + open_stages
    ground.problems += recount.problems(store)
    sent = store.execute("SELECT count(*) FROM delivery WHERE user IN "
                         "(SELECT key FROM staged)").fetchone()[0]
    ground.check(sent == 0, f"{sent} deliveries of events that are only staged")
    store.close()
    ground.check(accepted > kills, f"only {accepted} events were accepted")
    return ground.verdict(kills, kills, f"accepted={accepted} lost=0 staged_kept={staged}"
                          if not ground.problems else f"accepted={accepted}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
