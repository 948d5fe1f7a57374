# SPDX-License-Identifier: MIT
"""Plays a morning in the demo's back-office over HTTP, and checks what everybody sees of it.

The site runs already, with its worker, and nobody has used it; its document says that its mail is
signed."""

import argparse
import html
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
sys.path.append(str(HERE.parent / "Browser"))

from checks import Checks
from sending import Sending, is_on
from visitor import Visitor

COOKIE = "matines_demo"
# The browser of the example in RFC 8291, appendix A.
BROWSER = {
  "endpoint": "https://push.example.org/jeanne",
  "keys": {"auth": "BTBZMqHH6r4Tts7J_aSIgg",
           "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6"
                     "SRpkNtoIAiw4"}}
WORDS = {"fr": "Le site répond comme il doit : {} points vérifiés.",
         "en": "The site answers as it should: {} points checked."}


class Quiet(Checks):
  """Says only what failed."""

  def check(self, name, good, detail=""):
    if good:
      self.lines.append({"text": name, "good": True})
    else:
      super().check(name, good, detail)


class Morning:
  def __init__(self, port, checks):
    self.checks = checks
    self.stranger, self.port = Visitor(port), port

  def person(self, account):
    return Visitor(self.port).sign_in(account)

  def play(self):
    self.strangers()
    self.admin = self.person("admin")
    self.tokens()
    self.jeanne, self.karim, self.nadia = map(self.person, ("jeanne", "karim", "nadia"))
    self.promotions()
    self.bell()
    self.others()
    self.presence()
    self.centre()
    sending = Sending(self)
    sending.meeting()
    self.preferences()
    self.push()
    sending.messages()
    sending.letters()
    sending.one_click()
    sending.bill()
    self.end()

  def strangers(self):
    equal = self.checks.equal
    answer = self.stranger.get("/notifications?show=unread")
    equal("a stranger is led to the accounts, and back afterwards",
          (answer.status, answer.location),
          (303, "/sign-in?return=%2Fnotifications%3Fshow%3Dunread"))
    equal("a stranger's script is told", self.stranger.get("/api/counts").status, 401)
    answer = self.stranger.get("/", Host="evil.example")
    equal("a name of somebody else's is refused", answer.status, 421)
    answer = self.stranger.get("/people/karim", Sec_Fetch_Site="cross-site",
                               Sec_Fetch_Mode="navigate")
    self.checks.check("a link in an e-mail asks again from here",
                      answer.status == 200 and "url=/people/karim" in answer.text, answer.status)
    equal("which starts no session", self.stranger.cookies, {})
    answer = self.stranger.get("/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    for part in ("default-src 'self'", "script-src 'self'", "frame-ancestors 'none'"):
      self.checks.check(f"pages say {part}", part in policy, policy)
    equal("types are not guessed", answer.headers["X-Content-Type-Options"], "nosniff")
    self.checks.check("the cookie is for this site and no script", all(
      part in answer.headers["Set-Cookie"] for part in ("HttpOnly", "SameSite=Strict")),
      answer.headers["Set-Cookie"])
    answer = self.stranger.get("/matines-service-worker.js")
    equal("the service worker is served", (answer.status, answer.headers["Content-Type"]),
          (200, "text/javascript; charset=utf-8"))

  def tokens(self):
    equal = self.checks.equal
    equal("no account without a token", self.stranger.post_bare(
      "/sign-in", {"account": "admin"}).status, 403)
    before = self.stranger.cookies[COOKIE]
    answer = self.stranger.post("/sign-in", {"account": "lea", "return": "//evil.example"})
    equal("nobody is sent elsewhere", answer.location, "/")
    self.checks.check("who signs in gets a new session", self.stranger.cookies[COOKIE] != before)
    for path in ("/people/karim/promote", "/announce", "/meetings", "/notifications/mark-all",
                 "/sign-out", "/preferences/pause", "/devices/remove"):
      equal(f"{path} without a token", self.admin.post_bare(path).status, 403)
    for path in ("/api/presence", "/api/seen"):
      answer = self.admin.post_json(path, {}, **{"X-CSRF-Token": "0" * 64})
      equal(f"{path} with a wrong token", answer.status, 403)
    answer = self.admin.post_json("/push/save", BROWSER, Sec_Fetch_Site="cross-site")
    equal("no browser is stored for another site", answer.status, 403)

  def promotions(self):
    equal = self.checks.equal
    minister = {"rank": "minister", "ministry": "culture"}
    equal("members promote nobody",
          self.karim.post("/people/karim/promote", minister).status, 403)
    equal("an admin promotes Karim",
          self.admin.post("/people/karim/promote", minister).status, 303)
    equal("a second click does not promote him further",
          self.admin.post("/people/karim/promote", minister).status, 409)
    equal("an admin of nobody's",
          self.admin.post("/people/nobody/promote", minister).status, 404)
    equal("nobody demotes themselves", self.admin.post("/people/admin/demote").status, 403)
    page = self.admin.get("/").text
    self.checks.check("the page says so", "Ministre" in page and "Culture" in page)

  def bell(self):
    counts = self.karim.get("/api/counts").json
    self.checks.equal("Karim has one unread", (counts["unread"], counts["unseen"]), (1, 1))
    page = html.unescape(self.karim.get("/").text)
    self.checks.check("the bell's name counts",
                      'aria-label="Notifications, 1 nouvelle, 1 non lue"' in page, "another name")
    rows = self.karim.get("/api/notifications").json["rows"]
    self.checks.equal("the list has it", [row["path"] for row in rows], ["/people/karim"])
    self.id = rows[0]["id"]
    page = html.unescape(self.karim.get(f"/notifications/{self.id}/why").text)
    self.checks.check("it says why", "Pourquoi ai-je reçu cela" in page and "E-mail" in page)

  def others(self):
    equal = self.checks.equal
    equal("Nadia does not see why Karim got it",
          self.nadia.get(f"/notifications/{self.id}/why").status, 404)
    marked = self.nadia.post("/notifications/mark", {"ids[]": self.id, "mark": "read"})
    equal("Nadia does not mark it", marked.status, 404)
    marked = self.nadia.post_json("/api/seen", {"ids": [self.id]})
    equal("Nadia has not seen it", marked.status, 404)
    answer = self.nadia.get("/nothing")
    equal("where nothing is she is still herself", (answer.status, "Nadia" in answer.text),
          (404, True))
    equal("Karim has it still", self.karim.get("/api/counts").json["unread"], 1)

  def presence(self):
    """Jeanne looks at the back-office, and at the row: no e-mail for her, and no text message."""
    equal = self.checks.equal
    self.jeanne.post("/preferences/channels", {"channels[role][sms]": "on"})
    page = self.jeanne.get("/preferences").text
    self.checks.equal("text messages of promotions are on", is_on(page, "role", "sms"), True)
    ping = self.jeanne.post_json("/api/presence", {"tab": "a-tab", "visible": True})
    equal("a ping is taken", ping.status, 204)
    page = html.unescape(self.admin.get("/").text)
    self.checks.check("the admin sees her there", "Sous les yeux en ce moment" in page)
    self.admin.post("/people/jeanne/promote", {"rank": "minister", "ministry": "health"})
    row, = self.jeanne.get("/api/notifications").json["rows"]
    self.seen = row["id"]
    counts = self.jeanne.post_json("/api/seen", {"ids": [row["id"]]}).json
    equal("seen is not read", (counts["unseen"], counts["unread"]), (0, 1))
    gone = self.jeanne.post_json("/api/presence", {"tab": "a-tab", "gone": True})
    equal("leaving is taken", gone.status, 204)
    page = html.unescape(self.admin.get("/").text)
    self.checks.check("the admin sees her go", "Sous les yeux en ce moment" not in page)

  def centre(self):
    equal = self.checks.equal
    for number in range(23):
      form = dict(re.findall(r'name="(key)" value="([0-9a-f]+)"', self.admin.get("/").text))
      severity, category = (("error", "alert") if number == 0 else ("info", "general"))
      form |= {"subject": f"<b>N° {number}</b>", "body": "…", "category": category,
               "severity": severity}
      equal("everybody else is written to", self.admin.post("/announce", form).status, 303)
    equal("a form that is sent twice counts once", self.admin.post("/announce", form).status, 303)
    equal("Nadia has them all", self.nadia.get("/api/counts").json["unread"], 23)
    page = self.nadia.get("/notifications").text
    equal("a page has twenty", _rows(page), 20)
    self.checks.check("what is sent is text", "<b>N°" not in page and "&lt;b&gt;N°" in page)
    older = html.unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])
    equal("the next one has the rest", _rows(self.nadia.get(older).text), 3)
    equal("a filter finds the urgent one",
          _rows(self.nadia.get("/notifications?severity=error").text), 1)
    self.mark_all("/notifications?severity=error", severity="error")
    equal("what the filter shows is read", self.nadia.get("/api/counts").json["unread"], 22)
    undo = re.search(r'name="undo" value="([^"]+)"', self.nadia.get("/notifications").text)[1]
    self.nadia.post("/notifications/undo", {"undo": undo})
    equal("and can be unread again", self.nadia.get("/api/counts").json["unread"], 23)
    self.mark_all("/notifications?show=unread", show="unread")
    equal("all are read", self.nadia.get("/api/counts").json["unread"], 0)
    page = self.nadia.get("/notifications").text
    ids = re.findall(r'name="ids\[\]" value="([^"]+)"', page[:page.index("</header>")])
    self.nadia.post("/notifications/mark", [("ids[]", ids[0]), ("mark", "unread")])
    equal("and one is unread again", self.nadia.get("/api/counts").json["unread"], 1)
    self.nadia.post("/notifications/mark", [("ids[]", ids[0]), ("mark", "archived")])
    equal("until it is archived", self.nadia.get("/api/counts").json["unread"], 0)
    page = self.nadia.get("/notifications").text
    self.checks.check("which can be undone", 'name="mark" value="unarchived"' in page)
    self.nadia.post("/notifications/mark", [("ids[]", ids[0]), ("mark", "unarchived")])
    back = _main(self.nadia.get("/notifications").text)
    self.checks.check("and it is back", ids[0] in back)
    self.nadia.post("/notifications/mark", [("ids[]", ids[0]), ("mark", "archived")])
    why = self.nadia.get(f"/notifications/{ids[0]}/why")
    equal("what is archived is explained, too", why.status, 200)

  def mark_all(self, path, **filters):
    newest = re.search(r'name="newest" value="([^"]+)"', _main(self.nadia.get(path).text))[1]
    self.nadia.post("/notifications/mark-all", {"newest": newest} | filters)

  def preferences(self):
    page = self.nadia.get("/preferences").text
    self.checks.check("Nadia reads English", '<html lang="en">' in page)
    # Only the bell for messages; nothing is said of the mandatory ones, which are fixed.
    self.nadia.post("/preferences/channels", {"channels[general][realtime]": "on"})
    page = self.nadia.get("/preferences").text
    self.checks.equal("e-mail for messages is off", is_on(page, "general", "email"), False)
    self.checks.equal("the bell is on", is_on(page, "general", "realtime"), True)
    self.checks.equal("promotions stay on", is_on(page, "role", "email"), True)
    self.nadia.post("/preferences/language", {"locale": "fr", "time_zone": "Europe/Paris"})
    self.checks.check("French from now on", '<html lang="fr">' in self.nadia.get("/").text)
    self.nadia.post("/preferences/quiet", {"from": "21:30", "to": "06:00", "days[]": "mon"})
    page = html.unescape(self.nadia.get("/preferences").text)
    self.checks.check("quiet hours are kept", "de 21:30 à 06:00" in page)
    self.nadia.post("/preferences/quiet", {"from": "rien", "to": "06:00"})
    self.checks.check("nonsense is refused", "rien n’a changé" in self.nadia.get("/").text)

  def push(self):
    equal = self.checks.equal
    equal("a browser is stored", self.jeanne.post_json("/push/save", BROWSER).status, 204)
    page = self.jeanne.get("/preferences").text
    self.checks.check("and listed", BROWSER["endpoint"] in page)
    self.admin.post("/people/jeanne/promote", {"rank": "super_admin"})
    equal("a forged acknowledgement is refused",
          self.stranger.post_json("/push/ack", {"token": "a", "opened": False}).status, 400)
    gone = {"endpoint": "https://push.example.org/nobody"}
    equal("forgetting twice is forgetting once",
          self.jeanne.post_json("/push/remove", gone).status, 204)

  def end(self):
    self.karim.get("/")
    self.karim.post_json("/api/presence", {"tab": "his-tab", "visible": False})
    self.checks.check("Karim has a tab",
                      "Un onglet ouvert, hors de vue" in self.admin.get("/").text)
    self.checks.equal("Karim leaves", self.karim.post("/sign-out").location, "/sign-in")
    self.checks.equal("and is a stranger", self.karim.get("/api/counts").status, 401)
    self.checks.check("who has none",
                      "Un onglet ouvert, hors de vue" not in self.admin.get("/").text)


def _main(page):
  return page[page.index("<main"):]


def _rows(page):
  return _main(page).count('<li class="row ')


def main():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--port", type=int, required=True)
  parser.add_argument("--language", choices=("fr", "en"), default="fr")
  options = parser.parse_args()
  checks = Quiet()
  Morning(options.port, checks).play()
  passed, failed = checks.counts
  if failed == 0:
    print(WORDS[options.language].format(passed))
  return 1 if failed else 0


if __name__ == "__main__":
  sys.stdout.reconfigure(encoding="utf-8")
  sys.exit(main())
