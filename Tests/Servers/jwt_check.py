# SPDX-License-Identifier: MIT
"""Verification of a compact JWS with HS256 (RFC 7515, 7518, 7519, 8725)."""

import base64
import hashlib
import hmac
import json
import math
import re

SECRET_MINIMUM = 32  # octets (RFC 7518, 3.2)
TOKEN_LIMIT = 8192  # octets
LEEWAY = 60  # seconds, for nbf and iat only
ALPHABET = re.compile(r"[A-Za-z0-9_-]*")
FORBIDDEN_HEADERS = ("crit", "jwk", "jku", "x5u", "x5c")


class InvalidToken(Exception):
  """Why a token is refused, in a few words."""


def verified_claims(token, key, now, longest_life, kind=None):
  """The claims of a token signed by `key` that ends within `longest_life` seconds of `now`.

  `kind` is the header's `typ`, where that matters."""
  if len(token) > TOKEN_LIMIT:
    raise InvalidToken("token too long")
  parts = token.split(".")
  if len(parts) != 3:
    raise InvalidToken("token form")
  _check_header(_json_object(parts[0], "header"), kind)
  expected = hmac.new(key, f"{parts[0]}.{parts[1]}".encode(), hashlib.sha256).digest()
  if not hmac.compare_digest(expected, _base64url(parts[2], "signature")):
    raise InvalidToken("signature")
  claims = _json_object(parts[1], "payload")
  _check_times(claims, now, longest_life)
  return claims


def _check_header(header, kind):
  if header.get("alg") != "HS256":
    raise InvalidToken("alg is not HS256")
  if kind is not None and header.get("typ") != kind:
    raise InvalidToken(f"typ is not {kind}")
  for name in FORBIDDEN_HEADERS:
    if name in header:
      raise InvalidToken(f"header holds {name}")


def _check_times(claims, now, longest_life):
  if "exp" not in claims:
    raise InvalidToken("exp is missing")
  expiry = _numeric_date(claims, "exp")
  if expiry <= now:
    raise InvalidToken("expired")
  if expiry > now + longest_life:
    raise InvalidToken("exp is too far")
  for name in ("nbf", "iat"):
    if name in claims and _numeric_date(claims, name) > now + LEEWAY:
      raise InvalidToken(f"{name} is in the future")


def _numeric_date(claims, name):
  value = claims[name]
  if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
    raise InvalidToken(f"{name} is not a number")
  return value


def _base64url(text, part):
  if not ALPHABET.fullmatch(text):
    raise InvalidToken(f"{part} is not base64url")
  try:
    octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
  except ValueError:
    raise InvalidToken(f"{part} is not base64url") from None
  if base64.urlsafe_b64encode(octets).rstrip(b"=").decode() != text:
    raise InvalidToken(f"{part} is not canonical base64url")
  return octets


def _json_object(text, part):
  octets = _base64url(text, part)
  try:
    value = json.loads(octets.decode(), object_pairs_hook=_unique, parse_constant=_refuse)
  except (ValueError, RecursionError):
    raise InvalidToken(f"{part} is not JSON") from None
  if not isinstance(value, dict):
    raise InvalidToken(f"{part} is not an object")
  return value


def _unique(pairs):
  members = dict(pairs)
  if len(members) != len(pairs):
    raise ValueError("duplicate member")
  return members


def _refuse(constant):
  raise ValueError(constant)
