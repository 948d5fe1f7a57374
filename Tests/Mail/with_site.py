# SPDX-License-Identifier: MIT
"""The page behind unsubscribe links, of the PHP back-office: RFC 8058, without a cookie."""

import ctypes
import http.client
import sys

from case import Case
from sender import ROOT

sys.path.insert(0, str(ROOT / "Tests" / "Demo"))
from site_server import SiteServer  # noqa: E402

ONE_CLICK = "List-Unsubscribe=One-Click"


class WithSite(Case):
  def setUp(self):
    self.site = SiteServer(ROOT / "build", self.folder() / "site")
    self.addCleanup(self.site.stop)
    self.site.wait()
    self.engine = self.sender(
      f"spool:{self.site.folder}/mine?from=bo@example.org",
      store=f"sqlite:{self.site.folder}/matines.db",
      policy=str(ROOT / "bindings/php/demo/policy.json")).engine
    token = ctypes.c_void_p()
    self.engine.call("unsubscribe_token", "jeanne", "agenda", "email", ctypes.byref(token))
    self.token = ctypes.string_at(token).decode()

  def ask(self, method, token, body=None, language="en"):
    connection = http.client.HTTPConnection("localhost", self.site.port, timeout=20)
    headers = {"Accept-Language": language}
    if body:
      headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, f"/unsubscribe?token={token}", body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text

  def is_on(self):
    page = self.engine.document("preference_get", "jeanne")
    agenda = next(each for each in page["categories"] if each["name"] == "agenda")
    return next(each["on"] for each in agenda["channels"] if each["channel"] == "email")

  def test_get_asks_and_post_acts(self):
    for _ in range(2):
      status, text = self.ask("GET", self.token)
      self.assertEqual(status, 200)
      self.assertIn("No more “Agenda”", text)
      self.assertNotIn("jeanne", text.lower())
    self.assertTrue(self.is_on(), "whoever looks changes nothing")
    for body in (ONE_CLICK, ONE_CLICK, ""):
      status, text = self.ask("POST", self.token, body)
      self.assertEqual(status, 200)
      self.assertIn("It is done", text)
      self.assertFalse(self.is_on())
    french = self.ask("GET", self.token, language="fr")[1]
    self.assertIn("Ne plus recevoir «\u00a0Agenda\u00a0»", french)

  def test_no_other_token_does_anything(self):
    changed = self.token[:-2] + ("A" if self.token[-2] != "A" else "B") + self.token[-1]
    for token in (changed, "", "x", self.token + "AAAA"):
      self.assertEqual(self.ask("GET", token)[0], 400, token)
      self.assertEqual(self.ask("POST", token, ONE_CLICK)[0], 400, token)
    self.assertTrue(self.is_on())
