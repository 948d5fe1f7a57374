# SPDX-License-Identifier: MIT
"""Somebody who visits the demo without a browser: cookies, forms, and what the site answered."""

import http.client
import json
import re
import urllib.parse
from dataclasses import dataclass

TIMEOUT = 15  # seconds
TOKEN = re.compile(r'data-token="([0-9a-f]*)"')


@dataclass
class Answer:
  status: int
  headers: http.client.HTTPMessage
  text: str

  @property
  def json(self):
    return json.loads(self.text)

  @property
  def location(self):
    return self.headers["Location"]


class Visitor:
  def __init__(self, port):
    self._port = port
    self.cookies = {}
    self.token = ""

  def get(self, path, **headers):
    answer = self._ask("GET", path, None, headers)
    found = TOKEN.search(answer.text)
    if found:
      self.token = found[1]
    return answer

  def post(self, path, fields=(), **headers):
    """A form with its token; fields are pairs, or a mapping."""
    return self.post_bare(path, [*_pairs(fields), ("csrf", self.token)], **headers)

  def post_bare(self, path, fields=(), **headers):
    """A form without any token."""
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return self._ask("POST", path, urllib.parse.urlencode(_pairs(fields)), headers)

  def post_json(self, path, record, **headers):
    headers = {"Content-Type": "application/json", "X-CSRF-Token": self.token} | headers
    return self._ask("POST", path, json.dumps(record), headers)

  def sign_in(self, account):
    self.get("/sign-in")
    answer = self.post("/sign-in", {"account": account})
    if answer.status != 303:
      raise RuntimeError(f"{account} cannot sign in: {answer.status}")
    self.get("/")
    return self

  def _ask(self, method, path, body, headers):
    connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
    try:
      headers = {name.replace("_", "-"): value for name, value in headers.items()}
      if self.cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
      connection.request(method, path, body, headers)
      response = connection.getresponse()
      text = response.read().decode()
      for line in response.headers.get_all("Set-Cookie") or ():
        name, _, value = line.partition(";")[0].partition("=")
        self.cookies[name] = value
      return Answer(response.status, response.headers, text)
    finally:
      connection.close()


def _pairs(fields):
  return list(fields.items()) if isinstance(fields, dict) else list(fields)
