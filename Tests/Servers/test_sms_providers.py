# SPDX-License-Identifier: MIT
"""The providers take what their documentation takes, refuse the rest in their own words, and
misbehave on order."""

import base64
import hashlib
import http.client
import json
import ssl
import subprocess
import tempfile
import time
import unittest
import urllib.parse

from running_server import HERE, PATIENCE, RunningServer

NUMBER, TEXT = "+33612345678", "Élue : 5 € & plus + d’infos"
CREDENTIALS = {"twilio": "AC1:token", "ovhcloud": "app:secret:consumer:sms-ab1-1",
               "messagebird": "key"}


class Providers(unittest.TestCase):
  name = "twilio"
  options = ()

  @classmethod
  def setUpClass(cls):
    cls.folder = tempfile.TemporaryDirectory()
    subprocess.run([HERE / "certificates", cls.folder.name], check=True)
    cls.trust = ssl.create_default_context(cafile=f"{cls.folder.name}/ca.pem")
    cls.server = RunningServer(
      "sms_providers.py", "--provider", cls.name, "--credentials", CREDENTIALS[cls.name],
      "--certificates", cls.folder.name, *cls.options)

  @classmethod
  def tearDownClass(cls):
    cls.server.stop()
    cls.folder.cleanup()

  def setUp(self):
    self.server.reset()

  def ask(self, method, path, body="", headers=None, timeout=PATIENCE):
    """Status and document of the answer."""
    connection = http.client.HTTPSConnection(
      "127.0.0.1", self.server.port, context=self.trust, timeout=timeout)
    self.addCleanup(connection.close)
    connection.request(method, path, body.encode(), headers or {})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())

  def refused(self, answer, status, word):
    self.assertEqual(answer[0], status)
    self.assertIn(word, json.dumps(answer[1]))
    self.assertEqual(self.server.get("/messages"), [])
    self.assertEqual(len(self.server.get("/refusals")), 1)

  def kept(self, **members):
    (message,) = self.server.get("/messages")
    self.assertEqual(members, {name: message[name] for name in members})


class TwilioServer(Providers):
  PATH = "/2010-04-01/Accounts/AC1/Messages.json"

  def send(self, to=NUMBER, login="AC1:token", path=PATH, timeout=PATIENCE, **more):
    fields = {"From": "ACME", "To": to, "Body": TEXT} | more
    return self.ask("POST", path, urllib.parse.urlencode(fields), {
      "Authorization": "Basic " + base64.b64encode(login.encode()).decode(),
      "Content-Type": "application/x-www-form-urlencoded"}, timeout)

  def test_a_text_is_taken_and_kept(self):
    status, document = self.send()
    self.assertEqual((status, document["num_segments"]), (201, "1"))
    self.kept(id=document["sid"], to=NUMBER, text=TEXT, answered=True, **{"from": "ACME"})

  def test_a_wrong_token_or_account_is_refused(self):
    self.refused(self.send(login="AC1:wrong"), 401, "20003")
    self.server.reset()
    self.refused(self.send(path="/2010-04-01/Accounts/AC2/Messages.json"), 404, "20404")

  def test_what_is_no_number_and_what_is_no_form_is_refused(self):
    self.refused(self.send(to="0612345678"), 400, "21211")
    self.server.reset()
    self.refused(self.send(MediaUrl="https://example.org"), 400, "21600")

  def test_a_lost_request_is_not_kept_and_a_lost_answer_is(self):
    for at, kept in (("request", 0), ("answer", 1)):
      self.server.reset()
      self.server.order({"at": at, "action": "reset"})
      with self.assertRaises(OSError):
        self.send()
      count = self.server.get("/count")
      self.assertEqual((count["messages"], count["answered"]), (kept, 0))

  def test_every_fault_spoils_the_answer(self):
    for action, error in (("half", Exception), ("garbage", Exception), ("silence", OSError),
                          ("wrong_length", Exception), ("flood", Exception)):
      with self.subTest(action):
        self.server.reset()
        self.server.order({"at": "answer", "action": action})
        with self.assertRaises(error):
          self.send(timeout=1)
        self.assertEqual(self.server.get("/count")["messages"], 1)

  def test_a_status_on_order_has_its_document(self):
    text = json.dumps({"code": 21610, "message": "unsubscribed"})
    self.server.order({"at": "request", "action": "status", "status": 400, "text": text})
    self.assertEqual(self.send(), (400, json.loads(text)))
    self.assertEqual(self.send()[0], 201)

  def test_the_parts_of_a_long_text(self):
    for text, parts in (("a" * 160, 1), ("a" * 161, 2), ("ê" * 70, 1), ("ê" * 71, 2),
                        ("€" * 80, 1), ("€" * 81, 2)):
      self.assertEqual(self.send(Body=text)[1]["num_segments"], str(parts))


class OVHcloudServer(Providers):
  name = "ovhcloud"
  options = ("--skew", "7200")
  PATH = "/1.0/sms/sms-ab1-1/jobs"

  def send(self, to=NUMBER, late=0, secret="secret", **headers):
    body = json.dumps({"charset": "UTF-8", "class": "phoneDisplay", "message": TEXT,
                       "noStopClause": True, "priority": "high", "receivers": [to],
                       "senderForResponse": True})
    moment = str(int(time.time()) + 7200 - late)
    url = f"https://127.0.0.1:{self.server.port}{self.PATH}"
    signed = "+".join((secret, "consumer", "POST", url, body, moment))
    return self.ask("POST", self.PATH, body, {
      "Content-Type": "application/json", "X-Ovh-Application": "app",
      "X-Ovh-Consumer": "consumer", "X-Ovh-Timestamp": moment,
      "X-Ovh-Signature": "$1$" + hashlib.sha1(signed.encode()).hexdigest()} | headers)

  def test_it_tells_its_own_time(self):
    status, moment = self.ask("GET", "/1.0/auth/time")
    self.assertEqual(status, 200)
    self.assertLess(abs(moment - time.time() - 7200), 30)

  def test_a_signed_text_is_taken_and_kept(self):
    status, document = self.send()
    self.assertEqual((status, document["validReceivers"]), (200, [NUMBER]))
    self.kept(id=str(document["ids"][0]), to=NUMBER, text=TEXT, stop=False)

  def test_a_number_that_is_none_is_among_the_invalid(self):
    status, document = self.send(to="0612345678")
    self.assertEqual((status, document["ids"], document["invalidReceivers"]),
                     (200, [], ["0612345678"]))
    self.assertEqual(self.server.get("/messages"), [])

  def test_a_signature_is_recomputed_and_its_time_looked_at(self):
    self.refused(self.send(secret="wrong"), 400, "INVALID_SIGNATURE")
    for late in (90, -90):
      self.server.reset()
      self.refused(self.send(late=late), 400, "QUERY_TIME_OUT")
    self.server.reset()
    self.refused(self.send(**{"X-Ovh-Consumer": "other"}), 403, "INVALID_CREDENTIAL")
    self.server.reset()
    self.refused(self.send(**{"X-Ovh-Application": "other"}), 403, "INVALID_KEY")


class MessageBirdServer(Providers):
  name = "messagebird"

  def send(self, to=NUMBER, key="key"):
    fields = {"originator": "ACME", "recipients": to, "body": TEXT, "datacoding": "auto"}
    return self.ask("POST", "/messages", urllib.parse.urlencode(fields), {
      "Authorization": f"AccessKey {key}", "Content-Type": "application/x-www-form-urlencoded"})

  def test_a_text_is_taken_and_kept(self):
    status, document = self.send()
    self.assertEqual((status, document["recipients"]["totalSentCount"]), (201, 1))
    self.kept(id=document["id"], to=NUMBER, text=TEXT)

  def test_a_wrong_key_and_a_wrong_number_are_refused(self):
    self.refused(self.send(key="wrong"), 401, "incorrect access_key")
    self.server.reset()
    self.refused(self.send(to="12"), 422, "no (correct) recipients found")


# What three providers have in common has no cases of its own.
del Providers
