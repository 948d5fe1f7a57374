# SPDX-License-Identifier: MIT
"""What three SMS providers ask of a request, and what they answer: their documentation, small."""

import base64
import hashlib
import hmac
import itertools
import json
import re
import urllib.parse
import uuid

BASIC = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")
EXTENSION = set("\f^{}\\[~]|€")
NUMBER = re.compile(r"\+[1-9][0-9]{7,14}")
FORM = "application/x-www-form-urlencoded"


class Refusal(Exception):
  """A status, and the provider's own document."""

  def __init__(self, status, document):
    super().__init__(json.dumps(document))
    self.status, self.document = status, document


def parts(text):
  """How many messages a text becomes (3GPP TS 23.038 and 23.040)."""
  units = sum(2 if c in EXTENSION else 1 for c in text)
  single, part = 160, 153
  if not all(c in BASIC or c in EXTENSION for c in text):
    units, single, part = len(text.encode("utf-16-le")) // 2, 70, 67
  return 1 if units <= single else -(-units // part)


def form(request, names):
  """The fields of a form: just these, each once."""
  if (request.header("content-type") or "").partition(";")[0] != FORM:
    raise ValueError("content-type")
  fields = urllib.parse.parse_qsl(request.body.decode(), keep_blank_values=True,
                                  strict_parsing=True, errors="strict")
  if sorted(name for name, _ in fields) != sorted(names):
    raise ValueError(f"fields {[name for name, _ in fields]}")
  return dict(fields)


def same(given, wanted):
  return hmac.compare_digest((given or "").encode(), wanted.encode())


class Twilio:
  """Basic authentication, a form, 201 with a sid."""

  def __init__(self, credentials):
    self._sid, self._token = credentials
    self._path = f"/2010-04-01/Accounts/{self._sid}/Messages.json"

  def judge(self, request, _):
    wanted = "Basic " + base64.b64encode(f"{self._sid}:{self._token}".encode()).decode()
    if not same(request.header("authorization"), wanted):
      raise self._refusal(401, 20003, "Authenticate")
    if (request.method, request.target) != ("POST", self._path):
      raise self._refusal(404, 20404, f"The requested resource {request.target} was not found")
    try:
      fields = form(request, ("From", "To", "Body"))
    except ValueError as error:
      raise self._refusal(400, 21600, f"Not a form of this API: {error}") from None
    if not NUMBER.fullmatch(fields["To"]):
      raise self._refusal(400, 21211, f"Invalid 'To' Phone Number: {fields['To']}")
    if not 1 <= len(fields["Body"]) <= 1600:
      raise self._refusal(400, 21617, "The concatenated message body exceeds the 1600 limit")
    sid = f"SM{uuid.uuid4().hex}"
    message = {"id": sid, "to": fields["To"], "from": fields["From"], "text": fields["Body"]}
    return 201, {
      "sid": sid, "account_sid": self._sid, "status": "queued", "direction": "outbound-api",
      "to": fields["To"], "from": fields["From"], "body": fields["Body"],
      "num_segments": str(parts(fields["Body"])), "num_media": "0", "price": None,
      "price_unit": "USD", "error_code": None, "error_message": None,
      "uri": f"/2010-04-01/Accounts/{self._sid}/Messages/{sid}.json"}, message

  @staticmethod
  def _refusal(status, code, text):
    return Refusal(status, {"code": code, "message": text, "status": status,
                            "more_info": f"https://www.twilio.com/docs/errors/{code}"})


class OVHcloud:
  """A signature over the request and their time, a JSON document, 200 with ids and receivers."""

  WINDOW = 30  # seconds
  NEEDED = {"charset", "class", "message", "noStopClause", "priority", "receivers"}
  SENDERS = {"sender", "senderForResponse"}

  def __init__(self, credentials):
    self._application, self._secret, self._consumer, service = credentials
    self._path = f"/1.0/sms/{service}/jobs"
    self._ids = itertools.count(1000)

  def judge(self, request, now):
    if (request.method, request.target) == ("GET", "/1.0/auth/time"):
      return 200, int(now), None
    if (request.method, request.target) != ("POST", self._path):
      raise self._refusal(404, "NOT_FOUND", "This service does not exist")
    self._check(request, now)
    try:
      document = json.loads(request.body)
      (number,) = document["receivers"]
      extra = set(document) - self.NEEDED - self.SENDERS - {"coding"}
      if extra or self.NEEDED - set(document) or len(self.SENDERS & set(document)) != 1:
        raise ValueError(f"members {sorted(document)}")
    except (ValueError, TypeError, KeyError) as error:
      raise self._refusal(400, "INVALID_ARGUMENT", f"[parameters] {error}") from None
    good = bool(NUMBER.fullmatch(number))
    number_id = next(self._ids)
    message = {"id": str(number_id), "to": number, "from": document.get("sender"),
               "text": document["message"], "stop": not document["noStopClause"],
               "coding": document.get("coding")}
    return 200, {
      "totalCreditsRemoved": parts(document["message"]) if good else 0,
      "invalidReceivers": [] if good else [number], "validReceivers": [number] if good else [],
      "ids": [number_id] if good else [], "tag": None}, message if good else None

  def _check(self, request, now):
    if not same(request.header("x-ovh-application"), self._application):
      raise self._refusal(403, "INVALID_KEY", "This application key is invalid")
    if not same(request.header("x-ovh-consumer"), self._consumer):
      raise self._refusal(403, "INVALID_CREDENTIAL", "This credential is not valid")
    time = request.header("x-ovh-timestamp") or ""
    if not time.isdigit() or abs(int(time) - now) > self.WINDOW:
      raise self._refusal(400, "QUERY_TIME_OUT", "Query out of time")
    url = f"https://{request.header('host')}{request.target}"
    signed = "+".join((self._secret, self._consumer, request.method, url, request.body.decode(),
                       time))
    if not same(request.header("x-ovh-signature"),
                "$1$" + hashlib.sha1(signed.encode()).hexdigest()):
      raise self._refusal(400, "INVALID_SIGNATURE", "Invalid signature")

  @staticmethod
  def _refusal(status, code, text):
    return Refusal(status, {"errorCode": code, "httpCode": str(status), "message": text})


class MessageBird:
  """An access key, a form, 201 with an id and who it was sent to."""

  def __init__(self, credentials):
    (self._key,) = credentials

  def judge(self, request, _):
    if not same(request.header("authorization"), f"AccessKey {self._key}"):
      raise self._refusal(401, 2, "Request not allowed (incorrect access_key)", "access_key")
    if (request.method, request.target) != ("POST", "/messages"):
      raise self._refusal(404, 20, "message not found", None)
    try:
      fields = form(request, ("originator", "recipients", "body", "datacoding"))
    except ValueError as error:
      raise self._refusal(422, 9, str(error), "body") from None
    if not NUMBER.fullmatch(fields["recipients"]):
      raise self._refusal(422, 9, "no (correct) recipients found", "recipients")
    if fields["datacoding"] not in ("auto", "plain", "unicode"):
      raise self._refusal(422, 10, "datacoding is invalid", "datacoding")
    identifier = uuid.uuid4().hex
    message = {"id": identifier, "to": fields["recipients"], "from": fields["originator"],
               "text": fields["body"], "coding": fields["datacoding"]}
    item = {"recipient": int(fields["recipients"][1:]), "status": "sent",
            "statusDatetime": "2026-01-01T00:00:00+00:00",
            "messagePartCount": parts(fields["body"])}
    return 201, {
      "id": identifier, "href": f"https://rest.messagebird.com/messages/{identifier}",
      "direction": "mt", "type": "sms", "originator": fields["originator"],
      "body": fields["body"], "reference": None, "datacoding": fields["datacoding"],
      "recipients": {"totalCount": 1, "totalSentCount": 1, "totalDeliveredCount": 0,
                     "totalDeliveryFailedCount": 0, "items": [item]}}, message

  @staticmethod
  def _refusal(status, code, text, parameter):
    return Refusal(status, {"errors": [{"code": code, "description": text,
                                        "parameter": parameter}]})


# Each with what it is told on the command line.
PROVIDERS = {"twilio": (Twilio, ("SID", "TOKEN")),
             "ovhcloud": (OVHcloud, ("APPLICATION", "SECRET", "CONSUMER", "SERVICE")),
             "messagebird": (MessageBird, ("KEY",))}
