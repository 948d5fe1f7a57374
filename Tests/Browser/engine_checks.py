# SPDX-License-Identifier: MIT
"""From matines_notify() to a notification in Firefox, and back: a whole engine, a whole browser."""

import ctypes
import json
import time

from checks import PATIENCE
from library import LibraryError
from shown_checks import WORKER, start_afresh

PERSON = "42"
DELIVERED = 1  # MATINES_DELIVERED
EINVALID = "-4"
WORK = 300  # milliseconds of one call


def run(scene, checks):
  scene.visit("/admin")
  key = scene.library.vapid_generate(scene.folder / "vapid.pem")
  engine = scene.library.open(_configuration(scene))
  try:
    checks.equal("the engine knows its VAPID key", engine.document("vapid_keys")["keys"], [key])
    subscription = _registered(scene, checks, engine, key)
    _notified(scene, checks, engine)
    _shortened(scene, checks, engine)
    _tested(scene, checks, engine, subscription)
    _unsubscribed(scene, checks, engine)
  finally:
    engine.close()


def _configuration(scene):
  return {
    "store": f"sqlite:{scene.folder}/matines.db", "origin": scene.site.origin, "locale": "fr",
    "keys": f"{scene.folder}/keys",
    "webpush": {
      "subject": "mailto:it@example.org", "keys": [f"{scene.folder}/vapid.pem"],
      "ca_file": str(scene.authority),
      "allow": {"networks": ["127.0.0.0/8", "::1/128"], "ports": [scene.service.port]},
    },
  }


def _registered(scene, checks, engine, key):
  engine.call("user_put", json.dumps({"id": PERSON, "locale": "fr"}))
  subscription = scene.subscribe(WORKER, key)
  engine.call("subscription_put", PERSON, json.dumps(subscription))
  checks.equal("the engine stores what the page handed over", _endpoints(engine),
               [subscription["endpoint"]])
  return subscription


def _endpoints(engine):
  stored = engine.document("subscription_list", PERSON.encode())["subscriptions"]
  return [subscription["endpoint"] for subscription in stored]


def _notify(engine, key, **members):
  engine.call("notify", PERSON, key, json.dumps(members), None)


def _works_until(engine, done):
  """Lets the worker work until `done` is true of the sum of its reports; answers the sum."""
  total, end = {}, time.monotonic() + PATIENCE
  while not done(total) and time.monotonic() < end:
    report = engine.work(WORK)
    total = {name: total.get(name, 0) + report[name] for name in report}
  return total


def _delivered(engine):
  return _works_until(engine, lambda total: total.get("delivered")).get("delivered")


def _titles(scene):
  return [shown["title"] for shown in scene.tests("shown", "/")]


def _notified(scene, checks, engine):
  start_afresh(scene)
  inbox = scene.site.inbox.acknowledgements
  title = "Séance avancée 🏛️"
  _notify(engine, "n-1", title=title, body="Le conseil se réunit à 9 h.",
          data={"targetUrl": "/admin/agenda"})
  checks.equal("the worker delivers it", _delivered(engine), 1)
  checks.becomes("Firefox shows it", lambda: _titles(scene), [title])
  row = _row(engine, 0)
  shown = scene.tests("shown", "/")[0]
  checks.equal("with body, language and the notification's id as tag",
               (shown["body"], shown["lang"], shown["tag"]),
               ("Le conseil se réunit à 9 h.", "fr", row["id"]))
  checks.becomes("the site gets one acknowledgement", lambda: len(inbox), 1)
  _acknowledge(engine, inbox[0])
  checks.equal("shown is not yet seen", _row(engine, 0)["seen_ms"], None)
  scene.alerts.click(title)
  checks.becomes("a click opens its page", scene.firefox.address,
                 f"{scene.site.origin}/admin/agenda")
  checks.becomes("and is acknowledged", lambda: [one["opened"] for one in inbox], [False, True])
  _acknowledge(engine, inbox[1])
  checks.check("opened is seen", _row(engine, 0)["seen_ms"], _row(engine, 0))
  checks.equal("a forged acknowledgement is refused",
               _refusal(engine, inbox[0]["token"]), EINVALID)


def _row(engine, index):
  page = engine.document("inbox_page", PERSON.encode(), None)
  return page["notifications"][index]


def _acknowledge(engine, acknowledgement):
  opened = ctypes.c_int32(acknowledgement["opened"])
  engine.call("subscription_acknowledge", acknowledgement["token"], opened)


def _refusal(engine, token):
  last = "A" if token[-5] != "A" else "B"
  forged = token[:-5] + last + token[-4:]
  try:
    _acknowledge(engine, {"token": forged, "opened": True})
    return None
  except LibraryError as error:
    return str(error).split()[1]


def _shortened(scene, checks, engine):
  start_afresh(scene)
  _notify(engine, "n-2", title="Longue", body="Élus réunis. " * 1000,
          data={"targetUrl": "/admin/long", "more": "x" * 5000})
  checks.equal("one too long for a push is delivered", _delivered(engine), 1)
  checks.becomes("and shown", lambda: _titles(scene), ["Longue"])
  body = scene.tests("shown", "/")[0]["body"]
  cut = body.endswith("…") and len(body) > 1000
  checks.check("its body ends where it was cut", cut, body[-50:])
  scene.alerts.click("Longue")
  checks.becomes("its target is kept", scene.firefox.address, f"{scene.site.origin}/admin/long")


def _tested(scene, checks, engine, subscription):
  start_afresh(scene)
  outcome = ctypes.c_int(0)
  engine.call("subscription_test", PERSON, subscription["endpoint"], ctypes.byref(outcome))
  checks.equal("a test notification is delivered", outcome.value, DELIVERED)
  checks.becomes("and shown", lambda: len(_titles(scene)), 1)


def _unsubscribed(scene, checks, engine):
  """The person leaves in the browser; the engine learns it from the push service's 410."""
  scene.tests("unsubscribe")
  refusals = scene.service.records.refusals
  before = len(refusals)
  _notify(engine, "n-3", title="Trop tard", body="")
  _works_until(engine, lambda _: not _endpoints(engine))
  checks.equal("the push service answers that it is gone", refusals[before:],
               [(410, "unsubscribed")])
  checks.equal("and the engine has forgotten the browser", _endpoints(engine), [])
