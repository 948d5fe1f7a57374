# SPDX-License-Identifier: MIT
"""What a page hears at once, and what it does when it does not: bounds in whole seconds."""

import time

AT_ONCE = 10  # seconds
LEADER = 10  # seconds until another page leads
TABS = 7  # more than the six connections that a browser has for one HTTP/1.1 server


def run(scene, checks):
  _arrives(scene, checks)
  _reads(scene, checks)
  _restarts(scene, checks)
  _comes_back(scene, checks)
  _opens_many(scene, checks)
  _goes_and_returns(scene, checks)


def within(checks, name, took, seconds):
  """Bounds are there to stop what hangs: figures are a proof's."""
  checks.check(name, took is not None, f"not within {seconds} s")


def unseen(scene):
  return scene.counts()["unseen"]


def hears(scene, checks, name, seconds=AT_ONCE):
  """Something new, told to the page in front."""
  before = unseen(scene)
  scene.notify(name)
  within(checks, name, scene.waits_for_count(before + 1, seconds), seconds)


def _arrives(scene, checks):
  within(checks, "a page that opens has its stream", scene.waits_for_state("open"), AT_ONCE)
  hears(scene, checks, "what is new rings the bell")
  within(checks, "and stands in its list", scene.wait(
    "document.querySelector('#panel [data-field=title]')?.textContent.includes('what is new')"),
    AT_ONCE)
  scene.visit("/notifications")
  scene.waits_for_state("open")
  hears(scene, checks, "a page that follows hears as much")
  within(checks, "the centre offers what came", scene.wait(
    "!document.querySelector('[data-arrivals-page]').hidden"), AT_ONCE)


def _reads(scene, checks):
  """Another page marks, and this one shows it."""
  scene.visit("/notifications")
  scene.waits_for_state("open")
  first = scene.tab
  row = scene.page("document.querySelector('main .is-unread').dataset.id")
  scene.another_tab("/notifications")
  scene.waits_for_state("open")
  scene.browser.click("#bell")
  scene.browser.click(f"#panel [data-id='{row}'] [data-toggle]")
  scene.wait("document.querySelector(`#panel [data-id='${arguments[0]}'].is-unread`) === null",
             AT_ONCE, row)
  scene.browser.close_tab()
  scene.browser.switch(first)
  within(checks, "what another page read is read here, in the centre", scene.wait(
    "document.querySelector(`main [data-id='${arguments[0]}'].is-unread`) === null",
    AT_ONCE, row), AT_ONCE)
  scene.visitor_marks(row, "unread")
  within(checks, "what another device marked is told by the hub", scene.wait(
    "document.querySelector(`main [data-id='${arguments[0]}'].is-unread`) !== null",
    AT_ONCE, row), AT_ONCE)


def _restarts(scene, checks):
  scene.visit("/")  # where no row is looked at
  scene.waits_for_state("open")
  scene.site.stop_hub()
  checks.check("a page knows that its hub is gone", scene.waits_for_state("connecting"))
  scene.site.start_hub()
  within(checks, "and comes back to it", scene.waits_for_state("open"), LEADER)
  hears(scene, checks, "what is new after a restart rings")


def _comes_back(scene, checks):
  scene.site.stop_hub()
  scene.waits_for_state("connecting")
  before = unseen(scene)
  scene.notify("while the hub is down")
  time.sleep(10)
  scene.site.start_hub()
  within(checks, "what came while the hub was down for 10 s is there after it",
         scene.waits_for_count(before + 1, 15), 15)
  within(checks, "and the stream as well", scene.waits_for_state("open", 15), 15)
  # A hub that failed often enough is asked again after 30 s only.
  hears(scene, checks, "what is new after that rings", 45)


def _opens_many(scene, checks):
  first = scene.browser.tabs()[0]
  others = [scene.another_tab() for _ in range(TABS - 1)]
  within(checks, f"the last of {TABS} pages is live", scene.waits_for_state("open"), AT_ONCE)
  scene.visit("/notifications")
  within(checks, f"the site answers with {TABS} pages open", scene.waits_for_state("open"), AT_ONCE)
  checks.equal("they have one stream together", scene.site.front.streams, 1)
  before = unseen(scene)
  scene.notify("to all pages")
  slow = []
  for tab in (first, *others):
    scene.browser.switch(tab)
    if scene.waits_for_count(before + 1, AT_ONCE) is None:
      slow.append(tab)
  checks.equal("each of them rings", slow, [])
  for tab in others:
    scene.browser.switch(tab)
    scene.browser.close_tab()
  scene.browser.switch(first)
  within(checks, "the one that stays is live", scene.waits_for_state("open"), LEADER)
  hears(scene, checks, "and hears what is new")


def _goes_and_returns(scene, checks):
  scene.visit("/people/jeanne")
  scene.waits_for_state("open")
  scene.visit("/preferences")
  hears(scene, checks, "what is new on the next page rings")
  count = unseen(scene)
  scene.browser.back()
  within(checks, "a page that is gone back to counts right",
         scene.waits_for_count(count, AT_ONCE), AT_ONCE)
  within(checks, "and is live", scene.waits_for_state("open"), LEADER)
  hears(scene, checks, "so that it rings")
