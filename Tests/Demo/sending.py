# SPDX-License-Identifier: MIT
"""What leaves the demo's site: whom it reaches, in which words, and what it cost."""

import html
import re
import urllib.parse

from visitor import Visitor


class Sending:
  def __init__(self, morning):
    self.morning, self.checks = morning, morning.checks
    self.admin, self.jeanne = morning.admin, morning.jeanne
    self.karim, self.nadia = morning.karim, morning.nadia

  def meeting(self):
    """One hour, on the wall clocks of Paris and of London."""
    form = dict(re.findall(r'name="(key)" value="([0-9a-f]+)"', self.admin.get("/").text))
    form |= {"subject": "<i>Budget</i> & co.", "starts": "2031-01-15T15:30", "points": "1"}
    for field, wrong in (("points", "0"), ("points", "x"), ("starts", "soon"), ("key", "")):
      self.checks.equal(f"no meeting with {field} {wrong!r}",
                        self.admin.post("/meetings", form | {field: wrong}).status, 400)
    self.checks.equal("members invite nobody",
                      self.karim.post("/meetings", form).status, 403)
    self.checks.equal("an admin invites", self.admin.post("/meetings", form).status, 303)
    for visitor, title, hour, agenda in (
        (self.karim, "Réunion : <i>Budget</i> & co.", "15:30", "1 point à traiter"),
        (self.nadia, "Meeting: <i>Budget</i> & co.", "2:30", "1 item on the agenda")):
      row = visitor.get("/api/notifications").json["rows"][0]
      self.checks.equal("their bell has it in their language",
                        row["title"].replace("\u00a0", " "), title)
      self.checks.check("with its hour and its agenda", hour in row["body"]
                        and row["body"].endswith(agenda), row["body"])

  def messages(self):
    about = lambda visitor, kind: [
      path for path in _sent(visitor, kind) if self.morning.id in path]
    self.checks.becomes("Karim's e-mail left", lambda: len(about(self.karim, "email")), 1)
    self.checks.becomes("and his text message", lambda: len(about(self.karim, "sms")), 1)
    path, = about(self.karim, "email")
    page = html.unescape(self.karim.get(path).text)
    self.checks.check("it can be read", "Vous accédez au rang de ministre (Culture)" in page
                      and "To" in page and "karim@example.org" in page)
    answer = self.karim.get(f"{path}/html")
    self.checks.check("its HTML stands in a sandbox", answer.status == 200 and
                      answer.headers["Content-Security-Policy"].startswith("sandbox;"))
    self.checks.equal("the admin reads it", self.admin.get(path).status, 200)
    self.checks.equal("Nadia does not", self.nadia.get(path).status, 404)
    self.checks.becomes("Jeanne's push left", lambda: len(_sent(self.jeanne, "push")) > 0, True)
    for kind in ("email", "sms"):
      self.checks.equal(f"no {kind} of what Jeanne had seen", [
        path for path in _sent(self.jeanne, kind) if self.morning.seen in path], [])
    page = html.unescape(self.karim.get(f"/notifications/{self.morning.id}/why").text)
    self.checks.check("and now why says so", "E-mail : envoyé" in page.replace("\u202f", " "))

  def letters(self):
    """Two promotions in two languages, as the admin sees what left."""
    self.admin.post("/people/lea/promote", {"rank": "super_admin"})
    for name, to, language, title in (
        ("Jeanne", "à Jeanne", "fr", "Vous accédez au rang de super-administrateur"),
        ("Léa", "à Léa", "en", "You are now a super administrator")):
      found = lambda: [path for path, row in _rows(self.admin, "email")
                       if title in row and to in row]
      self.checks.becomes(f"an e-mail leaves for {name}", lambda: len(found()), 1)
      for path in found():
        self.letter(path, language)

  def letter(self, path, language):
    check = self.checks.check
    page = self.admin.get(path).text
    check(f"its text is in {language}", f'class="letter" dir="auto" lang="{language}"' in page)
    shown = self.admin.get(f"{path}/html").text
    check("its HTML, too", f'<html lang="{language}"' in shown, shown)
    check("it knows dark colours", "prefers-color-scheme: dark" in shown, shown)
    check("it is shown in those of the page", 'class="in-' not in page)
    check("and in the dark", 'class="in-dark"' in self.admin.get(f"{path}?scheme=dark").text)
    check("and in no colours nobody knows",
          'class="in-' not in self.admin.get(f"{path}?scheme=x").text)

  def one_click(self):
    """A mail program posts to the header's address, and knows nothing else (RFC 8058)."""
    lea = self.morning.person("lea")
    self.checks.equal("Léa hears of the agenda by e-mail",
                      is_on(lea.get("/preferences").text, "agenda", "email"), True)
    path, = [path for path, row in _rows(self.admin, "email") if "Meeting" in row and "Léa" in row]
    page = html.unescape(self.admin.get(path).text)
    facts = dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd>(.*?)</dd>", page))
    self.checks.equal("one click is offered", facts.get("List-Unsubscribe-Post"),
                      "List-Unsubscribe=One-Click")
    address = facts["List-Unsubscribe"].strip("<>")
    self.checks.check("its words have the link, too", f"\n{address}" in page, address)
    target = urllib.parse.urlsplit(address)
    program = Visitor(self.morning.port)
    answer = program.post_bare(f"{target.path}?{target.query}", {"List-Unsubscribe": "One-Click"})
    self.checks.equal("it is followed without a cookie or a redirect",
                      (answer.status, program.cookies), (200, {}))
    self.checks.equal("and ends e-mails of the agenda",
                      is_on(lea.get("/preferences").text, "agenda", "email"), False)
    for path, row in _rows(self.admin, "email"):
      if "super-administrat" in row or "super administrator" in row:
        self.checks.check("what must be heard has no such link",
                          "unsubscribe" not in self.admin.get(path).text.lower(), path)

  def bill(self):
    """Karim was texted; Jeanne was not, of what she had seen."""
    texts = [html.unescape(self.karim.get(path).text) for path in _sent(self.karim, "sms")]
    self.checks.check("a text message says what it cost", all(
      "0,065\u00a0€" in page for page in texts), texts)
    self.checks.check("and what it took", any(
      "<dd>GSM-7</dd>" in page and "rang de ministre (Culture)" in page for page in texts), texts)
    self.checks.check("or by which character it took more", any(
      "<dd>UCS-2</dd>" in page and "« … » (U+2026), caractère n° 1<" in page.replace("\u00a0", " ")
      for page in texts), texts)
    self.checks.becomes("what is sent and what is spared are counted", lambda: all(
      self.figures()[name] >= 1 for name in ("sent", "spared")), True)
    figures = self.figures()
    for number, amount in (("sent", "spent"), ("spared", "saved")):
      self.checks.equal(f"what they {amount} is their price", figures[amount],
                        figures[number] * 65)
    self.checks.check("for admins", 'class="figures"' not in self.karim.get("/sent").text)

  def figures(self):
    """Numbers of text messages, and thousandths of a euro."""
    page = html.unescape(self.admin.get("/sent").text)
    found = dict(re.findall(r'<div class="(\w+)"><dt>[^<]+</dt>\s*<dd>([^<]+)</dd>', page))
    return {name: round(float(figure[:-2].replace(",", ".")) * 1000)
            if figure.endswith("€") else int(figure) for name, figure in found.items()}


def _rows(visitor, kind):
  page = html.unescape(visitor.get(f"/sent?kind={kind}").text)
  for row in page.split('<li class="row">')[1:]:
    yield re.search(r'href="(/sent/[^"?]+)"', row)[1], row


def _sent(visitor, kind):
  return [path for path, _ in _rows(visitor, kind)]


def is_on(page, category, channel):
  field = re.escape(f'name="channels[{category}][{channel}]"')
  return "checked" in re.search(f"<input [^>]*{field}[^>]*>", page)[0]
