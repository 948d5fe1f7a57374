# SPDX-License-Identifier: MIT
"""A promotion as those concerned live it: by mouse, by keyboard, by screen reader."""

import time

LOOK = 1.0  # seconds in view, that make a row seen


def run(scene, checks):
  _promote(scene, checks)
  _see(scene, checks)
  _keyboard(scene, checks)
  _arrive(scene, checks)
  _act(scene, checks)
  _centre(scene, checks)
  _why(scene, checks)
  _preferences(scene, checks)
  _push(scene, checks)


def _promote(scene, checks):
  scene.sign_in("admin")
  checks.equal("the admin is greeted with the people", scene.count(".person"), 5)
  scene.click('form[action="/people/karim/promote"] button')
  checks.check("Karim is a minister", scene.wait(
    "document.querySelector('[role=status] .status')?.innerText.includes('Karim')"))
  checks.equal("and has no button for it any more",
               scene.count("#ministry-karim"), 0)


def leave(scene, checks):
  """Out, in two tabs of one session; and a session that ends by itself."""
  scene.be("other")
  scene.visit("/notifications")
  beside = scene.firefox.ask("WebDriver:NewWindow", {"type": "tab"})["handle"]
  scene.firefox.switch(beside)
  scene.visit("/")
  scene.click("[data-sign-out] button")
  checks.check("Karim signs out", scene.wait("location.pathname === '/sign-in'"))
  scene.be("other")
  checks.check("his other tab shows nothing of his any more",
               scene.wait("location.pathname === '/sign-in'"))
  scene.be("admin")
  scene.visit("/sent?kind=email")
  scene.wait("document.querySelector('#bell').ariaExpanded === 'false'")
  scene.end_sessions()
  # What was read a moment ago is not read again: somebody comes back more than once.
  back = "dispatchEvent(new Event('focus'))"
  checks.check("a page whose session ended says so when somebody comes back to it",
               scene.wait(f"{back} && !document.querySelector('[data-session-over]').hidden"))
  scene.click("[data-session-over] a")
  scene.wait("location.pathname === '/sign-in'")
  scene.click("button[value=admin]")
  checks.check("and leads back to where it was",
               scene.wait("location.pathname + location.search === '/sent?kind=email'"))


def without_script(scene, checks):
  scene.be("admin")
  scene.firefox.chrome("Services.prefs.setBoolPref('javascript.enabled', false)")
  try:
    scene.visit("/")
    scene.click("#bell")
    checks.check("without a script the bell opens", scene.is_open())
    scene.click("[data-mark-all] button")
    scene.wait("document.querySelector('[role=status] .status') !== null")
    checks.equal("and marks all as read", scene.label("#bell"), "Notifications")
  finally:
    scene.firefox.chrome("Services.prefs.setBoolPref('javascript.enabled', true)")


def _see(scene, checks):
  scene.be("other")
  scene.sign_in("karim")
  checks.equal("Karim's bell has a name", scene.label("#bell"),
               "Notifications, 1 nouvelle, 1 non lue")
  checks.equal("and is a button", scene.role("#bell"), "button")
  checks.equal("its badge counts", scene.text("#bell .badge"), "1")
  checks.check("the title counts", scene.page("document.title.startsWith('(1) ')"))
  start = time.monotonic()
  scene.click("#bell")
  checks.check("a click opens the list", scene.is_open())
  checks.equal("which says that it is open",
               scene.page("document.querySelector('#bell').ariaExpanded"), "true")
  checks.equal("it is a named region", (scene.role("#panel"), scene.label("#panel")),
               ("region", "Notifications"))
  checks.check("the promotion is in it", scene.text("#panel .row-title").endswith(
    "Vous accédez au rang de ministre (Agriculture)"), scene.text("#panel .row-title"))
  checks.equal("unread is said in words", scene.text("#panel .dot"), "Non lue\u00a0:")
  scene.wait("document.querySelector('#bell .badge').hidden")
  took = time.monotonic() - start
  checks.check("a second in view makes it seen", took > LOOK and scene.page(
    "document.querySelector('#bell .badge').hidden"), took)
  checks.equal("seen is not read", scene.label("#bell"), "Notifications, 1 non lue")


def _keyboard(scene, checks):
  scene.visit("/")
  for _ in range(12):
    scene.press("Tab")
    if scene.focused() == "bell":
      break
  checks.equal("Tab comes to the bell", scene.focused(), "bell")
  scene.press("Enter")
  checks.check("Enter opens it", scene.wait("document.querySelector('#panel:popover-open')"))
  scene.press("Tab")
  checks.check("Tab goes into the list", scene.page(
    "document.querySelector('#panel').contains(document.activeElement)"), scene.focused())
  scene.press("Escape")
  checks.equal("Escape closes it, and the focus is on the bell again",
               (scene.is_open(), scene.focused()), (False, "bell"))
  scene.press("Space")
  checks.check("Space opens it", scene.is_open())
  for _ in range(20):
    scene.press("Tab")
    if not scene.is_open():
      break
  checks.check("Tab past its end closes it and goes on", not scene.is_open() and scene.page(
    "!document.querySelector('#panel').contains(document.activeElement)"), scene.focused())
  scene.click("#bell")
  scene.click("h1")
  checks.check("a click beside it closes it", not scene.is_open())


def _arrive(scene, checks):
  """Another session writes; this page, and its open list, hear of it by themselves."""
  scene.click("#bell")
  first = scene.page("document.querySelector('#panel .row').dataset.id")
  _write(scene, "Le conseil commence à 9 h", "agenda", "warning")
  _write(scene, "<img src=x onerror=alert(1)>", "alert", "error")
  scene.be("other")
  checks.check("the count follows", scene.wait(
    "document.querySelector('#bell .badge').textContent === '2'"))
  checks.equal("urgent ones are said", scene.label("#bell"),
               "Notifications, 2 nouvelles, dont 1 urgente, 3 non lues")
  checks.check("a screen reader hears it", scene.wait(
    "document.querySelector('#announcements').textContent.includes('nouvelle')"))
  checks.equal("nothing moved in the open list", (scene.is_open(), scene.page(
    "document.querySelector('#panel .row').dataset.id")), (True, first))
  scene.click("[data-arrivals]")
  checks.equal("until it is asked for", scene.count("#panel .row"), 3)
  checks.equal("what was written is text, not markup",
               (scene.text("#panel [data-field=title]"), scene.count("#panel img")),
               ("<img src=x onerror=alert(1)>", 0))


def _write(scene, subject, category, severity):
  scene.be("admin")
  scene.visit("/")
  scene.fill("[name=subject]", subject)
  scene.page("void (document.querySelector('[name=category]').value = arguments[0])", category)
  scene.page("void (document.querySelector('[name=severity]').value = arguments[0])", severity)
  scene.click(".announce .primary")
  scene.wait("document.querySelector('[role=status] .status') !== null")


def _act(scene, checks):
  scene.click("#panel .row [data-toggle]")
  checks.check("a row is read in place", scene.wait(
    "document.querySelector('#panel .row [data-toggle]').value === 'unread'"))
  checks.equal("the button keeps the focus, and has the opposite name",
               scene.page("document.activeElement.textContent.trim()"), "Marquer comme non lue")
  second = scene.page("document.querySelectorAll('#panel .row')[1].dataset.id")
  scene.click("#panel .row button[value=archived]")
  checks.check("a row is archived in place",
               scene.wait("document.querySelectorAll('#panel .row').length === 2"))
  checks.equal("and the focus is on the next", scene.page(
    "document.activeElement.closest('.row')?.dataset.id"), second)


def _centre(scene, checks):
  scene.visit("/")
  scene.click("#bell")
  scene.click(".panel-foot a")
  checks.check("the list leads to the centre", scene.wait(
    "location.pathname === '/notifications'"))
  checks.equal("which has both", scene.count("main .row"), 2)
  scene.click(".listing-tools button")
  scene.wait("document.querySelector('[role=status] .status') !== null")
  checks.equal("all are read", scene.label("#bell"), "Notifications")
  scene.click("[role=status] .status button")
  scene.wait("document.querySelector('main .is-unread') !== null")
  checks.equal("and that can be undone", scene.count("main .is-unread"), 2)
  scene.click(".filters [data-unread-tab]")
  scene.wait("location.search === '?show=unread'")
  checks.equal("a filter says that it is on",
               scene.page("document.querySelector('.filters [data-unread-tab]').ariaCurrent"),
               "true")
  scene.visit("/notifications?severity=error")
  checks.equal("nothing of it is said, too", scene.count("main .empty"), 1)


def _why(scene, checks):
  scene.visit("/notifications?category=role")
  scene.click("main [data-why]")
  scene.wait("location.pathname.endsWith('/why')")
  checks.equal("each row says why", scene.text("h1").replace("\u202f", " "),
               "Pourquoi ai-je reçu cela ?")
  checks.check("rung by rung", scene.count(".rung") >= 5, scene.count(".rung"))


def _preferences(scene, checks):
  scene.visit("/preferences")
  box = "[name='channels[general][sms]']"
  checks.equal("boxes have names", scene.label(box), "Messages, SMS")
  checks.equal("what is mandatory is locked", scene.page(
    "document.querySelector(\"[name='channels[role][email]']\").disabled"), True)
  scene.click(box)
  scene.click("form[action='/preferences/channels'] .primary")
  scene.wait("document.querySelector('[role=status] .status') !== null")
  checks.equal("a choice is kept",
               scene.page("document.querySelector(arguments[0]).checked", box), True)


def _push(scene, checks):
  """From the consent to a notification of the browser, by the demo's own worker."""
  scene.click("[data-activate]")
  checks.check("a click subscribes this browser", scene.wait(
    "document.querySelector('[data-endpoint]') !== null"))
  checks.check("and the page knows it", scene.wait(
    "document.querySelector('[data-deactivate]')?.checkVisibility()"
    " && !document.querySelector('[data-this]').hidden"))
  scene.click("[formaction='/devices/test']")
  scene.wait("document.querySelector('[role=status] .status') !== null")
  checks.equal("a test arrives", scene.text("[role=status] .status p"),
               "La notification d’essai est partie.")
  checks.becomes("in the browser, which could read it",
                 lambda: [message.code for message in scene.service.records.messages], [100])
  scene.be("admin")
  scene.visit("/")
  scene.click('form[action="/people/karim/promote"] .primary')
  checks.becomes("a promotion arrives there, too",
                 lambda: [message.code for message in scene.service.records.messages], [100, 100])
  scene.be("other")
  scene.visit("/preferences")
  scene.wait("document.querySelector('[data-deactivate]')?.checkVisibility()")
  scene.click("[data-deactivate]")
  checks.check("and a click ends it",
               scene.wait("document.querySelector('[data-endpoint]') === null"))
