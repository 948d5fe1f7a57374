# SPDX-License-Identifier: MIT
"""A mail server that goes wrong at one point of a conversation: a thread and a port of its own."""

import socket
import ssl
import struct
import threading
import time

STEPS = ("connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "message")
BLOCK = b"250-" + b"x" * 500 + b"\r\n"
HUGE = 100 << 20
# Long enough for one octet a second to outlast any limit.
LONG = "x" * 100


class Gone(Exception):
  """The conversation is over."""


class Peer(threading.Thread):
  """`at` is one of STEPS, TLS (the handshake), or None for a server that is well; `action` what it
  does there: a reply code, or a name of ACTIONS. `times`: so many conversations go wrong."""

  def __init__(self, at=None, action=None, times=1_000_000, login=False, context=None):
    super().__init__(daemon=True)
    self.at, self.action, self.times = at, action, times
    self.login, self.context = login, context
    self.messages, self.heard = [], []
    self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    self.port = self._listener.getsockname()[1]
    self._open = set()
    self._ended = False
    self.start()

  def run(self):
    while True:
      try:
        connection, _ = self._listener.accept()
      except OSError:
        return
      self._open.add(connection)
      threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

  def stop(self):
    self._ended = True
    for found in (self._listener, *list(self._open)):
      try:
        found.shutdown(socket.SHUT_RDWR)
      except OSError:
        pass
      found.close()

  def _serve(self, connection):
    try:
      Conversation(self, connection).hold()
    except (Gone, OSError, ssl.SSLError):
      pass
    finally:
      self._open.discard(connection)
      connection.close()

  def takes(self, step):
    """Whether this conversation goes wrong here."""
    if step != self.at or self.times == 0:
      return False
    self.times -= 1
    return True


class Conversation:
  def __init__(self, peer, connection):
    self.peer, self.connection = peer, connection
    self.rest = b""
    self.secure = False

  def hold(self):
    self.answer("connect", "220 peer")
    while True:
      line = self.line()
      word = line[:4].upper().decode("latin-1")
      self.peer.heard.append(word)
      getattr(self, f"on_{word}", self.on_other)(line)

  def on_EHLO(self, _):
    offers = ["250-peer"]
    if self.peer.context and not self.secure:
      offers.append("250-STARTTLS")
    if self.peer.login:
      offers.append("250-AUTH PLAIN")
    self.answer("EHLO", "\r\n".join([*offers, "250 8BITMIME"]))

  def on_HELO(self, _):
    self.answer("EHLO", "250 peer")

  def on_STAR(self, _):
    if not self.answer("STARTTLS", "220 go").startswith("220"):
      return
    if self.peer.takes("TLS"):
      ACTIONS[self.peer.action](self.connection, b"")
    self.connection = self.peer.context.wrap_socket(self.connection, server_side=True)
    self.secure = True

  def on_AUTH(self, _):
    self.answer("AUTH", "235 welcome")

  def on_MAIL(self, _):
    self.answer("MAIL", "250 ok")

  def on_RCPT(self, _):
    self.answer("RCPT", "250 ok")

  def on_DATA(self, _):
    if not self.answer("DATA", "354 go").startswith("354"):
      return
    while b"\r\n.\r\n" not in self.rest:
      self.more()
    message, self.rest = self.rest.split(b"\r\n.\r\n", 1)
    self.peer.messages.append(message)
    self.answer("message", "250 kept")

  def on_QUIT(self, _):
    self.connection.sendall(b"221 bye\r\n")
    raise Gone

  def on_other(self, _):
    self.connection.sendall(b"500 what\r\n")

  def line(self):
    while b"\n" not in self.rest:
      self.more()
    line, self.rest = self.rest.split(b"\n", 1)
    return line

  def more(self):
    octets = self.connection.recv(65_536)
    if not octets:
      raise Gone
    self.rest += octets

  def answer(self, step, text):
    """Answers what was said."""
    if self.peer.takes(step):
      action = self.peer.action
      if isinstance(action, int):
        text = f"{action} as ordered"
      else:
        ACTIONS[action](self.connection, text.encode())
    self.connection.sendall(text.encode() + b"\r\n")
    return text


def reset(connection, _):
  connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
  raise Gone


def silence(connection, _):
  """Until the other side leaves."""
  while connection.recv(65_536):
    pass
  raise Gone


def garbage(connection, text):
  connection.sendall(b"\x00\xff\x16 no server said this\r\n" * 4)
  silence(connection, text)


def drip(connection, text):
  for octet in text + LONG.encode() + b"\r\n":
    connection.sendall(bytes([octet]))
    time.sleep(1)


def half(connection, text):
  connection.sendall(text[:len(text) // 2])
  raise Gone


def late(connection, _):
  time.sleep(40)


def flood(connection, block, octets):
  while octets > 0:
    connection.sendall(block * 100)
    octets -= len(block) * 100
  raise Gone


ACTIONS = {
  "reset": reset, "silence": silence, "drip": drip, "half": half, "late": late,
  "garbage": garbage,
  "huge": lambda connection, _: flood(connection, BLOCK, HUGE),
  "endless_line": lambda connection, _: flood(connection, b"2" * 512, HUGE),
  "interim": lambda connection, _: flood(connection, b"150 wait\r\n", HUGE // 100),
  "close": lambda connection, _: half(connection, b"")}
