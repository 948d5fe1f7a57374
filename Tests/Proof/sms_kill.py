# SPDX-License-Identifier: MIT
"""SIGKILL of a worker between the claim of a text and its settlement: nobody is texted twice, and
what is in doubt is listed and left alone."""

import collections
import os
import random
import sys
import time

import recount
import texting
from ground import Ground, policy
from library import Library

TEXTS_A_KILL, DELAY_MS, LEASE_MS = 4, 100, 2_000
PATIENCE = 60  # seconds
HELD = "SELECT count(*), coalesce(sum(begun), 0) FROM delivery WHERE state = 2 AND user >= ?"
OPEN = "SELECT count(*) FROM delivery WHERE state < 3"
STATES = {3: "delivered", 5: "failed", 6: "unknown"}
LISTED = 1_000  # as many as the list ever tells


class Killing:
  def __init__(self, ground, engine):
    self.ground, self.engine = ground, engine
    self.dice = random.Random()
    self.store = ground.connect()
    self.phones = {}
    self.kills = self.begun = self.missed = 0

  def one(self):
    """A few texts wait, a worker comes for them, and dies at a random moment. Whoever died after
    all was settled is not counted."""
    first = f"p{len(self.phones):06}"
    for _ in range(TEXTS_A_KILL):
      person = f"p{len(self.phones):06}"
      self.phones[person] = f"+336{len(self.phones):08}"
      texting.emit(self.engine, f"evt-{person}", person, self.phones[person])
    worker = self.ground.worker()
    limit = time.monotonic() + PATIENCE
    while not self.held(first)[0] and time.monotonic() < limit:
      pass
    time.sleep(self.dice.uniform(0, DELAY_MS / 1000))
    worker.kill()
    worker.wait()
    held, begun = self.held(first)
    self.ground.check(time.monotonic() < limit, "a worker claimed nothing")
    self.kills += held > 0
    self.missed += held == 0
    self.begun += begun

  def held(self, first):
    return self.store.execute(HELD, (first,)).fetchone()

  def drain(self):
    worker = self.ground.worker()
    done = self.ground.until(lambda: self.store.execute(OPEN).fetchone()[0] == 0, PATIENCE)
    self.ground.check(done, "deliveries that never end")
    # Whatever were to be sent again would be by now.
    time.sleep(2 * LEASE_MS / 1000)
    self.ground.stop(worker)


def judge(ground, server, killing):
  """How all of them ended, how many of the doubtful had arrived, and how many came twice."""
  count = server.get("/count")
  arrived = collections.Counter(message["to"] for message in server.get("/messages"))
  repeated = [number for number, times in arrived.items() if times > 1]
  ground.check(not repeated, f"{len(repeated)} texted twice, first {repeated[:1]}")
  ground.check(not count["refusals"], f"refused: {server.get('/refusals')[:2]}")
  rows = dict(killing.store.execute("SELECT user, state FROM delivery"))
  ends = collections.Counter(STATES.get(state, f"state {state}") for state in rows.values())
  lost = [person for person in killing.phones if person not in rows]
  ground.check(not lost, f"{len(lost)} accepted and not planned, first {lost[:1]}")
  ground.check(set(ends) <= {"delivered", "unknown"}, f"ended otherwise: {dict(ends)}")
  absent = [person for person, state in rows.items()
            if state == 3 and arrived[killing.phones[person]] != 1]
  ground.check(not absent, f"{len(absent)} delivered and not arrived, first {absent[:1]}")
  doubtful = {person for person, state in rows.items() if state == 6}
  told = {delivery["user_id"] for delivery in
          killing.engine.document("failed_list", LISTED)["deliveries"]
          if delivery["state"] == "unknown"}
  ground.check(told <= doubtful and len(told) == min(len(doubtful), LISTED),
               f"{len(doubtful)} in doubt, {len(told)} listed")
  return ends, sum(arrived[killing.phones[person]] for person in doubtful), len(repeated)


def main(quick):
  kills = int(os.environ.get("KILLS", 10 if quick else 500))
  with Ground("sms_kill") as ground:
    texting.certificates(ground)
    server = texting.provider(ground, "twilio", "--delay-ms", str(DELAY_MS))
    members = {"sms": texting.dsn(ground, "twilio", server.port), "close_ms": 5_000,
               "limits": {"lease_ms": LEASE_MS}}
    ground.configure("sms", **members)
    library = Library(ground.programs / "libmatines.so.0")
    engine = library.open({
      "store": f"sqlite:{ground.file}?survive_power_loss=no", "keys": str(ground.folder / "keys"),
      "origin": "https://bo.example.org", "policy": policy("sms")} | members)
    killing = Killing(ground, engine)
    while killing.kills < kills and not ground.problems:
      killing.one()
    killing.drain()
    ends, arrived, twice = judge(ground, server, killing)
    ground.problems += recount.problems(killing.store)
    killing.store.close()
    engine.close()
    return ground.verdict(
      killing.kills, kills, f"accepted={len(killing.phones)} delivered={ends['delivered']} "
      f"unknown={ends['unknown']} of_which_arrived={arrived} twice={twice} "
      f"begun_at_kill={killing.begun} too_late={killing.missed}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
