# SPDX-License-Identifier: MIT
"""Mail through the Postfix of the distribution: STARTTLS, TLS from the first octet, AUTH, boxes."""

import unittest

import postfix
from case import Case, dsn, parsed

HARD = ".\r\n..\nÉté à Nîmes\r.\r\n" + "x" * 3000 + "\nfin ="
PLAIN = HARD.replace("\r\n", "\n").replace("\r", "\n") + "\n"


@unittest.skipUnless(postfix.available(), "needs Postfix, and to be root")
class WithPostfix(Case):
  @classmethod
  def setUpClass(cls):
    cls.server = postfix.Postfix()
    cls.addClassCleanup(cls.server.stop)

  def mailer(self, port, scheme="smtp", password=postfix.PASSWORD, **options):
    options = {"ca_file": self.server.authority, "local_domain": "bo.example.org"} | options
    return dsn(port, scheme, user=postfix.USER, password=password, **options)

  def test_both_ways_of_tls_with_a_login(self):
    people = {"jeanne": (self.server.starttls, "smtp"), "paul": (self.server.implicit, "smtps")}
    for box, (port, scheme) in people.items():
      sender = self.sender(self.mailer(port, scheme, from_name="Préfecture"))
      sender.person(email=f"{box}@example.org")
      for number in range(20):
        sender.notify(f"Été n° {number}", HARD)
      self.assertEqual(sender.drain()["delivered"], 20, sender.said)
      messages = [parsed(octets) for octets in self.server.messages(box, 20)]
      self.assertEqual(sorted(str(message["Subject"]) for message in messages),
                       sorted(f"Été n° {number}" for number in range(20)))
      self.assertEqual(len({message["Message-ID"] for message in messages}), 20)
      for message in messages:
        self.assertEqual(message["From"].addresses[0].display_name, "Préfecture")
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertEqual(message.get_content(), PLAIN)
        self.assertIn("with ESMTPSA", message["Received"])
    # Twenty messages share few connections.
    self.assertLess(self.server.log().count(": connect from"), 20)

  def test_text_and_html_of_a_promotion(self):
    sender = self.sender(self.mailer(self.server.starttls))
    sender.person(email="claire@example.org")
    sender.promote(name="Claire", ministry="l'Agriculture")
    self.assertEqual(sender.drain()["failed"], 1, "a box that is not there")
    sender.person(email="jeanne@example.org")
    sender.promote(name="Zoë", ministry="l'Agriculture")
    self.assertEqual(sender.drain()["delivered"], 1, sender.said)
    boxes = [parsed(octets) for octets in self.server.messages("jeanne", 1)]
    found = [message for message in boxes if message.get_content_type() == "multipart/alternative"]
    self.assertEqual([part.get_content_type() for part in found[0].iter_parts()],
                     ["text/plain", "text/html"])
    self.assertTrue(all("Zoë" in part.get_content() for part in found[0].iter_parts()))

  def test_what_it_refuses(self):
    for options, outcome in (({"password": "canary that is wrong"}, "misconfigured+retried"),
                             ({"ca_file": "/dev/null"}, "misconfigured+retried")):
      sender = self.sender(self.mailer(self.server.starttls, **options))
      notification = sender.notify("Bonjour")
      self.assertEqual(sender.outcome(), outcome, sender.said)
      self.assertNotIn("canary", "".join(sender.said) + sender.reason(notification))
    clear = self.sender(dsn(self.server.starttls))
    clear.notify("Bonjour")
    self.assertEqual(clear.outcome(), "misconfigured+retried", "530 Must issue STARTTLS first")
