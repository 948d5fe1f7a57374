# SPDX-License-Identifier: MIT
"""Servers that must not be trusted, and secrets that no failure shows."""

import base64
import ctypes
from urllib.parse import quote

from case import CANARY, Case, certificates, dsn
from sender import LibraryError

BAD = ("wrong-name", "expired", "self-signed")
# How a login is written on the way, besides as it is.
FORMS = [CANARY, quote(CANARY, safe=""), CANARY.split("/", maxsplit=1)[0],
         base64.b64encode(CANARY.encode()).decode(),
         base64.b64encode(f"\0me\0{CANARY}".encode()).decode()]
POINTS = ("connect", "ehlo", "auth", "mail", "rcpt", "data", "after_data")
FAULTS = [{"action": "status", "status": code} for code in (421, 454, 501, 535, 554)] + [
  {"action": action} for action in ("reset", "half", "garbage", "huge")]


class BadServers(Case):
  def certificate(self, name):
    return "--cert", certificates() / f"{name}.pem", "--key", certificates() / f"{name}.key"

  def test_certificates_that_prove_nothing(self):
    for name in BAD:
      for way, scheme in (("starttls", "smtp"), ("implicit", "smtps")):
        server = self.sink("--tls", way, *self.certificate(name), "--auth", f"me:{CANARY}")
        sender = self.sender(dsn(server.port, scheme, user="me",
                                 ca_file=certificates() / "ca.pem"))
        sender.notify("Bonjour")
        self.assertEqual(sender.outcome(), "misconfigured+retried", f"{name} {way}")
        self.assertEqual(server.get("/count")["messages"], 0)
        self.assertTrue(sender.said, "an operator hears of it")

  def test_a_server_without_starttls_gets_nothing(self):
    server = self.sink("--auth", f"me:{CANARY}")
    sender = self.sender(dsn(server.port, user="me", auto_tls="true"))
    sender.notify("Bonjour")
    self.assertEqual(sender.outcome(), "misconfigured+retried")
    self.assertEqual(server.get("/count")["messages"], 0)

  def test_the_operator_may_say_in_so_many_words_that_mail_goes_in_clear(self):
    server = self.sink("--tls", "starttls", *self.certificate("server"))
    # Another name of this machine, of which nothing says that nobody listens on the way.
    for options, outcome in (({"auto_tls": "false"}, "misconfigured+retried"),
                             ({"ca_file": certificates() / "ca.pem"}, "delivered")):
      host = "push.localhost"
      sender = self.sender(dsn(server.port, host=host, **options))
      sender.notify("Bonjour")
      # The sink takes no mail in clear (530): with auto_tls=false it was offered some.
      self.assertEqual(sender.outcome(), outcome, options)


class Secrets(Case):
  def shown(self, texts):
    return [form for form in FORMS if any(form in text for text in texts)]

  def test_no_failure_shows_the_password(self):
    server = self.sink("--auth", f"me:{CANARY}")
    for point in POINTS:
      for fault in FAULTS:
        # What a server says may repeat what it was told.
        server.order(fault | {"at": point, "times": -1, "text": f"no {CANARY}"})
        folder = self.folder()
        store = folder / "m.db"
        sender = self.sender(dsn(server.port, user="me"), store=f"sqlite:{store}",
                             keys=str(folder / "keys"))
        notification = sender.notify("Bonjour")
        sender.drain()
        told = [*sender.said, sender.reason(notification),
                str(sender.engine.document("failed_list", ctypes.c_uint32(100)))]
        self.assertEqual(self.shown(told), [], f"{point} {fault}")
        files = [path.read_bytes().decode("latin-1") for path in folder.glob("m.db*")
                 if path.is_file()]
        self.assertEqual(self.shown(files), [], f"{point} {fault}")

  def test_no_refusal_of_a_setting_shows_it(self):
    good = dsn(25, user="me")
    for bad in (good + "&colour=red", good + "&verify_peer=0", good + "&local_domain=a/b",
                good.replace(":25", ":99999"), good.replace("smtp:", "smtq:"),
                good.replace("from=bo%40example.org", "from=nobody"), good + "&from_name=a%0Ab",
                good.replace("me:", ":"), good + "&auto_tls=perhaps", good + "&x=%zz"):
      with self.assertRaises(LibraryError) as caught:
        self.sender(bad)
      self.assertEqual(self.shown([str(caught.exception)]), [], bad)
