# SPDX-License-Identifier: MIT
"""A site's web server in front of a hub, which hands requests on, more or less well."""

import email.utils
import http.client
import http.server
import threading
import time


class Front:
  """`skew` seconds its clock is wrong; `holds` answers that do not end; `keeps` cookies."""

  def __init__(self, port, skew=0, holds=False, keeps=False, moves=False):
    self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    self.server.daemon_threads = True
    self.server.behind, self.server.skew, self.server.holds = port, skew, holds
    self.server.keeps, self.server.moves = keeps, moves
    self.port = self.server.server_address[1]
    self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
    self.thread.start()

  def close(self):
    self.server.shutdown()
    self.server.server_close()
    self.thread.join()


class Handler(http.server.BaseHTTPRequestHandler):
  def log_message(self, *_):
    pass

  def hand_on(self):
    front = self.server
    if front.moves:
      self.send_response(301)
      self.send_header("Location", "/elsewhere")
      self.end_headers()
      return
    body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
    headers = {name: value for name, value in self.headers.items()
               if not (front.keeps and name == "Cookie")}
    connection = http.client.HTTPConnection("127.0.0.1", front.behind, timeout=10)
    try:
      connection.request(self.command, self.path, body or None, headers)
      self.pass_back(connection.getresponse())
    except OSError:
      pass
    finally:
      connection.close()

  def pass_back(self, answer):
    front = self.server
    is_stream = "event-stream" in (answer.getheader("Content-Type") or "")
    self.send_response_only(answer.status)
    for name, value in answer.getheaders():
      if name.lower() not in ("date", "connection"):
        self.send_header(name, value)
    self.send_header("Date", email.utils.formatdate(time.time() + front.skew, usegmt=True))
    self.send_header("Connection", "close")
    self.end_headers()
    while octets := answer.read1(65536):
      if not (front.holds and is_stream):
        self.wfile.write(octets)
        self.wfile.flush()

  do_GET = do_POST = do_DELETE = hand_on
