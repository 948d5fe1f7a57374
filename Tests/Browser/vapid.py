# SPDX-License-Identifier: MIT
"""VAPID (RFC 8292): the Authorization header of an application server, made and judged."""

import base64
import json
import re
import time

import p256

LONGEST = 24 * 3600  # seconds (RFC 8292, 2)
FORM = re.compile(r"vapid t=([\w-]+\.[\w-]+)\.([\w-]+), ?k=([\w-]+)", re.ASCII)


class Refused(Exception):
  """Why a header is refused, in a few words."""


def encoded(octets):
  return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def decoded(text):
  octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
  if encoded(octets) != text:
    raise ValueError("not canonical base64url")
  return octets


def header(private, audience, subject="mailto:tests@example.org"):
  claims = {"aud": audience, "exp": int(time.time()) + 3600, "sub": subject}
  parts = [{"typ": "JWT", "alg": "ES256"}, claims]
  signed = ".".join(encoded(json.dumps(part).encode()) for part in parts)
  signature = encoded(p256.sign(private, signed.encode()))
  return f"vapid t={signed}.{signature}, k={encoded(p256.public_key(private))}"


class Judge:
  """Verifies headers for one audience; a token seen before costs nothing."""

  def __init__(self, audience):
    self._audience = audience
    self._known = {}

  def key(self, authorization):
    """The public key, in base64url, that signed a header; or Refused."""
    match = FORM.fullmatch(authorization or "")
    if not match:
      raise Refused("Authorization is not of the scheme vapid")
    if authorization not in self._known:
      self._known[authorization] = self._judged(*match.groups())
    return self._known[authorization]

  def _judged(self, signed, signature, key):
    try:
      head, claims = (json.loads(decoded(part)) for part in signed.split("."))
      good = p256.verifies(decoded(key), signed.encode(), decoded(signature))
    except ValueError as error:
      raise Refused(f"token: {error}") from None
    if head.get("alg") != "ES256" or not good:
      raise Refused("signature")
    if claims.get("aud") != self._audience:
      raise Refused(f"aud is not {self._audience}")
    if not 0 < claims.get("exp", 0) - time.time() <= LONGEST:
      raise Refused("exp is not within 24 hours")
    if not claims.get("sub", "").startswith(("mailto:", "https:")):
      raise Refused("sub is no contact")
    return key
