# SPDX-License-Identifier: MIT
"""P-256 and ECDSA with SHA-256 (FIPS 186-4): slow, for tests, and a second opinion on OpenSSL."""

import hashlib
import secrets

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
INFINITY = None


def _add(first, second):
  if first is INFINITY:
    return second
  if second is INFINITY:
    return first
  (x1, y1), (x2, y2) = first, second
  if x1 == x2 and (y1 + y2) % P == 0:
    return INFINITY
  if first == second:
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, P) % P
  else:
    slope = (y2 - y1) * pow(x2 - x1, -1, P) % P
  x = (slope * slope - x1 - x2) % P
  return x, (slope * (x1 - x) - y1) % P


def _times(scalar, point):
  sum_, double = INFINITY, point
  while scalar:
    if scalar & 1:
      sum_ = _add(sum_, double)
    double = _add(double, double)
    scalar >>= 1
  return sum_


def _hash(message):
  return int.from_bytes(hashlib.sha256(message).digest(), "big")


def _octets(number):
  return number.to_bytes(32, "big")


def private_key():
  return 1 + secrets.randbelow(N - 1)


def public_key(private):
  """The uncompressed point, 65 octets."""
  x, y = _times(private, G)
  return b"\4" + _octets(x) + _octets(y)


def point(octets):
  """The point of 65 octets; ValueError for what is none of the curve."""
  x, y = int.from_bytes(octets[1:33], "big"), int.from_bytes(octets[33:], "big")
  on_curve = (y * y - x * x * x + 3 * x - B) % P == 0
  if len(octets) != 65 or octets[0] != 4 or x >= P or y >= P or not on_curve:
    raise ValueError("not a point of P-256")
  return x, y


def sign(private, message):
  """r and s, 64 octets."""
  while True:
    nonce = private_key()
    r = _times(nonce, G)[0] % N
    s = pow(nonce, -1, N) * (_hash(message) + r * private) % N
    if r and s:
      return _octets(r) + _octets(s)


def verifies(public, message, signature):
  r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
  if len(signature) != 64 or not 0 < r < N or not 0 < s < N:
    return False
  inverse = pow(s, -1, N)
  found = _add(_times(_hash(message) * inverse % N, G), _times(r * inverse % N, point(public)))
  return found is not INFINITY and found[0] % N == r
