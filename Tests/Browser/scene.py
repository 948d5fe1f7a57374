# SPDX-License-Identifier: MIT
"""Everything the checks play with: push service, site, Firefox, and the library that encrypts."""

import asyncio
import http.client
import pathlib
import socket
import ssl
import threading
from urllib.parse import urlsplit

import p256
import vapid
from alerts import Alerts
from firefox import Firefox
from library import Library
from page_server import PageServer
from push_service import HOST, PushService

ANSWER = 10  # seconds
CALL = """
  const [name, ...values] = arguments;
  const loaded = async () => {
    while (!window.tests) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return loaded().then(() => window.tests[name](...values));
"""


class Scene:
  def __init__(self, folder, build, certificates):
    self.folder = pathlib.Path(folder)
    self.library = Library(pathlib.Path(build) / "libmatines.so")
    self.authority = pathlib.Path(certificates) / "ca.pem"
    self.private = p256.private_key()
    self.key = vapid.encoded(p256.public_key(self.private))
    self.service, self.site = PushService(), PageServer()
    self._tokens = {}
    self._loop = asyncio.new_event_loop()
    threading.Thread(target=self._loop.run_forever, daemon=True).start()
    self.soon(self.service.start(self.folder / "push.pem", self.folder / "push.key"))
    self.soon(self.site.start())
    self._process = Firefox(self.folder, self.service.browser_port)

  def open(self):
    self.firefox = self._process.connect()
    self.alerts = Alerts(self.firefox)

  def close(self):
    self._process.stop()

  def soon(self, coroutine):
    """Runs a coroutine where the servers run, and answers its value."""
    return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(ANSWER)

  def call(self, function):
    self._loop.call_soon_threadsafe(function)

  def visit(self, path):
    self.firefox.navigate(self.site.origin + path)

  def tests(self, name, *arguments):
    """Calls one of the functions of pages/page.js, as soon as the page is there."""
    return self.firefox.page(CALL, name, *arguments)

  def subscribe(self, worker, key=None, save="/push/subscription"):
    options = {"serviceWorker": worker, "applicationServerKey": key or self.key, "save": save}
    return self.tests("subscribe", options)

  def encrypted(self, subscription, payload, padding=0):
    keys = subscription["keys"]
    return self.library.encrypt(vapid.decoded(keys["p256dh"]), vapid.decoded(keys["auth"]),
                                payload, padding)

  def push(self, subscription, payload, padding=0):
    """Encrypts with the library and posts; no payload is a request without a body."""
    body = b"" if payload is None else self.encrypted(subscription, payload, padding)
    return self.post(subscription["endpoint"], body)

  def post(self, endpoint, body, private=None, **headers):
    """As an application server does; answers the status."""
    sent = {"TTL": "60", "Authorization": self._token(private or self.private)} | headers
    if body:
      sent.setdefault("Content-Encoding", "aes128gcm")
    sent = {name: value for name, value in sent.items() if value is not None}
    connection = http.client.HTTPSConnection(HOST, self.service.port, timeout=ANSWER)
    context = ssl.create_default_context(cafile=str(self.authority))
    # Not by its name: the C library's resolver knows none under localhost.
    plain = socket.create_connection(("127.0.0.1", self.service.port), ANSWER)
    connection.sock = context.wrap_socket(plain, server_hostname=HOST)
    try:
      connection.request("POST", urlsplit(endpoint).path, body, sent)
      answer = connection.getresponse()
      answer.read()
      if answer.status == 201 and not answer.headers["Location"]:
        raise RuntimeError("201 without Location")
      return answer.status
    finally:
      connection.close()

  def _token(self, private):
    if private not in self._tokens:
      self._tokens[private] = vapid.header(private, self.service.origin)
    return self._tokens[private]
