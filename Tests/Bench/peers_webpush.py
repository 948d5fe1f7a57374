# SPDX-License-Identifier: MIT
"""The same work by other people's libraries, in turn with ours: peers_webpush.py LIBRARY.

What is timed is CPU, medians of five rounds; ours is called through ctypes, which adds about one
microsecond. The cryptography package brings an OpenSSL of its own.
"""

import base64
import ctypes
import os
import statistics
import sys
import time

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02
from pywebpush import WebPusher

ROUNDS, COUNT = 5, 400
PAYLOAD = bytes(i * 7 % 256 for i in range(500))
CURVE = ec.SECP256R1()
SUBJECT = "mailto:it@example.org"


class Browser:
  def __init__(self):
    self.auth = os.urandom(16)
    self.point = ec.generate_private_key(CURVE).public_key().public_bytes(
      serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


class Library:
  def __init__(self, path, browser):
    self.calls = ctypes.CDLL(path)
    self.calls.matines_error_message.restype = ctypes.c_char_p
    self.body = ctypes.create_string_buffer(4096)
    self.written = ctypes.c_size_t()
    self.message = (
      browser.point, browser.auth, PAYLOAD, ctypes.c_size_t(len(PAYLOAD)), ctypes.c_uint32(0),
      self.body, ctypes.c_size_t(4096), ctypes.byref(self.written))
    self.check(self.calls.matines_vapid_generate(
      b"vapid.pem", ctypes.create_string_buffer(88), ctypes.c_size_t(88)))
    self.engine = ctypes.c_void_p()
    self.check(self.calls.matines_open(
      f'{{"store":"memory:","webpush":{{"subject":"{SUBJECT}","keys":["vapid.pem"]}}}}'.encode(),
      ctypes.byref(self.engine)))

  def check(self, status):
    if status != 0:
      raise RuntimeError(f"{status}: {self.calls.matines_error_message().decode()}")

  def encrypt(self, _):
    self.check(self.calls.matines_webpush_encrypt(*self.message))

  def sign(self, turn):
    header = ctypes.c_void_p()
    self.check(self.calls.matines_vapid_header(
      self.engine, f"https://p{turn}.example.org/".encode(), None, ctypes.byref(header)))
    self.calls.matines_free(header)


def peers(browser):
  """Name, the figure of ours that stands beside it, and the work."""
  pusher = WebPusher({
    "endpoint": "https://push.example.org/1",
    "keys": {"p256dh": base64url(browser.point), "auth": base64url(browser.auth)}})
  vapid = Vapid02()
  vapid.generate_keys()

  def with_http_ece(_):
    http_ece.encrypt(
      PAYLOAD, private_key=ec.generate_private_key(CURVE), dh=browser.point,
      auth_secret=browser.auth)

  def with_pywebpush(_):
    pusher.encode(PAYLOAD)

  def with_py_vapid(turn):
    vapid.sign({"aud": f"https://p{turn}.example.org", "sub": SUBJECT})

  return (
    ("webpush_encrypt_http_ece", "webpush_encrypt", with_http_ece),
    ("webpush_encrypt_pywebpush", "webpush_encrypt", with_pywebpush),
    ("vapid_fresh_py_vapid", "vapid_fresh", with_py_vapid))


def base64url(octets):
  return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def microseconds(work, turns):
  start = time.process_time()
  for turn in turns:
    work(turn)
  return (time.process_time() - start) * 1e6 / len(turns)


def number(value):
  return f"{value:.{3 if value < 10 else 2 if value < 100 else 1 if value < 1000 else 0}f}"


def compare(name, theirs, beside, ours, first):
  """`first` is the first turn that nobody has had."""
  values = []
  for turn in range(ROUNDS + 1):
    turns = range(first + turn * COUNT, first + (turn + 1) * COUNT)
    values.append((microseconds(theirs, turns), microseconds(ours, turns)))
  values = values[1:]  # the first round made everything ready
  ratio = statistics.median(peer / own for peer, own in values)
  peer, own = (statistics.median(column) for column in zip(*values))
  print(f"bench {name} {number(peer)} us peer={beside} peer_value={number(own)}"
        f" ratio={ratio:.3f}", flush=True)


def main(path):
  browser = Browser()
  library = Library(path, browser)
  ours = {"webpush_encrypt": library.encrypt, "vapid_fresh": library.sign}
  for place, (name, beside, work) in enumerate(peers(browser)):
    compare(name, work, beside, ours[beside], place * (ROUNDS + 1) * COUNT)


if __name__ == "__main__":
  main(sys.argv[1])
