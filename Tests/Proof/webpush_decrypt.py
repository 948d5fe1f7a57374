# SPDX-License-Identifier: MIT
"""Messages of random length and padding, read by http_ece; tokens of VAPID, verified by py_vapid.

Both are other people's implementations of the same standards, the browser's side of them.
"""

import base64
import ctypes
import os
import random
import sys

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from ground import Ground

LIMIT = 3993
NOW = 1_800_000_000
ENDPOINTS = ("https://push.example.net/a", "https://push.example.net:8443/b?c=d")


class Library:
  def __init__(self):
    programs = os.environ["MATINES_PROOF_PROGRAMS"]
    self.calls = ctypes.CDLL(os.path.join(programs, "libmatines.so.0"))
    self.calls.matines_error_message.restype = ctypes.c_char_p

  def check(self, status):
    if status != 0:
      raise RuntimeError(f"{status}: {self.calls.matines_error_message().decode()}")

  def encrypt(self, point, auth, text, padding):
    body = ctypes.create_string_buffer(4096)
    written = ctypes.c_size_t()
    self.check(self.calls.matines_webpush_encrypt(
      point, auth, text, ctypes.c_size_t(len(text)), ctypes.c_uint32(padding), body,
      ctypes.c_size_t(4096), ctypes.byref(written)))
    return body.raw[:written.value]

  def header(self, engine, endpoint):
    text = ctypes.c_void_p()
    self.check(self.calls.matines_vapid_header(
      engine, endpoint.encode(), None, ctypes.byref(text)))
    header = ctypes.string_at(text).decode()
    self.calls.matines_free(text)
    return header


class Browser:
  def __init__(self):
    self.key = ec.generate_private_key(ec.SECP256R1())
    numbers = self.key.public_key().public_numbers()
    self.point = b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
    self.auth = os.urandom(16)

  def open(self, body):
    return http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth)


def messages(ground, library, wanted, dice):
  browsers = [Browser() for _ in range(16)]
  for number in range(wanted):
    browser = dice.choice(browsers)
    text = dice.randbytes(dice.choice((dice.randint(0, LIMIT), dice.randint(0, 16), LIMIT)))
    padding = dice.choice((0, 256))
    body = library.encrypt(browser.point, browser.auth, text, padding)
    length = min(-(-len(text) // padding) * padding, LIMIT) if padding else len(text)
    if len(body) != length + 103 or browser.open(body) != text:
      ground.problems.append(f"message {number}: {len(text)} octets, padding {padding}")


def tokens(ground, library):
  """How many headers py_vapid verified; without the function in the library, none."""
  if not hasattr(library.calls, "matines_vapid_header"):
    return 0
  key, public = ground.folder / "vapid.pem", ctypes.create_string_buffer(88)
  library.check(library.calls.matines_vapid_generate(
    str(key).encode(), public, ctypes.c_size_t(88)))
  ground.configure("webpush", webpush={
    "subject": "mailto:it@example.org", "keys": [str(key)], "allow": {"ports": [8443]}})
  engine = ctypes.c_void_p()
  library.check(library.calls.matines_open(ground.document.read_bytes(), ctypes.byref(engine)))
  for endpoint in ENDPOINTS:
    header = library.header(engine, endpoint)
    ground.check(header.endswith(f", k={public.value.decode()}"), f"{endpoint}: another key")
    ground.check(verified(header), f"{endpoint}: py_vapid refuses the token")
    ground.check(not verified(altered(header)), f"{endpoint}: an altered token is accepted")
  library.calls.matines_close(engine)
  return len(ENDPOINTS)


def verified(header):
  """py_vapid reads the header up to its last space, which RFC 8292 (3) has behind the comma."""
  return Vapid02.verify(header.replace(", ", ","))


def altered(header):
  """The same header with one bit of its signature turned."""
  scheme, _, rest = header.partition("t=")
  token, _, end = rest.partition(",")
  head, _, signature = token.rpartition(".")
  octets = bytearray(base64.urlsafe_b64decode(signature + "=="))
  octets[40] ^= 1
  turned = base64.urlsafe_b64encode(bytes(octets)).rstrip(b"=").decode()
  return f"{scheme}t={head}.{turned},{end}"


def main(quick):
  wanted = int(os.environ.get("MESSAGES", 1_000 if quick else 10_000))
  with Ground("webpush_decrypt") as ground:
    library, seed = Library(), int.from_bytes(os.urandom(8), "little")
    messages(ground, library, wanted, random.Random(seed))
    count = tokens(ground, library)
    return ground.verdict(wanted, wanted, f"tokens={count} seed={seed}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
