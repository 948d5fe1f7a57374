# SPDX-License-Identifier: MIT
"""What may be wrong between the library, the hub and the pages."""

from case import Case, certificates
from front import Front
from our_hub import free_port
from running_server import RunningServer

OTHER = "x" * 43


class Fronted(Case):
  def front(self, house, **faults):
    front = Front(house.hub.port, **faults)
    self.addCleanup(front.close)
    return front


class Hub(Case):
  def other_key(self, house):
    file = house.folder / "other.key"
    file.touch(0o600)
    file.write_text(OTHER)
    return file

  def test_a_hub_that_is_down(self):
    house = self.house()
    house.set(realtime=house.realtime(free_port()))
    self.finds(house, "hub.publish", "error", "nobody listens at", "personne n’écoute")

  def test_another_publisher_key(self):
    house = self.house()
    key = self.other_key(house)
    house.set(realtime=house.realtime(house.hub.port, f"?key_file={key}"))
    self.finds(house, "hub.publish", "error", "answered 401: the publisher key differs",
               "la clé de publication n’est pas la sienne")

  def test_another_subscriber_key(self):
    house = self.house()
    key = self.other_key(house)
    house.set(realtime=house.realtime(house.hub.port, f"?subscriber_key_file={key}"))
    self.finds(house, "hub.subscribe", "error", "answered 401: the subscriber key differs",
               "la clé d’abonné n’est pas la sienne")

  def test_two_keys_that_were_exchanged(self):
    house = self.house()
    one, two = (house.keys / f"hub-{name}.key" for name in ("subscribe", "publish"))
    house.set(realtime=house.realtime(
      house.hub.port, f"?key_file={one}&subscriber_key_file={two}"))
    self.finds(house, "hub.publish", "error", "the two keys are exchanged", "échangées",
               also=["hub.subscribe"])

  def test_a_missing_publisher_key(self):
    house = self.house()
    house.set(realtime=house.realtime(house.hub.port, "?key_file=none.key"))
    self.finds(house, "hub.keys", "error", "none.key does not exist", "n’existe pas")

  def test_another_path(self):
    house = self.house()
    house.set(realtime=house.realtime(house.hub.port, path="/hub"))
    self.finds(house, "hub.publish", "error", "answered 404: there is no hub at",
               "il n’y a pas de hub", also=["hub.subscribe"])

  def test_the_other_protocol(self):
    house = self.house()
    house.set(realtime=house.realtime(house.hub.port, "?protocol=1"))
    report = self.finds(house, "hub.publish", "error", "the other version of the protocol",
                        "l’autre version du protocole", also=["hub.subscribe"])
    self.assertIn("protocol=0", report.of("hub.publish")[0]["advice"])

  def test_a_hub_that_never_answers(self):
    house = self.house(hub=False, sink=None)
    silent = RunningServer("smtp_sink.py")
    self.addCleanup(silent.stop)
    silent.order({"at": "connect", "action": "silence", "times": -1})
    for name in ("publish", "subscribe"):
      (house.keys / f"hub-{name}.key").touch(0o600)
      (house.keys / f"hub-{name}.key").write_text(name * 8)
    house.set(realtime=house.realtime(silent.port), mailer=f"smtp://127.0.0.1:{silent.port}"
              "?from=bo@example.org")
    report = house.doctor()
    self.assertEqual(report.above_ok(), {"hub.publish", "mailer"}, report.text)
    self.assertIn("does not answer", report.of("hub.publish")[0]["sentence"])
    self.assertIn("does not answer", report.of("mailer")[0]["sentence"])


class Certificates(Case):
  @classmethod
  def setUpClass(cls):
    cls.folder = certificates()

  def tls(self, name, english, french, ca="ca.pem"):
    house = self.house()
    server = RunningServer("hub.py", "--key", OTHER, "--tls", "--cert", self.folder / f"{name}.pem",
                           "--key-file", self.folder / f"{name}.key")
    self.addCleanup(server.stop)
    house.set(realtime=house.realtime(server.port, f"?ca_file={self.folder / ca}" if ca else "")
              .replace("mercure+http:", "mercure+https:"))
    self.finds(house, "hub.publish", "error", english, french)

  def test_a_certificate_of_another_name(self):
    self.tls("wrong-name", "is for another name", "à un autre nom")

  def test_a_certificate_that_has_expired(self):
    self.tls("expired", "is not valid now", "en cours de validité")

  def test_a_certificate_that_nobody_signed(self):
    self.tls("self-signed", "nobody we trust", "nul à qui")

  def test_a_certificate_of_an_authority_nobody_named(self):
    self.tls("server", "nobody we trust", "nul à qui", ca=None)


class Pages(Fronted):
  def public(self, house, port, options=""):
    public = f"http://127.0.0.1:{port}/.well-known/mercure"
    house.set(realtime=house.realtime(house.hub.port, f"?public={public}{options}"))

  def test_a_public_address_that_works(self):
    house = self.house()
    self.public(house, self.front(house).port)
    report = house.doctor("--strict")
    self.assertEqual((report.above_ok(), report.status), (set(), 0), report.text)

  def test_a_web_server_that_holds_streams_back(self):
    house = self.house()
    self.public(house, self.front(house, holds=True).port)
    self.finds(house, "hub.page", "error", "does not bring the update", "n’apporte pas",
               is_slow=True)

  def test_a_web_server_that_keeps_cookies(self):
    house = self.house()
    self.public(house, self.front(house, keeps=True).port)
    self.finds(house, "hub.page", "error", "answers 401 to a page's cookie", "cookie d’une page")

  def test_a_web_server_that_sends_elsewhere(self):
    house = self.house()
    self.public(house, self.front(house, moves=True).port)
    self.finds(house, "hub.page", "error", "sends us elsewhere", "renvoie ailleurs")

  def test_pages_of_an_origin_that_the_hub_does_not_list(self):
    house = self.house()
    house.set(origin="http://127.0.0.1:9")
    self.finds(house, "hub.page", "error", "does not open its streams to pages of",
               "n’ouvre pas ses flux")

  def test_a_public_host_under_another_name_than_the_pages(self):
    house = self.house()
    house.set(origin=house.origin.replace("127.0.0.1", "localhost"), hub=house.document["hub"] | {
      "origins": [house.origin.replace("127.0.0.1", "localhost")]})
    self.finds(house, "sites", "error", "never goes to the hub", "n’ira pas au hub",
               also=["hub.page"])

  def test_a_public_host_of_the_same_site_without_its_cookie(self):
    house = self.house()
    public = f"https://hub.site.localhost:{free_port()}/.well-known/mercure"
    house.set(origin="https://bo.site.localhost",
              realtime=house.realtime(house.hub.port, f"?public={public}"))
    report = self.finds(house, "sites", "error", "never goes to the hub", "n’ira pas au hub",
                        also=["hub.page"])
    self.assertIn("cookie_domain=site.localhost", report.of("sites")[0]["advice"])

  def test_a_cookie_for_somebody_else_s_domain(self):
    house = self.house()
    public = f"https://hub.site.localhost:{free_port()}/.well-known/mercure"
    house.set(origin="https://bo.other.localhost", realtime=house.realtime(
      house.hub.port, f"?public={public}&cookie_domain=site.localhost"))
    self.finds(house, "sites", "error", "cannot set a cookie for site.localhost",
               "ne peuvent poser de cookie", also=["hub.page"])

  def test_a_public_address_that_leads_browsers_to_themselves(self):
    house = self.house()
    house.set(origin="https://bo.example.org")
    self.finds(house, "sites", "error", "on their own machine", "leur propre machine",
               also=["hub.page"])

  def test_a_clock_that_is_wrong(self):
    house = self.house()
    for skew, english in ((300, "s behind 127.0.0.1"), (-300, "s ahead of 127.0.0.1")):
      front = self.front(house, skew=skew)
      house.set(realtime=house.realtime(front.port))
      self.finds(house, "clock", "error", english, "l’horloge")
