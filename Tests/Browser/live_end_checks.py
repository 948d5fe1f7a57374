# SPDX-License-Identifier: MIT
"""A leader that stops, a cookie that expires, a session that ends."""

import base64
import hashlib
import hmac
import json
import os
import signal
import time

from live_checks import LEADER, hears, unseen, within

SHORT = 8  # seconds that a cookie of ours lasts
STOPPED = 10  # seconds until everything ended
QUIET = 2  # seconds in which something would have come that must not


def run(scene, checks):
  _freezes(scene, checks)
  _expires(scene, checks)
  _leaves(scene, checks)
  _is_sent_away(scene, checks)


def _freezes(scene, checks):
  """The page that leads stops where it is, and thaws."""
  leader = scene.tab
  scene.visit("/")
  scene.waits_for_state("open")
  follower = scene.another_tab()
  thaw = scene.freeze(leader)
  if thaw is None:
    scene.browser.switch(follower)
    scene.browser.close_tab()
    scene.browser.switch(leader)
    return checks.check("two pages have processes of their own", False, "one for both")
  scene.browser.switch(follower)
  before = unseen(scene)
  scene.notify("while the leader is frozen")
  within(checks, "a page whose leader is frozen hears what is new",
         scene.waits_for_count(before + 1, LEADER + 1), LEADER + 1)
  within(checks, "by a stream of its own", scene.waits_for_state("open"), LEADER)
  hears(scene, checks, "the next one rings at once there")
  thaw()
  scene.browser.switch(leader)
  within(checks, "the page that thaws has both", scene.waits_for_count(before + 2, LEADER), LEADER)
  time.sleep(QUIET)
  checks.equal("there is one stream again", scene.site.front.streams, 1)
  hears(scene, checks, "a page that thawed rings")
  scene.browser.switch(follower)
  scene.browser.close_tab()
  scene.browser.switch(leader)
  within(checks, "and has a stream when the other is closed",
         scene.waits_for_state("open"), LEADER)
  hears(scene, checks, "through which it rings")


def _expires(scene, checks):
  scene.visit("/")
  scene.waits_for_state("open")
  renewals = scene.renewals()
  scene.browser.set_cookie({
    "name": "mercureAuthorization", "value": _token(scene, SHORT), "path": "/.well-known/mercure",
    "httpOnly": True})
  scene.site.stop_hub()
  scene.site.start_hub()
  scene.waits_for_state("open")
  checks.equal("a cookie that is good is not renewed", scene.renewals(), renewals)
  time.sleep(SHORT + 1)
  within(checks, "a page whose cookie expired comes back", scene.waits_for_state("open"), LEADER)
  checks.check("with a new one of the site", scene.renewals() > renewals)
  hears(scene, checks, "and hears what is new")


def _token(scene, seconds):
  """As the library signs it, and shorter."""
  key = (scene.site.folder / "matines.db.keys" / "hub-subscribe.key").read_bytes().strip()
  now = int(time.time())
  claims = {"mercure": {"subscribe": [f"user/{scene.person}/notifications"]},
            "iat": now, "exp": now + seconds}
  signed = b".".join(_encoded(json.dumps(part).encode())
                     for part in ({"alg": "HS256", "typ": "JWT"}, claims))
  return (signed + b"." + _encoded(hmac.digest(key, signed, hashlib.sha256))).decode()


def _encoded(octets):
  return base64.urlsafe_b64encode(octets).rstrip(b"=")


def _leaves(scene, checks):
  """By the button of one page; the other one is somebody's who sits there afterwards."""
  old = scene.tab
  scene.visit("/notifications")
  scene.waits_for_state("open")
  scene.keep_what_is_said()
  said = _is_kept(scene, checks)
  scene.another_tab()
  scene.waits_for_state("open")
  scene.browser.click("[data-sign-out] button")
  scene.wait("location.pathname === '/sign-in'")
  start = time.monotonic()
  while scene.site.front.streams and time.monotonic() - start < STOPPED:
    time.sleep(0.02)
  checks.equal("after a logout no stream is open", scene.site.front.streams, 0)
  scene.notify("after the logout")
  time.sleep(QUIET)
  checks.equal("nor is one opened", scene.site.front.streams, 0)
  checks.equal("no event reached the old page", _said_since(scene, said), [])
  scene.browser.close_tab()
  scene.browser.switch(old)
  within(checks, "which shows nothing any more",
         scene.wait("location.pathname === '/sign-in'"), STOPPED)


def _is_kept(scene, checks):
  """What is not said later would be no proof of anything by an ear that is deaf."""
  hears(scene, checks, "the page that is listened to rings")
  said = scene.what_was_said()
  checks.check("and what it says is kept", said != [])
  return said


def _said_since(scene, said):
  """The bell's name counts: what the list still draws of an earlier event is said as before."""
  return [words for words in scene.what_was_said() if words not in said]


def _is_sent_away(scene, checks):
  """The session ends on the server, which no page of the browser is told of."""
  scene.sign_in()
  within(checks, "who signs in again is live", scene.waits_for_state("open"), LEADER)
  scene.keep_what_is_said()
  _is_kept(scene, checks)
  visitor = scene.visitor()
  visitor.get("/")
  visitor.post("/sign-out")
  within(checks, "a session that was ended elsewhere is over here", scene.wait(
    "!document.querySelector('[data-session-over]').hidden"), STOPPED)
  within(checks, "and its stream as well", scene.wait(
    "document.querySelector('#bell').dataset.live === 'over'"), STOPPED)
  before = scene.what_was_said()
  scene.notify("after the end")
  time.sleep(QUIET)
  checks.equal("nothing is heard after it", scene.what_was_said(), before)
  checks.equal("and nothing is left of the list", scene.page(
    "document.querySelectorAll('#panel .row').length"), 0)
