# SPDX-License-Identifier: MIT
"""What a publisher's token may say, in both versions of the protocol: one topic, to the letter."""

from dataclasses import dataclass

from jwt_check import InvalidToken, verified_claims

LONGEST_LIFE = 300  # seconds a publisher token may still live
DETAIL = "https://mercure.rocks/authorization-detail"
MEMBERS = ("iss", "aud", "exp", "sub", "client_id", "iat", "jti", "authorization_details")


@dataclass
class Terms:
  """What the hub was started with."""
  key: bytes
  protocol: int = 0
  audience: str | None = None
  ends_streams: bool = False


def publisher_claims(token, terms, now):
  """The claims of a token that may publish something."""
  kind = "at+jwt" if terms.protocol else None
  claims = verified_claims(token, terms.key, now, LONGEST_LIFE, kind)
  if terms.protocol:
    _check_access_token(claims, terms.audience)
  return claims


def check_grant(claims, topic, terms):
  granted = _details(claims) if terms.protocol else _selectors(claims)
  for selector in granted:
    if selector == "*":
      raise InvalidToken("publish claim holds *")
    if not isinstance(selector, str) or "{" in selector:
      raise InvalidToken("publish claim holds a template")
  if topic not in granted:
    raise InvalidToken("publish claim does not list the topic")
  if granted != [topic]:
    raise InvalidToken("publish claim lists more than the topic")


def _selectors(claims):
  grant = claims.get("mercure")
  if not isinstance(grant, dict):
    raise InvalidToken("mercure claim is missing")
  if "subscribe" in grant:
    raise InvalidToken("subscribe claim in a publisher token")
  granted = grant.get("publish")
  if not isinstance(granted, list):
    raise InvalidToken("publish claim is missing")
  return granted


def _check_access_token(claims, audience):
  for name in MEMBERS:
    if name not in claims:
      raise InvalidToken(f"{name} is missing")
  for name in ("iss", "sub", "client_id", "jti"):
    if not isinstance(claims[name], str) or not claims[name]:
      raise InvalidToken(f"{name} is no text")
  if audience is not None and claims["aud"] != audience:
    raise InvalidToken("aud is another hub")


def _details(claims):
  granted = []
  for detail in claims["authorization_details"]:
    if detail.get("type") != DETAIL or detail.get("actions") != ["publish"]:
      raise InvalidToken("authorization_details of something else")
    for matcher in detail.get("topics", ()):
      if list(matcher) != ["match"]:
        raise InvalidToken("authorization_details with a pattern")
      granted.append(matcher["match"])
  return granted
