# SPDX-License-Identifier: MIT
"""What left for those who were not there: e-mails in two languages, text messages, and the bill."""

import pathlib
import re
import time

AUDIT = (pathlib.Path(__file__).parent / "pages" / "audit.js").read_text()
LATEST = 20  # seconds: the last rung is due after 9
FOUND = """[...document.querySelectorAll('main .row')].find((row) =>
  arguments[0].every((text) => row.innerText.includes(text)))
  ?.querySelector('a').getAttribute('href')"""


def run(scene, checks):
  """Answers the addresses of what it found, by name."""
  scene.be("admin")
  for account in ("jeanne", "lea"):
    scene.visit("/")
    scene.click(f'form[action="/people/{account}/promote"] .primary')
    scene.wait("document.querySelector('[role=status] .status') !== null")
  _invite(scene)
  _alert(scene)
  letters = {}
  for name, kind, texts in (
      ("mail-fr", "email", ("Vous accédez au rang de ministre", "à Jeanne", "qui lit le français")),
      ("mail-en", "email", ("You are now a super administrator", "à Léa", "qui lit l’anglais")),
      ("meeting-fr", "email", ("Réunion", "à Jeanne", "qui lit le français")),
      ("meeting-en", "email", ("Meeting", "à Nadia", "qui lit l’anglais")),
      ("sms", "sms", ("œuvre", "à Jeanne"))):
    letters[name] = _found(scene, kind, texts)
    checks.check(f"{name} left", letters[name] is not None)
  _letter(scene, checks, letters["mail-en"])
  _colours(scene, checks, letters)
  _text(scene, checks, letters["sms"])
  return letters | {"unsubscribe": _way_out(scene, checks, letters["meeting-en"])}


def _invite(scene):
  scene.visit("/")
  scene.fill("form[action='/meetings'] [name=subject]", "Budget 2027")
  scene.click("form[action='/meetings'] .primary")
  scene.wait("document.querySelector('[role=status] .status') !== null")


def _alert(scene):
  """Text messages cost more by one letter."""
  scene.visit("/")
  form = "form[action='/announce']"
  scene.fill(f"{form} [name=subject]", "Un mot de passe à changer")
  scene.fill(f"{form} [name=body]", "Main d’œuvre : changez votre mot de passe avant ce soir.")
  for name, value in (("category", "alert"), ("severity", "error")):
    scene.page("void (document.querySelector(arguments[0]).value = arguments[1])",
               f"{form} [name={name}]", value)
  scene.click(f"{form} .primary")
  scene.wait("document.querySelector('[role=status] .status') !== null")


def _found(scene, kind, texts):
  end = time.monotonic() + LATEST
  found = None
  while found is None and time.monotonic() < end:
    scene.visit(f"/sent?kind={kind}")
    found = scene.page(FOUND, texts)
  return found


def _letter(scene, checks, path):
  """To Léa, who was never there."""
  scene.visit(path)
  checks.check("its text can be read", "Congratulations" in scene.text(".letter"))
  checks.equal("in its own language", scene.page("document.querySelector('.letter').lang"), "en")
  checks.equal("its HTML has no rights", scene.page(
    "document.querySelector('iframe').sandbox.length === 0"
    " && document.querySelector('iframe').contentDocument === null"), True)
  checks.equal("and a name", scene.page("document.querySelector('iframe').title"), "En HTML")
  for _ in range(40):
    scene.press("Tab")
    if scene.page("document.activeElement.matches('.letter-head .chip')"):
      break
  scene.press("Tab", "Tab", "Enter")
  checks.check("keys turn its light off", scene.wait("location.search === '?scheme=dark'"))
  checks.equal("which is said", scene.text(".letter-head [aria-current]"), "Sombre")


def _colours(scene, checks, letters):
  """Of the e-mails themselves, whatever those of the page are."""
  for name in ("mail-fr", "mail-en", "meeting-fr"):
    for scheme in ("light", "dark"):
      scene.visit(f"{letters[name]}?scheme={scheme}")
      with scene.frame("iframe"):
        is_dark = scene.page("matchMedia('(prefers-color-scheme: dark)').matches")
        faults = [fault for fault in scene.firefox.page(AUDIT) if not fault.startswith("small")]
      checks.equal(f"{name} is seen in {scheme}", is_dark, scheme == "dark")
      checks.equal("and nothing is wrong with it", faults, [])


def _text(scene, checks, path):
  scene.visit(path)
  facts = scene.text(".texted .facts").replace("\u00a0", " ")
  checks.check("a text message says what it took", all(
    text in facts for text in ("UCS-2", "’", "0,065 €")), facts)
  scene.visit("/sent")
  checks.equal("the bill has four figures", scene.count(".figures dd"), 4)


def _way_out(scene, checks, path):
  """Of e-mails that nobody must read, as the link in their text says."""
  scene.visit(path)
  found = re.search(r"/unsubscribe\?token=\S+", scene.text(".letter"))
  scene.visit(found[0])
  checks.equal("the link asks first", scene.text("main button"), "Se désabonner")
  scene.click("main button")
  checks.check("and its button ends it", scene.wait(
    "document.querySelector('main p[role=status]') !== null"))
  return found[0]
