# SPDX-License-Identifier: MIT
"""The shipped worker at work: what it shows, what it acknowledges, what a click opens."""

import json

from checks import quiet

WORKER = ("/matines-service-worker.js?ack=/push/ack&subscribe=/push/subscription"
          "&home=/admin/home")
GENERIC = {"title": "Nouvelle notification", "body": "Ouvrez le site pour la lire."}


def run(scene, checks):
  scene.visit("/admin")
  subscription = scene.subscribe(WORKER)
  _shown(scene, checks, subscription)
  _generic(scene, checks, subscription)
  _replaced(scene, checks, subscription)
  _clicks(scene, checks, subscription)


def message(title, **members):
  """The octets of a message of the contract."""
  navigate = members.pop("navigate", None)
  words = {"title": title, "body": "Le texte.", "lang": "fr", "tag": members.pop("tag", title)}
  notification = words | ({} if navigate is None else {"navigate": navigate})
  return json.dumps({"id": title, "ack": f"ack-{title}", "notification": notification}
                    | members).encode()


def start_afresh(scene):
  scene.tests("closeAll", "/")
  scene.site.inbox.acknowledgements.clear()


def _words(scene):
  return [{"title": shown["title"], "body": shown["body"]} for shown in scene.tests("shown", "/")]


def _shown(scene, checks, subscription):
  start_afresh(scene)
  title = "Élue <b>ministre</b> 👩🏽‍🌾"
  scene.push(subscription, message(title, tag="tag-1"))
  checks.becomes("a push is shown, its words as they are",
                 lambda: _words(scene), [{"title": title, "body": "Le texte."}])
  shown = scene.tests("shown", "/")
  checks.equal("with its language and tag",
               [(one["lang"], one["tag"]) for one in shown], [("fr", "tag-1")])
  checks.equal("and so the desktop is told",
               [(one["title"], one["lang"]) for one in scene.alerts.shown()], [(title, "fr")])
  checks.becomes("then acknowledged as shown", lambda: scene.site.inbox.acknowledgements,
                 [{"token": f"ack-{title}", "opened": False}])


def _generic(scene, checks, subscription):
  for name, payload in (("no data", None), ("other data", b"bonjour"), ("JSON", b"[]")):
    start_afresh(scene)
    scene.push(subscription, payload)
    checks.becomes(f"{name} shows generic words", lambda: _words(scene), [GENERIC])
  quiet()
  checks.equal("and acknowledges nothing", scene.site.inbox.acknowledgements, [])


def _replaced(scene, checks, subscription):
  start_afresh(scene)
  scene.push(subscription, message("First", tag="same"))
  checks.becomes("one of a tag is shown", lambda: [w["title"] for w in _words(scene)], ["First"])
  scene.push(subscription, message("Second", tag="same"))
  checks.becomes("the next of that tag replaces it",
                 lambda: [w["title"] for w in _words(scene)], ["Second"])


def _clicks(scene, checks, subscription):
  site = scene.site.origin
  start = scene.firefox.tabs()[0]
  cases = [
    ("its page", {"navigate": "/admin/ministers/42"}, "/admin/ministers/42"),
    ("a whole address", {"navigate": f"{site}/admin/a?b=c#d"}, "/admin/a?b=c#d"),
    ("the target of its data", {"data": {"targetUrl": "/admin/data"}}, "/admin/data"),
    ("the default page, without target", {}, "/admin/home"),
    ("the default page, not another site", {"navigate": "https://evil.example/"}, "/admin/home"),
    ("the default page, not //another", {"navigate": "//evil.example/x"}, "/admin/home"),
    ("the default page, not a script", {"navigate": "javascript:alert(1)"}, "/admin/home"),
    ("the default page, not another port", {"navigate": "http://localhost:9/"}, "/admin/home"),
  ]
  _click(scene, checks, subscription, "Older than the worker", {"navigate": "/admin/old"})
  checks.becomes("the click takes a page that is older than the worker",
                 scene.firefox.address, f"{site}/admin/old")
  for name, members, path in cases:
    scene.firefox.switch(start)
    scene.visit("/admin/elsewhere")
    _click(scene, checks, subscription, f"For {name}", members)
    checks.becomes(f"the click takes the open tab to {name}", scene.firefox.address, site + path)
    checks.equal("... and opens no other", scene.firefox.tabs(), [start])
  _click_where_it_is_open(scene, checks, subscription, start)
  _click_without_tab(scene, checks, subscription, start)


def _click(scene, checks, subscription, title, members):
  start_afresh(scene)
  acknowledgements = scene.site.inbox.acknowledgements
  scene.push(subscription, message(title, **members))
  tokens = [{"token": f"ack-{title}", "opened": opened} for opened in (False, True)]
  checks.becomes(f"{title}: shown and acknowledged", lambda: acknowledgements, tokens[:1])
  checks.equal("... can be clicked", scene.alerts.click(title), True)
  checks.becomes("... is acknowledged as opened", lambda: acknowledgements, tokens)
  checks.becomes("... and no longer shown", scene.alerts.shown, [])


def _selected(scene):
  return scene.firefox.chrome(
    "return Services.wm.getMostRecentWindow('navigator:browser')"
    ".gBrowser.selectedBrowser.currentURI.spec")


def _click_where_it_is_open(scene, checks, subscription, start):
  """Two tabs: the one that shows the target already comes to the front, the other stays."""
  site, firefox = scene.site.origin, scene.firefox
  scene.visit("/admin/target")
  other = firefox.ask("WebDriver:NewWindow", {"type": "tab", "focus": True})["handle"]
  firefox.switch(other)
  scene.visit("/admin/other")
  _click(scene, checks, subscription, "Open already", {"navigate": "/admin/target"})
  checks.becomes("a click focuses the tab that is there already",
                 lambda: _selected(scene), f"{site}/admin/target")
  checks.equal("and leaves the other where it was", firefox.address(), f"{site}/admin/other")
  firefox.close_tab()
  firefox.switch(start)


def _click_without_tab(scene, checks, subscription, start):
  """No tab of the site: a new one opens."""
  firefox, title = scene.firefox, "No tab"
  start_afresh(scene)
  scene.push(subscription, message(title, navigate="/admin/opened"))
  checks.becomes("one more is shown", lambda: [w["title"] for w in _words(scene)], [title])
  firefox.navigate("about:blank")
  scene.alerts.click(title)
  checks.becomes("without a tab of the site, a click opens one", lambda: len(firefox.tabs()), 2)
  new = next(tab for tab in firefox.tabs() if tab != start)
  firefox.switch(new)
  checks.becomes("with the right page", firefox.address, f"{scene.site.origin}/admin/opened")
  firefox.close_tab()
  firefox.switch(start)
  scene.visit("/admin")
