# SPDX-License-Identifier: MIT
"""What may be wrong with what sends: mail server, text messages, push keys."""

import subprocess

from case import Case, certificates
from our_hub import TOOL, free_port
from running_server import RunningServer


class Mail(Case):
  def test_a_login_that_is_refused(self):
    house = self.house()
    house.set(mailer=house.mailer("?from=bo@example.org", password="wrong"))
    self.finds(house, "mailer", "error", "refuses our login", "refuse notre identité")

  def test_no_starttls_where_tls_is_required(self):
    house = self.house(sink=("--no-starttls",))
    house.set(mailer=house.mailer("?from=bo@example.org&auto_tls=true"))
    self.finds(house, "mailer", "error", "offers no STARTTLS", "n’offre pas STARTTLS")

  def test_a_certificate_of_another_name(self):
    folder = certificates()
    house = self.house(sink=("--tls", "starttls", "--cert", folder / "wrong-name.pem", "--key",
                             folder / "wrong-name.key"))
    house.set(mailer=house.mailer(f"?from=bo@example.org&ca_file={folder}/ca.pem"))
    self.finds(house, "mailer", "error", "is for another name", "à un autre nom")

  def test_a_server_behind_tls_that_is_sound(self):
    folder = certificates()
    house = self.house(sink=("--tls", "starttls", "--cert", folder / "server.pem", "--key",
                             folder / "server.key"))
    house.set(mailer=house.mailer(f"?from=bo@example.org&ca_file={folder}/ca.pem"))
    report = house.doctor("--strict")
    self.assertEqual((report.above_ok(), report.status), (set(), 0), report.text)

  def test_a_login_that_nobody_asks_for(self):
    house = self.house()
    open_sink = RunningServer("smtp_sink.py")
    self.addCleanup(open_sink.stop)
    house.set(mailer=house.mailer("?from=bo@example.org", port=open_sink.port))
    self.finds(house, "mailer", "warning", "asks for no login", "ne demande pas d’identité")

  def test_a_port_where_nobody_listens(self):
    house = self.house()
    house.set(mailer=house.mailer("?from=bo@example.org", port=free_port()))
    self.finds(house, "mailer", "error", "nobody listens at", "personne n’écoute")

  def test_a_port_that_says_nothing(self):
    house = self.house()
    house.sink.order({"at": "connect", "action": "silence", "times": -1})
    self.finds(house, "mailer", "error", "does not answer", "ne répond pas", is_slow=True)

  def test_a_server_that_is_not_ready(self):
    house = self.house()
    house.sink.order({"at": "connect", "action": "status", "status": 421, "times": -1,
                      "text": "canary-of-the-mailer"})
    self.finds(house, "mailer", "error", "answers 421", "répond 421")

  def test_a_setting_that_is_wrong(self):
    house = self.house()
    house.set(mailer="smtp://localhost:25")
    self.finds(house, "mailer", "error", "mailer.from: missing", "mailer.from : manque")

  def test_links_that_lead_out_of_the_site(self):
    house = self.house(unsubscribe={"url": "https://elsewhere.example.org/u", "dkim": True})
    self.finds(house, "unsubscribe", "warning", "leads out of the site", "mène hors du site")

  def test_links_whose_headers_nobody_signs(self):
    house = self.house()
    house.set(unsubscribe={"url": f"{house.origin}/unsubscribe"})
    self.finds(house, "unsubscribe", "warning", "without List-Unsubscribe",
               "sans List-Unsubscribe")


class Texts(Case):
  def test_a_folder_that_is_a_file(self):
    house = self.house(sms="spool:matines.json")
    self.finds(house, "sms", "error", "is not a folder", "n’est pas un dossier")

  def test_a_folder_that_others_may_write_to(self):
    house = self.house(sms="spool:out")
    (house.folder / "out").mkdir()
    (house.folder / "out").chmod(0o777)
    self.finds(house, "sms", "error", "others may write", "d’autres peuvent écrire")

  def test_an_option_that_says_nothing_whoever_carries_them(self):
    house = self.house(worker=False)
    house.open()
    for carrier in "spool:out", "host:":
      house.set(sms=carrier + "?max_parts=0")
      self.finds(house, "sms", "error", "sms.max_parts: not a number", "sms.max_parts",
                 also=["worker"])

  def test_a_provider_of_a_later_release(self):
    house = self.house(worker=False)
    house.open()
    house.set(sms="vonage://a:b@default")
    self.finds(house, "sms", "error", "reserved for a later release", "reserved",
               also=["worker"])

  def provider(self, certificate="server", host="localhost", authority="ca.pem"):
    """A house whose texts go to a provider of its own, and that provider."""
    house, folder = self.house(), certificates()
    server = RunningServer("sms_providers.py", "--provider", "twilio", "--credentials", "AC1:x",
                           "--certificates", folder, "--certificate", certificate)
    self.addCleanup(server.stop)
    house.set(sms=f"twilio://AC1:canary-of-sms@{host}:{server.port}?from=ACME"
                  f"&ca_file={folder}/{authority}")
    return house, server

  def test_a_provider_that_is_there(self):
    house, server = self.provider()
    report = house.doctor("--strict")
    self.assertEqual((report.above_ok(), report.status), (set(), 0), report.text)
    self.assertTrue(report.of("sms", "ok"))
    self.assertEqual(server.get("/messages"), [])

  def test_a_provider_with_a_bad_certificate(self):
    for certificate, english, french in (
        ("wrong-name", "is for another name", "à un autre nom"),
        ("expired", "is not valid now", "n’est pas en cours de validité"),
        ("self-signed", "nobody we trust", "nul à qui nous nous fions")):
      house, _ = self.provider(certificate)
      self.finds(house, "sms", "error", english, french)

  def test_a_provider_that_is_not_there(self):
    house = self.house()
    house.set(sms=f"messagebird://canary-of-sms@localhost:{free_port()}?from=ACME")
    self.finds(house, "sms", "error", "nobody listens at", "personne n’écoute")

  def test_a_provider_without_a_sender(self):
    house = self.house()
    house.set(sms="twilio://AC1:canary-of-sms@default")
    self.finds(house, "sms", "error", "sms.from: missing", "sms.from : manque")


class Push(Case):
  def with_key(self, subject="mailto:it@example.org", **more):
    house = self.house()
    subprocess.run([TOOL, "vapid", "generate", house.folder / "vapid.pem"], check=True,
                   capture_output=True)
    settings = {"keys": ["vapid.pem"]} | more
    if subject:
      settings["subject"] = subject
    house.set(webpush=settings)
    return house

  def test_keys_that_sign(self):
    report = self.with_key().doctor("--strict")
    self.assertEqual((report.above_ok(), report.status), (set(), 0), report.text)
    self.assertTrue(report.of("webpush.keys", "ok"))

  def test_a_key_that_others_can_read(self):
    house = self.with_key()
    (house.folder / "vapid.pem").chmod(0o644)
    self.finds(house, "webpush.keys", "error", "has mode 0644: others can read", "a le mode 0644")

  def test_a_key_that_is_none(self):
    house = self.with_key()
    (house.folder / "vapid.pem").write_text("not a key\n")
    self.finds(house, "webpush.keys", "error", "vapid.pem: ", "vapid.pem : ")

  def test_a_key_that_is_not_there(self):
    house = self.with_key(keys=["none.pem"])
    self.finds(house, "webpush.keys", "error", "none.pem does not exist", "n’existe pas")

  def test_no_subject(self):
    self.finds(self.with_key(subject=None), "configuration", "error",
               "webpush.subject: missing", "webpush.subject : manque")

  def test_a_subject_nobody_can_write_to(self):
    self.finds(self.with_key(subject="mailto:root@localhost"), "webpush.subject", "error",
               "not a domain name with a dot", "webpush.subject")
