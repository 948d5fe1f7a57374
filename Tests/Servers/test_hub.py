# SPDX-License-Identifier: MIT
"""The hub takes the right publication and refuses it changed in any one respect."""

import base64
import hashlib
import hmac
import http.client
import json
import ssl
import time
import unittest
import urllib.parse

from mercure_rules import FORM, PATH
from running_server import PATIENCE, RunningServer

KEY = "a publisher key of more than 32 octets"
TOPIC = "user/42/notifications"
ID = "urn:uuid:00000000-0000-4000-8000-000000000001"


def encoded(value):
  octets = value if isinstance(value, bytes) else json.dumps(value).encode()
  return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def token(claims, header=None, key=KEY, digest=hashlib.sha256):
  signed = f"{encoded(header or {'typ': 'JWT', 'alg': 'HS256'})}.{encoded(claims)}"
  return f"{signed}.{encoded(hmac.new(key.encode(), signed.encode(), digest).digest())}"


def claims(publish=(TOPIC,), life=240, **others):
  return {"mercure": {"publish": list(publish), **others}, "exp": int(time.time()) + life}


def fields(**changes):
  """The good fields in order; a change to None leaves the field out."""
  members = {"topic": TOPIC, "data": '{"a":"b&c=d+e f%é"}', "private": "on", "id": ID} | changes
  return [(name, value) for name, value in members.items() if value is not None]


class Hub(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.hub = RunningServer("hub.py", "--key", KEY)

  @classmethod
  def tearDownClass(cls):
    cls.hub.stop()

  def setUp(self):
    self.hub.reset()
    self.connection = self.connect()
    self.addCleanup(lambda: self.connection.close())

  def connect(self, timeout=PATIENCE):
    return http.client.HTTPConnection("127.0.0.1", self.hub.port, timeout=timeout)

  def publish(self, form=None, jwt=None, method="POST", kind=FORM, target=PATH, headers=()):
    body = urllib.parse.urlencode(fields() if form is None else form)
    every = {"Content-Type": kind, "Authorization": f"Bearer {jwt or token(claims())}"}
    self.connection.request(method, target, body, every | dict(headers))
    answer = self.connection.getresponse()
    return answer.status, answer.read().decode()

  def refused(self, status, reason, **changes):
    self.assertEqual(self.publish(**changes), (status, reason))
    self.assertEqual([refusal["reason"] for refusal in self.hub.get("/refusals")], [reason])
    self.assertEqual(self.hub.get("/updates"), [])


class Publication(Hub):
  def test_the_right_one_is_accepted_and_recorded(self):
    self.assertEqual(self.publish(fields(type="created", retry="50")), (200, ID))
    (update,) = self.hub.get("/updates")
    self.assertEqual((update["topic"], update["id"], update["type"]), (TOPIC, ID, "created"))
    self.assertEqual(update["data"], '{"a":"b&c=d+e f%é"}')
    self.assertEqual(update["claims"]["mercure"], {"publish": [TOPIC]})
    self.assertTrue(update["answered"])

  def test_repeated_ids_are_counted_over_one_connection(self):
    for _ in range(3):
      self.assertEqual(self.publish()[0], 200)
    count = self.hub.get("/count")
    self.assertEqual((count["updates"], count["ids"], count["repeats"]), (3, 1, 2))
    self.assertEqual((count["repeated"], count["connections"]), ({ID: 3}, 1))

  def test_an_encoded_user_id_is_accepted(self):
    topic = "user/user%2F%7Bid%7D%C3%A9%2A/notifications"
    self.assertEqual(self.publish(fields(topic=topic), token(claims([topic])))[0], 200)


class RefusedToken(Hub):
  def test_wrong_algorithms(self):
    for header in ({"alg": "HS512"}, {"alg": "none"}, {"alg": "nOnE"}, {"typ": "JWT"}):
      self.hub.reset()
      digest = hashlib.sha512 if header.get("alg") == "HS512" else hashlib.sha256
      self.refused(401, "alg is not HS256", jwt=token(claims(), header, digest=digest))

  def test_no_signature(self):
    unsigned = token(claims()).rpartition(".")[0]
    self.refused(401, "signature", jwt=unsigned + ".")

  def test_wrong_key(self):
    self.refused(401, "signature", jwt=token(claims(), key="x" * 32))

  def test_signature_with_trailing_bits(self):
    good = token(claims())
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet[alphabet.index(good[-1]) + 1]
    self.refused(401, "signature is not canonical base64url", jwt=good[:-1] + last)

  def test_key_offered_by_the_header(self):
    header = {"alg": "HS256", "jwk": {"kty": "oct", "k": ""}}
    self.refused(401, "header holds jwk", jwt=token(claims(), header))

  def test_duplicate_member(self):
    header = b'{"alg":"none","alg":"HS256"}'
    self.refused(401, "header is not JSON", jwt=token(claims(), header))

  def test_expired(self):
    self.refused(401, "expired", jwt=token(claims(life=-1)))

  def test_no_expiry(self):
    self.refused(401, "exp is missing", jwt=token({"mercure": {"publish": [TOPIC]}}))

  def test_expiry_as_text(self):
    self.refused(401, "exp is not a number", jwt=token(claims() | {"exp": "9999999999"}))

  def test_expiry_without_bound(self):
    endless = b'{"mercure":{"publish":["user/42/notifications"]},"exp":1e400}'
    self.refused(401, "exp is not a number", jwt=token(endless))

  def test_life_too_long(self):
    self.refused(401, "exp is too far", jwt=token(claims(life=330)))

  def test_not_yet_valid(self):
    later = claims() | {"nbf": int(time.time()) + 120}
    self.refused(401, "nbf is in the future", jwt=token(later))

  def test_topic_of_somebody_else(self):
    other = token(claims(["user/43/notifications"]))
    self.refused(401, "publish claim does not list the topic", jwt=other)

  def test_everything(self):
    self.refused(401, "publish claim holds *", jwt=token(claims(["*"])))

  def test_a_template(self):
    template = token(claims(["user/{id}/notifications"]))
    self.refused(401, "publish claim holds a template", jwt=template)

  def test_more_topics_than_the_one(self):
    both = token(claims([TOPIC, "user/43/notifications"]))
    self.refused(401, "publish claim lists more than the topic", jwt=both)

  def test_subscribe_too(self):
    both = token(claims(subscribe=[TOPIC]))
    self.refused(401, "subscribe claim in a publisher token", jwt=both)

  def test_no_grant(self):
    self.refused(401, "mercure claim is missing", jwt=token({"exp": time.time() + 60}))
    self.hub.reset()
    nothing = token({"mercure": {}, "exp": time.time() + 60})
    self.refused(401, "publish claim is missing", jwt=nothing)

  def test_no_token(self):
    self.refused(401, "no bearer token", headers={"Authorization": "Basic YTpi"})


class RefusedForm(Hub):
  def test_missing_fields(self):
    for name in ("topic", "data", "private", "id"):
      self.hub.reset()
      self.refused(400, f"{name} is missing", form=fields(**{name: None}))

  def test_private_but_not_on(self):
    self.refused(400, "private is not on", form=fields(private="off"))

  def test_two_topics(self):
    self.refused(400, "more than one topic", form=fields() + [("topic", TOPIC)])

  def test_unknown_field(self):
    self.refused(400, "unknown field 'target'", form=fields(target="x"))

  def test_ids(self):
    cases = {"#1": "id starts with #", ID + "\n": "id holds control characters",
             "urn:uuid:1": "id is not urn:uuid:", "": "id is not urn:uuid:"}
    for identifier, reason in cases.items():
      self.hub.reset()
      self.refused(400, reason, form=fields(id=identifier))

  def test_types(self):
    cases = {"a\rb": "type holds control characters", "mercure": "type is mercure"}
    for name, reason in cases.items():
      self.hub.reset()
      self.refused(400, reason, form=fields(type=name))

  def test_retry(self):
    self.refused(400, "retry is not digits", form=fields(retry="5s"))

  def test_topics(self):
    canonical = "topic is not percent-encoded canonically"
    cases = {"user/a b/notifications": "topic form", "user/{id}/notifications": "topic form",
             "user/42": "topic form", "user/%41/notifications": canonical,
             "user/%2f/notifications": "topic form", "user/../notifications": "user id",
             "user/%0A/notifications": "user id", "user/%FF/notifications": "user id is not UTF-8",
             f"user/{'x' * 129}/notifications": "user id"}
    for topic, reason in cases.items():
      self.hub.reset()
      self.refused(400, reason, form=fields(topic=topic), jwt=token(claims([topic])))

  def test_request(self):
    cases = {(405, "method is not POST"): {"method": "GET"},
             (404, "no such path"): {"target": "/"},
             (400, "query in the address"): {"target": PATH + "?authorization=x"},
             (400, "content type is not a form"): {"kind": "application/json"},
             (400, "expect header"): {"headers": {"Expect": "100-continue"}}}
    for (status, reason), change in cases.items():
      self.hub.reset()
      self.refused(status, reason, **change)

  def test_octets_that_are_no_http(self):
    self.connection.connect()
    self.connection.sock.sendall(b"EHLO hub\r\n\r\n")
    self.assertIn(b" 400 ", self.connection.sock.recv(4096))
    self.assertEqual(self.hub.get("/refusals")[0]["reason"], "request line")


def publishes_over_tls(test, certificates):
  """Used by the tests that own certificates."""
  key = "base64url:" + encoded(KEY.encode())
  hub = RunningServer("hub.py", "--key", key, "--tls", "--cert", f"{certificates}/server.pem",
                      "--key-file", f"{certificates}/server.key")
  test.addCleanup(hub.stop)
  context = ssl.create_default_context(cafile=f"{certificates}/ca.pem")
  connection = http.client.HTTPSConnection("localhost", hub.port, context=context)
  test.addCleanup(connection.close)
  connection.request("POST", PATH, urllib.parse.urlencode(fields()), {
    "Content-Type": FORM, "Authorization": f"Bearer {token(claims())}"})
  test.assertEqual(connection.getresponse().status, 200)
