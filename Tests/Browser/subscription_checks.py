# SPDX-License-Identifier: MIT
"""A subscription's life: kept, made again for another key, lost and renewed, ended."""

import p256
import vapid
from shown_checks import WORKER, message

FORGOTTEN = """
  const [origin] = arguments;
  const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(origin);
  Cc["@mozilla.org/push/Notifier;1"].getService(Ci.nsIPushNotifier)
    .notifySubscriptionChange(`${origin}/`, principal, null);
"""


def run(scene, checks):
  scene.visit("/admin")
  _kept(scene, checks)
  _another_key(scene, checks)
  _lost(scene, checks)
  _lost_without_a_word(scene, checks)
  _logout(scene, checks)
  _refused(scene, checks)


def _shown_titles(scene):
  return [shown["title"] for shown in scene.tests("shown", "/")]


def _kept(scene, checks):
  first = scene.subscribe(WORKER)
  checks.equal("subscribing again keeps the subscription", scene.subscribe(WORKER), first)
  checks.equal("and saves it again", scene.site.inbox.subscriptions[-2:], [first, first])


def _another_key(scene, checks):
  old = scene.subscribe(WORKER)
  key = vapid.encoded(p256.public_key(p256.private_key()))
  changed = scene.subscribe(WORKER, key)
  checks.equal("another application server key is subscribed with",
               changed["applicationServerKey"], key)
  checks.check("by another subscription", changed["endpoint"] != old["endpoint"], old["endpoint"])
  checks.equal("and the old one is gone", scene.push(old, b"x"), 410)
  checks.equal("which takes no message signed with the old key", scene.push(changed, b"x"), 401)
  scene.subscribe(WORKER)


def _lost(scene, checks):
  """The push service forgets the browser: Firefox tells the worker, which subscribes anew."""
  old = scene.subscribe(WORKER)
  saved = scene.site.inbox.subscriptions
  before = len(saved)
  scene.call(scene.service.forget_browser)
  # Both workers of the tests had a subscription; only the shipped one has an address to save to.
  checks.becomes("a lost subscription is made again by the worker, and saved",
                 lambda: len(saved) - before, 1)
  renewed = saved[-1]
  checks.equal("with the members the library takes", set(renewed), set(old))
  checks.equal("and the same key", renewed["applicationServerKey"], scene.key)
  checks.check("at another endpoint", renewed["endpoint"] != old["endpoint"], old["endpoint"])
  checks.equal("the old one is gone for the application server", scene.push(old, b"x"), 410)
  scene.tests("closeAll", "/")
  scene.push(renewed, message("After the loss"))
  checks.becomes("and pushes arrive again", lambda: _shown_titles(scene), ["After the loss"])


def _lost_without_a_word(scene, checks):
  """Not every browser tells the worker what the old subscription was."""
  subscription = scene.subscribe(WORKER)
  saved = scene.site.inbox.subscriptions
  before = len(saved)
  scene.firefox.chrome(FORGOTTEN, scene.site.origin)
  checks.becomes("the worker knows the key without the old subscription",
                 lambda: saved[before:], [subscription])


def _logout(scene, checks):
  subscription = scene.subscribe(WORKER)
  endpoint = subscription["endpoint"]
  scene.tests("unsubscribe", {"remove": "/push/removed"})
  checks.equal("logout takes away what is shown", _shown_titles(scene), [])
  checks.equal("and unsubscribes the browser", scene.tests("subscription", "/"), None)
  checks.check("which tells the site", {"endpoint": endpoint} in scene.site.inbox.removed,
               scene.site.inbox.removed)
  checks.becomes("and the push service", lambda: scene.push(subscription, b"x"), 410)
  checks.equal("logging out twice is logging out once", scene.tests("unsubscribe"), None)


def _refused(scene, checks):
  """What the page learns when there can be no push."""
  options = {"serviceWorker": WORKER, "applicationServerKey": scene.key,
             "save": "/push/subscription"}
  _permit(scene, 2)
  checks.equal("a person who refuses is not subscribed",
               scene.tests("refusal", options), "denied")
  checks.equal("and the page can know", scene.tests("pushState"), "denied")
  _permit(scene, 1)
  elsewhere = options | {"serviceWorker": "https://evil.example/sw.js"}
  checks.equal("a service worker of another origin is refused",
               scene.tests("refusal", elsewhere), "TypeError: serviceWorker: another origin")
  unsaved = options | {"save": "/push/nowhere"}
  checks.equal("a site that does not save is reported",
               scene.tests("refusal", unsaved), "Error: /push/nowhere answered 404")


def _permit(scene, answer):
  scene.firefox.chrome(
    "Services.prefs.setIntPref('permissions.default.desktop-notification', arguments[0])", answer)
