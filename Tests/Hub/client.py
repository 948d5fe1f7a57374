# SPDX-License-Identifier: MIT
"""A publisher and a subscriber as any page or site has them: Mercure 0.x over plain HTTP."""

import base64
import hashlib
import hmac
import http.client
import json
import re
import select
import socket
import time
import urllib.parse

PATH = "/.well-known/mercure"
FORM = "application/x-www-form-urlencoded"


def encoded(value):
  octets = value if isinstance(value, bytes) else json.dumps(value).encode()
  return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def token(right, topics, key, life=240, header=None, **claims):
  """A token for one right; a claim of None leaves it out."""
  members = {"mercure": {right: list(topics)}, "exp": int(time.time()) + life} | claims
  members = {name: value for name, value in members.items() if value is not None}
  signed = f"{encoded(header or {'typ': 'JWT', 'alg': 'HS256'})}.{encoded(members)}"
  return f"{signed}.{encoded(hmac.new(key, signed.encode(), hashlib.sha256).digest())}"


class Hub:
  """Where a hub is, and its two keys."""

  def __init__(self, url, publish_key, subscribe_key):
    self.url = url
    self.publish_key, self.subscribe_key = publish_key, subscribe_key
    parts = urllib.parse.urlsplit(url)
    self.host, self.port, self.path = parts.hostname, parts.port or 80, parts.path

  def publisher(self, topics=("*",), **claims):
    return Publisher(self, token("publish", topics, self.publish_key, **claims))

  def reader(self, *topics, last=None, grant=None, **claims):
    """A stream of these topics, under a token for them or for others."""
    jwt = token("subscribe", topics if grant is None else grant, self.subscribe_key, **claims)
    return Stream(self, topics, jwt, last=last)

  def ask(self, method, target=None, headers=(), body=None, timeout=10):
    connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
    try:
      connection.request(method, self.path if target is None else target, body, dict(headers))
      answer = connection.getresponse()
      return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), answer.read()
    finally:
      connection.close()

  def send_away(self, topic, jwt=None):
    jwt = jwt or token("publish", [topic], self.publish_key)
    target = f"{self.path}/subscriptions/{urllib.parse.quote(topic, safe='')}"
    return self.ask("DELETE", target, {"Authorization": f"Bearer {jwt}"})


class Publisher:
  """One keep-alive connection."""

  def __init__(self, hub, jwt):
    self.hub, self.jwt = hub, jwt
    self.connection = http.client.HTTPConnection(hub.host, hub.port, timeout=10)

  def post(self, body, jwt=None, **headers):
    every = {"Content_Type": FORM, "Authorization": f"Bearer {jwt or self.jwt}"} | headers
    every = {name.replace("_", "-"): value for name, value in every.items() if value is not None}
    self.connection.request("POST", self.hub.path, body, every)
    answer = self.connection.getresponse()
    return answer.status, answer.read().decode()

  def publish(self, topic, data, jwt=None, private="on", **fields):
    fields = {"topic": topic, "data": data, "private": private} | fields
    fields = {name: value for name, value in fields.items() if value is not None}
    return self.post(urllib.parse.urlencode(fields), jwt)

  def close(self):
    self.connection.close()


class Refused(Exception):
  def __init__(self, status, headers, reason):
    super().__init__(f"{status} {reason}")
    self.status, self.headers, self.reason = status, headers, reason


class Stream:
  """An EventSource without a browser: events as the standard parses them."""

  def __init__(self, hub, topics, jwt, last=None, cookie=False, query=(), timeout=10,
               **headers):
    self.events, self.comments, self.open = [], 0, True
    self.last_id, self._octets, self._chunked, self._body = last, b"", False, b""
    query = urllib.parse.urlencode([("topic", topic) for topic in topics] + list(query))
    proof = f"Cookie: a=b; mercureAuthorization={jwt}" if cookie else f"Authorization: Bearer {jwt}"
    lines = [f"GET {hub.path}?{query} HTTP/1.1", f"Host: {hub.host}:{hub.port}",
             "Accept: text/event-stream"]
    lines += [proof] if jwt is not None else []
    lines += [f"Last-Event-ID: {last}"] if last is not None else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    self.socket = socket.create_connection((hub.host, hub.port), timeout=timeout)
    self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    self._head(timeout)

  def _head(self, timeout):
    limit = time.monotonic() + timeout
    while b"\r\n\r\n" not in self._octets:
      if not self._more(limit - time.monotonic()):
        raise ConnectionError("no answer")
    head, _, self._octets = self._octets.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    self.status = int(first.split(" ")[1])
    self.headers = {name.lower(): value.strip()
                    for name, _, value in (line.partition(":") for line in lines)}
    self._chunked = self.headers.get("transfer-encoding", "").lower() == "chunked"
    if self.status != 200:
      while len(self._octets) < int(self.headers.get("content-length", 0)) and self._more(1):
        pass
      self.socket.close()
      raise Refused(self.status, self.headers, self._octets.decode())
    self._parse()

  def _more(self, seconds):
    """Reads what there is; false when nothing came in time, or the stream ended."""
    waiting = select.poll()
    waiting.register(self.socket, select.POLLIN)
    if not waiting.poll(max(0, seconds) * 1000):
      return False
    try:
      octets = self.socket.recv(65536)
    except ConnectionError:
      octets = b""
    self.open = self.open and bool(octets)
    self._octets += octets
    return bool(octets)

  def _parse(self):
    self._dechunk()
    while match := re.search(rb"\r\n|\n|\r", self._body):
      line, self._body = self._body[:match.start()], self._body[match.end():]
      self._line(line.decode())

  def _dechunk(self):
    if not self._chunked:
      self._body, self._octets = self._body + self._octets, b""
      return
    while match := re.match(rb"([0-9A-Fa-f]+)[^\r\n]*\r\n", self._octets):
      size = int(match[1], 16)
      if len(self._octets) < match.end() + size + 2:
        return
      self._body += self._octets[match.end():match.end() + size]
      self._octets = self._octets[match.end() + size + 2:]

  _fields = None

  def _line(self, line):
    if self._fields is None:
      self._fields = {"data": [], "event": "message", "id": self.last_id}
    if not line:
      # Only now: of an event that was cut short nothing counts, not even its id.
      self.last_id = self._fields["id"]
      if self._fields["data"]:
        self.events.append((self.last_id, self._fields["event"], "\n".join(self._fields["data"])))
      self._fields = None
    elif line.startswith(":"):
      self.comments += 1
    else:
      name, _, value = line.partition(":")
      value = value[1:] if value.startswith(" ") else value
      if name == "id":
        self._fields["id"] = value
      elif name == "data":
        self._fields["data"].append(value)
      elif name == "event":
        self._fields["event"] = value

  def read(self, until=None, seconds=5):
    """Reads until so many events have come in all, or the time is over; answers the events."""
    limit = time.monotonic() + seconds
    while self.open and (until is None or len(self.events) < until):
      if not self._more(limit - time.monotonic()) and time.monotonic() >= limit:
        break
      self._parse()
    return self.events

  def ends(self, seconds):
    """Whether it ends within that time."""
    self.read(None, seconds)
    return not self.open

  def data(self, until=None, seconds=5):
    return [event[2] for event in self.read(until, seconds)]

  def close(self):
    self.socket.close()
