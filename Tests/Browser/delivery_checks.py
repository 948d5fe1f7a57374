# SPDX-License-Identifier: MIT
"""What the library encrypts arrives in Firefox octet for octet; what is not for it does not."""

import json
import os

import p256
import vapid
from checks import quiet

CONTRACT = {
  "id": "0199aaaa-0000-7000-8000-000000000001", "type": "user.promoted_to_minister",
  "severity": "success", "ack": "dG9rZW4", "data": {"targetUrl": "/admin/ministers/42"},
  "notification": {"title": "Promotion", "body": "Jeanne est ministre de l’Agriculture.",
                   "lang": "fr", "tag": "0199aaaa-0000-7000-8000-000000000001"},
}
LONGEST = 3993  # octets (RFC 8291, 4)

PAYLOADS = [
  ("no body at all", None, 0),
  ("0 octets, encrypted", b"", 0),
  ("1 octet", b"x", 0),
  ("1 octet that is zero", b"\0", 0),
  ("16 octets, a block", b"0123456789abcdef", 0),
  ("255 octets", os.urandom(255), 0),
  ("256 octets", os.urandom(256), 0),
  ("3992 octets", os.urandom(LONGEST - 1), 0),
  ("3993 octets, the most", os.urandom(LONGEST), 0),
  ("3993 octets, where padding has no place", os.urandom(LONGEST), 256),
  ("1 octet padded to 256", b"y", 256),
  ("0 octets padded to 256", b"", 256),
  ("ends in zeros and the delimiter", b"z\2\0\0\0", 256),
  ("French", "Élue à l’unanimité : « Noël où ça ? » 12 € œuvre".encode(), 0),
  ("Arabic", "تمت ترقيتك إلى منصب وزير الزراعة".encode(), 256),
  ("Chinese, Japanese, Korean", "您已晋升為農業部長。大臣に昇格しました。장관으로 승진".encode(), 0),
  ("emoji joined by ZWJ", "👩🏽‍🌾👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇫🇷".encode(), 256),
  ("combining marks", ("Z" + "\u0301\u0327\u0489" * 200).encode(), 0),
  ("around U+FFFD", "\ufffc\ufffd\ufffe\uffff\U00010000\U0010ffff\ufeff".encode(), 0),
  ("not UTF-8", b"\xff\xfe\xc0\x80\xed\xa0\x80", 0),
  ("right to left overrides", "\u202efdp.exe\u202c \u200f\u2066".encode(), 0),
  ("the contract's JSON", json.dumps(CONTRACT, ensure_ascii=False).encode(), 256),
  ("not JSON", b"{\"title\": ", 0),
  ("long text", ("Le conseil se réunit à 9 h. " * 130).encode()[:3900], 256),
]


def run(scene, checks):
  scene.visit("/collect/page")
  subscription = scene.subscribe("/collect/worker.js")
  wanted = {"endpoint", "expirationTime", "keys", "applicationServerKey", "userAgent"}
  checks.equal("the page hands over the members the library takes", set(subscription), wanted)
  checks.equal("and saves them by POST", scene.site.inbox.subscriptions[-1], subscription)
  checks.equal("with the key it subscribed with", subscription["applicationServerKey"], scene.key)
  for name, payload, padding in PAYLOADS:
    _arrives(scene, checks, subscription, name, payload, padding)
  _strangers(scene, checks, subscription)
  _refusals(scene, checks, subscription)
  scene.tests("closeAll", "/collect/")


def _last_code(scene):
  return scene.service.records.messages[-1].code


def _arrives(scene, checks, subscription, name, payload, padding):
  received = scene.site.inbox.received
  before = len(received)
  status = scene.push(subscription, payload, padding)
  if status != 201:
    return checks.equal(f"arrives: {name}", status, 201)
  checks.becomes(f"arrives: {name}", lambda: received[before:], [payload])


def _strangers(scene, checks, subscription):
  """Firefox itself says that it could not decrypt (code 101), and its worker hears nothing."""
  keys = subscription["keys"]
  foreign = vapid.encoded(p256.public_key(p256.private_key()))
  spoiled = bytearray(scene.encrypted(subscription, b"for you"))
  spoiled[-1] ^= 1
  bodies = [
    ("for another browser's key",
     scene.encrypted({"keys": keys | {"p256dh": foreign}}, b"not for you")),
    ("with another secret",
     scene.encrypted({"keys": keys | {"auth": vapid.encoded(os.urandom(16))}}, b"not for you")),
    ("with a bit flipped", bytes(spoiled)),
  ]
  before = list(scene.site.inbox.received)
  for name, body in bodies:
    scene.post(subscription["endpoint"], body)
    checks.becomes(f"not decrypted: {name}", lambda: _last_code(scene), 101)
  quiet()
  checks.equal("nothing of these reached the worker", scene.site.inbox.received, before)


def _refusals(scene, checks, subscription):
  """The push service of these tests is one: it refuses what a real one does."""
  endpoint = subscription["endpoint"]
  body = scene.encrypted(subscription, b"x")
  unknown = endpoint.rpartition("/")[0] + "/unknown"
  cases = [
    ("another application server's key", 401, (endpoint, body, p256.private_key()), {}),
    ("no Authorization", 401, (endpoint, body), {"Authorization": None}),
    ("an unknown subscription", 404, (unknown, body), {}),
    ("no TTL", 400, (endpoint, body), {"TTL": None}),
    ("a body without Content-Encoding", 400, (endpoint, body), {"Content-Encoding": "identity"}),
    ("a Topic of 33 characters", 400, (endpoint, body), {"Topic": "t" * 33}),
    ("4097 octets", 413, (endpoint, b"x" * 4097), {}),
  ]
  before = list(scene.site.inbox.received)
  for name, status, arguments, headers in cases:
    checks.equal(f"refused: {name}", scene.post(*arguments, **headers), status)
  checks.equal("nothing refused reached the worker", scene.site.inbox.received, before)
