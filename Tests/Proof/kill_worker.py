# SPDX-License-Identifier: MIT
"""SIGKILL of a worker with its hands full: nothing is lost, and only what it held is repeated."""

import base64
import collections
import email
import os
import random
import signal
import sys
import time
import urllib.parse

import recount
from ground import Ground

KEY = "the publisher key of the proofs, 32 octets or more"
IN_FLIGHT, EVENTS_A_KILL, DELAY_MS, LEASE_MS = 32, 96, 150, 2_000
PATIENCE = 60  # seconds
HELD = "SELECT user, channel FROM delivery WHERE state = 2"
OPEN = "SELECT count(*) FROM delivery WHERE state < 3"


class Peers:
  """What the mail server and the hub have taken, by person."""

  def __init__(self, ground):
    self.sink = ground.server("smtp_sink.py", "--delay-ms", str(DELAY_MS))
    self.hub = ground.server("hub.py", "--key", KEY)
    self.identities = collections.defaultdict(list)
    self.forget()

  def forget(self):
    """Empties the servers' records, which would take ever longer to read."""
    self.sink.reset()
    self.hub.reset()
    self.hub.order({"at": "answer", "action": "delay", "delay_ms": DELAY_MS, "times": -1})

  def keep(self):
    """Under which identities everything arrived."""
    for key, identity, _ in self.taken():
      self.identities[key].append(identity)
    self.forget()

  def taken(self):
    """((person, channel), identity, answered) for everything that arrived."""
    for message in self.sink.get("/messages"):
      head = email.message_from_bytes(base64.b64decode(message["data"]))
      person = message["to"][0].removesuffix("@example.org")
      yield (person, "email"), head["Message-ID"], message["answered"]
    for update in self.hub.get("/updates"):
      person = urllib.parse.unquote(update["topic"].split("/")[1])
      yield (person, "realtime"), update["id"], update["answered"]

  def answered(self):
    return {key for key, _, answered in self.taken() if answered}


class Killing:
  def __init__(self, ground, peers):
    self.ground, self.peers = ground, peers
    self.dice = random.Random()
    self.held = collections.Counter()
    self.gaps = self.smallest = self.paused = self.count = 0
    self.store = None

  def prepare(self):
    self.ground.stop(self.ground.worker())  # makes the store
    self.store = self.ground.connect()

  def one(self, number):
    """A worker starts, gets its hands full and dies; what it held is then waited for."""
    ground = self.ground
    emitter = ground.emitter("journal", f"kill{number}", 0, EVENTS_A_KILL, "own")
    ground.finish(emitter)
    worker = ground.worker()
    held = self.catch(worker, hunting=number % 2 == 0)
    worker.kill()
    worker.wait()
    if len(held) < IN_FLIGHT:
      ground.problems.append(f"kill {number}: only {len(held)} in flight")
      return
    self.smallest = min(self.smallest or len(held), len(held))
    self.gaps += bool(held & self.peers.answered())
    self.held.update(held)
    self.drain()

  def catch(self, worker, hunting):
    """Stops the worker at a random moment, with enough in flight; answers what is. While hunting,
    the moment is one where a peer has answered and the store does not know yet."""
    limit = time.monotonic() + PATIENCE
    held, tries = set(), 0
    while time.monotonic() < limit and worker.poll() is None:
      time.sleep(self.dice.uniform(0, 0.03))
      stopped = time.monotonic()
      worker.send_signal(signal.SIGSTOP)
      held = set(self.store.execute(HELD))
      tries += 1
      if len(held) >= IN_FLIGHT and (
          not hunting or tries > 12 or held & self.peers.answered()):
        break
      worker.send_signal(signal.SIGCONT)
      if time.monotonic() - stopped > LEASE_MS / 3000:
        self.held.update(held)  # stopped for so long that their lease may end
        self.paused += 1
    return held

  def drain(self):
    worker = self.ground.worker()
    self.ground.until(lambda: self.store.execute(OPEN).fetchone()[0] == 0, PATIENCE)
    self.ground.stop(worker)
    self.peers.keep()


def judge(ground, peers, killing):
  """Compares what was accepted, what is stored and what the peers have."""
  accepted = {event for _, event in ground.journal("journal")}
  states = dict(killing.store.execute("SELECT event_id, min(state) = 3 AND max(state) = 3 FROM "
                                      "notification JOIN delivery ON notification.id = "
                                      "delivery.notification GROUP BY event_id"))
  lost = [event for event in accepted if not states.get(event)]
  ground.check(not lost, f"{len(lost)} accepted and not delivered, first {lost[:1]}")
  peers.keep()
  identities = peers.identities
  missing = [key for event in accepted for key in ((event, "email"), (event, "realtime"))
             if key not in identities]
  ground.check(not missing, f"{len(missing)} never reached a peer, first {missing[:1]}")
  repeats = {key: len(ids) - 1 for key, ids in identities.items() if len(ids) > 1}
  stray = [key for key, times in repeats.items() if times > killing.held[key]]
  ground.check(not stray, f"{len(stray)} repeated beyond what was in flight, first {stray[:1]}")
  changed = [key for key, ids in identities.items() if len(set(ids)) > 1]
  ground.check(not changed, f"{len(changed)} repeated as something else, first {changed[:1]}")
  # The gap is short: a handful of kills may all miss it.
  ground.check(killing.gaps > 0 or killing.count < 20,
               "no kill fell between an answer and its settlement")
  return len(accepted), len(lost), sum(repeats.values())


def main(quick):
  kills = int(os.environ.get("KILLS", 5 if quick else 50))
  with Ground("kill_worker") as ground:
    peers = Peers(ground)
    key = ground.folder / "hub.key"
    key.write_text(KEY)
    key.chmod(0o600)
    ground.configure(
      "realtime", "email", realtime=f"mercure+{peers.hub.ready['url']}?key_file={key}",
      mailer=f"{peers.sink.ready['url']}?from=bo@example.org", close_ms=5_000,
      limits={"lease_ms": LEASE_MS})
    killing = Killing(ground, peers)
    killing.prepare()
    killing.count = kills
    for number in range(kills):
      if ground.problems:
        break
      killing.one(number)
    accepted, lost, repeats = judge(ground, peers, killing)
    ground.problems += recount.problems(killing.store)
    killing.store.close()
    return ground.verdict(
      kills, kills, f"accepted={accepted} lost={lost} repeats={repeats} "
      f"held={sum(killing.held.values())} paused={killing.paused} "
      f"fewest_in_flight={killing.smallest} "
      f"between_answer_and_settlement={killing.gaps}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
