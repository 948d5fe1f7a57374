# SPDX-License-Identifier: MIT
"""What a Mercure hub of ours demands of a publication, stricter than the specification."""

import re
import unicodedata
import urllib.parse
from dataclasses import dataclass

from http_wire import Malformed
from jwt_check import InvalidToken
from mercure_grants import check_grant, publisher_claims

PATH = "/.well-known/mercure"
STREAMS = PATH + "/subscriptions/"
FORM = "application/x-www-form-urlencoded"
USER_ID_LIMIT = 128  # octets
FIELDS = ("topic", "data", "private", "id", "type", "retry")
TOPIC = re.compile(r"user/((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)/notifications")
UUID_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ESCAPES = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*", re.DOTALL)


@dataclass
class Refusal(Exception):
  status: int
  reason: str


def judged(request, terms, now):
  """The fields and the claims of a good publication; otherwise raises a `Refusal`."""
  try:
    _check_address(request)
    claims = _claims(request, terms, now)
    fields = _fields(request)
  except Malformed as error:
    raise Refusal(400, str(error)) from None
  _check_fields(fields)
  _check_grant(claims, fields["topic"], terms)
  return fields, claims


def ended(request, terms, now):
  """The topic whose streams a good request ends; otherwise raises a `Refusal`."""
  if not terms.ends_streams:
    raise Refusal(404, "no such path")
  topic = _decoded(request.target.removeprefix(STREAMS).encode())
  if urllib.parse.quote(topic, safe="") != request.target.removeprefix(STREAMS):
    raise Refusal(400, "topic is not percent-encoded canonically")
  _check_topic(topic)
  _check_grant(_claims(request, terms, now), topic, terms)
  return topic


def _check_address(request):
  path, question, _ = request.target.partition("?")
  if path != PATH:
    raise Refusal(404, "no such path")
  if question:
    raise Refusal(400, "query in the address")
  if request.method != "POST":
    raise Refusal(405, "method is not POST")
  if request.header("expect") is not None:
    raise Refusal(400, "expect header")


def _claims(request, terms, now):
  scheme, _, token = (request.header("authorization") or "").partition(" ")
  if scheme.lower() != "bearer":
    raise Refusal(401, "no bearer token")
  try:
    return publisher_claims(token, terms, now)
  except InvalidToken as error:
    raise Refusal(401, str(error)) from None


def _check_grant(claims, topic, terms):
  try:
    check_grant(claims, topic, terms)
  except InvalidToken as error:
    raise Refusal(401, str(error)) from None


def _fields(request):
  content_type = (request.header("content-type") or "").partition(";")[0].strip().lower()
  if content_type != FORM:
    raise Refusal(400, "content type is not a form")
  fields = {}
  for pair in request.body.split(b"&"):
    name, equals, value = (_decoded(part) for part in pair.partition(b"="))
    if not equals or name not in FIELDS:
      raise Refusal(400, f"unknown field {name!r}")
    if name in fields:
      raise Refusal(400, f"more than one {name}")
    fields[name] = value
  return fields


def _decoded(octets):
  try:
    text = octets.decode("ascii")
    if not ESCAPES.fullmatch(text):
      raise ValueError
    return urllib.parse.unquote_to_bytes(text.replace("+", " ")).decode()
  except ValueError:
    raise Refusal(400, "form encoding") from None


def _check_fields(fields):
  for name in ("topic", "data", "private", "id"):
    if name not in fields:
      raise Refusal(400, f"{name} is missing")
  if fields["private"] != "on":
    raise Refusal(400, "private is not on")
  _check_topic(fields["topic"])
  _check_id(fields["id"])
  _check_type(fields.get("type"))
  if not re.fullmatch("[0-9]+", fields.get("retry", "0")):
    raise Refusal(400, "retry is not digits")


def _check_topic(topic):
  match = TOPIC.fullmatch(topic)
  if not match:
    raise Refusal(400, "topic form")
  octets = urllib.parse.unquote_to_bytes(match[1])
  try:
    user = octets.decode()
  except ValueError:
    raise Refusal(400, "user id is not UTF-8") from None
  if urllib.parse.quote(user, safe="") != match[1]:
    raise Refusal(400, "topic is not percent-encoded canonically")
  if user in (".", "..") or len(octets) > USER_ID_LIMIT or _has_controls(user):
    raise Refusal(400, "user id")


def _check_id(identifier):
  if identifier.startswith("#"):
    raise Refusal(400, "id starts with #")
  if _has_controls(identifier):
    raise Refusal(400, "id holds control characters")
  if not UUID_URN.fullmatch(identifier):
    raise Refusal(400, "id is not urn:uuid:")


def _check_type(name):
  if name is not None and _has_controls(name):
    raise Refusal(400, "type holds control characters")
  if name is not None and name.lower() == "mercure":
    raise Refusal(400, "type is mercure")


def _has_controls(text):
  return any(unicodedata.category(character) in ("Cc", "Cf") for character in text)

