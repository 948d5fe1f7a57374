# SPDX-License-Identifier: MIT
"""The same faults met by the queue, and what a push service's answers change for it: when it is
asked again, whether a browser is forgotten, and how often a service that is down is tried."""

import push_table
from pushing import Clock, Pusher

STATES = {"delivered": "delivered", "gone": "failed", "failed": "failed"}
MINUTE = 60_000


def prove(ground, authority, server, ports, faults):
  """Answers how many deliveries went through the queue."""
  queued = every_outcome(ground, Pusher(ground, "queue", authority, ports), server.port, faults)
  for number, way in enumerate((told_to_wait, refused_key, opened_circuit)):
    pusher = Pusher(ground, f"clock-{number}", authority, ports)
    way(ground, pusher, Clock(pusher.engine), server)
    pusher.close()
  return queued


def every_outcome(ground, pusher, port, faults):
  """One person and one origin for each; what it did not say of itself, its explanation says."""
  wanted = [(f"https://s{code}.push.localhost:{port}/status/{code}/queued", {outcome}, code)
            for code, outcome in push_table.outcomes().items()]
  wanted += [(endpoint, right, 0) for endpoint, right in faults]
  told = []
  for number, (endpoint, right, code) in enumerate(wanted):
    pusher.person(f"p{number}", endpoint)
    told.append((f"p{number}", pusher.emit(f"p{number}"), right, code, endpoint))
  for _ in range(8):
    pusher.engine.work(5_000)
    if all(is_over(pusher.rung(user, note), right) for user, note, right, *_ in told):
      break
  for user, note, right, code, endpoint in told:
    check(ground, pusher, user, pusher.rung(user, note), right, code or endpoint)
  pusher.close()
  return len(told)


def is_over(rung, right):
  """What is to be tried again may be under way for the second time."""
  return rung["attempts"] >= 1 and (rung["state"] != "claimed" or "later" in right)


def check(ground, pusher, user, rung, right, name):
  states = {STATES.get(outcome, "ready") for outcome in right}
  states |= {"claimed"} if "ready" in states else set()
  ground.check(rung["state"] in states, f"queued {name}: {rung['state']}, {rung['sentence']}")
  ground.check(rung["attempts"] >= 1, f"queued {name}: never tried")
  kept = pusher.browsers(user) == 1
  ground.check(kept == (right != {"gone"}), f"queued {name}: browser {'kept' if kept else 'lost'}")


class Origin:
  """People whose browsers are at one service, and how often it was asked."""

  def __init__(self, pusher, server, name):
    self._pusher, self._server, self._name = pusher, server, name
    self._people = 0

  def deliver(self, path, count=1, query=""):
    """Sends to `count` new people there; answers (person, notification) of the last."""
    for _ in range(count):
      user = f"{self._name}-{self._people}"
      self._people += 1
      host = f"{self._name}.push.localhost:{self._server.port}"
      self._pusher.person(user, f"https://{host}{path}/{user}{query}")
      note = self._pusher.emit(user)
    return user, note

  def asked(self):
    requests = self._server.get("/counts")["requests"]
    return sum(times for path, times in requests.items() if f"/{self._name}-" in path)

  def work(self):
    """What is due now; answers how often the service was asked meanwhile."""
    before = self.asked()
    self._pusher.engine.work(15_000)
    return self.asked() - before


def told_to_wait(ground, pusher, clock, server):
  """One browser waits as it is told; three of several people within a minute make all wait, for a
  minute at most."""
  for code in (429, 503):
    alone, origin = Origin(pusher, server, f"one{code}"), Origin(pusher, server, f"wait{code}")
    start = clock.now
    person = alone.deliver(f"/status/{code}", query="?retry-after=120")
    alone.work()
    due = pusher.rung(*person)["due_ms"]
    ground.check(due >= start + 2 * MINUTE, f"{code}: due after {due - start} ms, not 120 s")
    ground.check(pusher.browsers(person[0]) == 1, f"{code}: the browser is forgotten")
    alone.deliver("/push/x")
    ground.check(alone.work() == 1, f"after one {code} the service is not asked any more")
    origin.deliver(f"/status/{code}", 3, query="?retry-after=120")
    ground.check(origin.work() == 3, f"three {code} were not met")
    origin.deliver("/push/x", 5)
    ground.check(origin.work() == 0, f"after three {code} within a minute it is asked at once")
    clock.advance(MINUTE - 1_000)
    ground.check(origin.work() == 0, f"after three {code} it is asked within a minute")
    clock.advance(2_000)
    ground.check(origin.work() == 5, f"a minute after three {code} it is not asked")


def refused_key(ground, pusher, clock, server):
  """Two people's browsers say so: it is not one address's own trouble."""
  origin, other = Origin(pusher, server, "refuses"), Origin(pusher, server, "other")
  person = origin.deliver("/status/401/key", 2)
  ground.check(origin.work() == 2, "401: not asked once for each")
  origin.deliver("/push/x", 10)
  other.deliver("/push/x")
  ground.check(origin.work() == 0, "401: the channel goes on for that service")
  ground.check(other.asked() == 1, "401: the channel stands still for another service")
  clock.advance(29_000)
  ground.check(origin.work() == 0, "401: asked again within 30 s")
  alarms = [text for level, text in pusher.said if level == "alarm"]
  ground.check(1 <= len(alarms) <= 2 and all("401" in text and "VAPID" in text for text in alarms),
               f"401: alarms {alarms[:3]}")
  ground.check(pusher.browsers(person[0]) == 1, "401: the browser is forgotten")
  clock.advance(10_000)
  ground.check(origin.work() >= 1, "401: never asked again")


def opened_circuit(ground, pusher, clock, server):
  """Down for ten virtual minutes, with 40 deliveries waiting."""
  origin = Origin(pusher, server, "down")
  origin.deliver("/status/500/down", 5)
  ground.check(origin.work() == 5, "five failures were not met")
  origin.deliver("/status/500/down", 35)
  before, steps = origin.asked(), 600 // 5
  for _ in range(steps):
    clock.advance(5_000)
    pusher.engine.work(15_000)
  asked = origin.asked() - before
  ground.check(1 <= asked <= 600 // 30, f"down for 600 s, and asked {asked} times")
