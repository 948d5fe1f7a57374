# SPDX-License-Identifier: MIT
"""nginx of our own in front of php-fpm, and a visitor who keeps cookies, over a Unix socket."""

import http.client
import re
import socket
import urllib.parse

import running
from site_folder import ROOT, USER

SETTINGS = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/nginx-body;
  fastcgi_temp_path {folder}/nginx-fastcgi;
  proxy_temp_path {folder}/nginx-proxy;
  uwsgi_temp_path {folder}/nginx-uwsgi;
  scgi_temp_path {folder}/nginx-scgi;
  server {{
    listen unix:{folder}/nginx.sock;
    server_name localhost;
    root {root};
    location / {{ try_files $uri /index.php$is_args$args; }}
    location = /index.php {{
      fastcgi_pass unix:{folder}/fpm.sock;
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root/index.php;
    }}
    location ~ \\.php$ {{ return 404; }}
    {hub}
  }}
}}
"""


class Nginx:
  def __init__(self, site, root, hub_port=None):
    self.folder = site.folder
    self.socket = self.folder / "nginx.sock"
    self.process = None
    (self.folder / "nginx.conf").write_text(SETTINGS.format(
      user=f"user {USER};" if USER else "", folder=self.folder, root=root,
      hub=hub_block(hub_port) if hub_port else ""))

  def __enter__(self):
    self.process = running.start(
      ["nginx", "-e", self.folder / "nginx.log", "-p", self.folder,
       "-c", self.folder / "nginx.conf"])
    running.until(lambda: self.process.poll() is not None or self.listens())
    if not self.listens():
      self.__exit__()
      raise RuntimeError(f"nginx did not start: {(self.folder / 'nginx.log').read_text()}")
    return self

  def __exit__(self, *_):
    running.stop(self.process)

  def listens(self):
    """There is a moment in which the socket exists and nobody listens yet."""
    try:
      Connection(self.socket).connect()
      return True
    except OSError:
      return False


def hub_block(port):
  """As the manual has it."""
  manual = (ROOT / "bindings/php/README.md").read_text()
  return re.search(r"```nginx\n(.*?)```", manual, re.DOTALL)[1].replace(":3000", f":{port}")


class Connection(http.client.HTTPConnection):
  def __init__(self, path):
    super().__init__("localhost", timeout=30)
    self._path = str(path)

  def connect(self):
    self.sock = socket.socket(socket.AF_UNIX)
    self.sock.settimeout(self.timeout)
    self.sock.connect(self._path)


class Visitor:
  """A browser without scripts: it keeps cookies, and posts the token of the page it saw."""

  def __init__(self, nginx):
    self._connection = Connection(nginx.socket)
    self.cookies = {}
    self.page = ""

  def get(self, path):
    return self._ask("GET", path)

  def post(self, path, **fields):
    token = re.search(r'name="csrf" value="([^"]+)"', self.page).group(1)
    body = urllib.parse.urlencode({"csrf": token} | fields)
    return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

  def _ask(self, method, path, body=None, headers=None):
    cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
    self._connection.request(method, path, body, (headers or {}) | {"Cookie": cookie})
    answer = self._connection.getresponse()
    text = answer.read().decode()
    for name, value in answer.getheaders():
      if name.lower() == "set-cookie":
        key, _, content = value.split(";")[0].partition("=")
        self.cookies[key] = content
    if answer.status == 200:
      self.page = text
    return answer.status, text
