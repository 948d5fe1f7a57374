# SPDX-License-Identifier: MIT
"""php-fpm of our own: its own settings, socket and log, and a master that ends with the test."""

import pathlib
import re
import shutil
import signal

import running
from fastcgi import Connection
from site_folder import USER

# A child that a reload ends in the middle of a request dies of these, and of nothing else.
ORDERED = {"SIGTERM", "SIGQUIT", "SIGKILL"}
DEATH = re.compile(r"child \d+ exited (?:on signal \d+ \((\w+)|with (code [1-9]\d*))")


def program():
  found = sorted(path for folder in ("/usr/sbin", "/usr/local/sbin", "/usr/bin")
                 for path in pathlib.Path(folder).glob("php-fpm*"))
  return found[-1] if found else shutil.which("php-fpm")


class Fpm:
  """`pool` and `settings` add lines: to the pool, and to php.ini."""

  def __init__(self, site, children=1, pool=(), settings=(), environment=()):
    self.site = site
    folder = site.folder
    self.socket, self.log = folder / "fpm.sock", folder / "fpm.log"
    self.errors = folder / "php.log"
    self.errors.touch()
    site.give(self.errors)
    (folder / "php.ini").write_text("\n".join([
      site.settings(), "opcache.enable=1", "log_errors=1", "display_errors=0",
      f"error_log={self.errors}", f"session.save_path={folder}/sessions", *settings, ""]))
    owner = [f"user={USER}", f"group={USER}", f"listen.owner={USER}"] if USER else []
    (folder / "fpm.conf").write_text("\n".join([
      # What happens to children during a reload is told as debugging only.
      "[global]", "daemonize=no", "log_level=debug", f"error_log={self.log}",
      f"pid={folder}/fpm.pid", "[matines]", *owner, f"listen={self.socket}",
      "listen.mode=0600", "listen.backlog=511", "pm=static",
      f"pm.max_children={children}", *pool,
      *(f"env[{name}]={value}" for name, value in dict(environment).items()), ""]))
    self.process = None

  def __enter__(self):
    folder = self.site.folder
    self.process = running.start(
      [program(), "-F", "-c", folder / "php.ini", "-y", folder / "fpm.conf"],
      env=self.site.environment(), stdout=open(folder / "fpm.out", "w"),
      stderr=open(folder / "fpm.out", "a"))
    if not running.until(lambda: self.process.poll() is not None or self.ready()) \
        or not self.ready():
      self.__exit__()
      raise RuntimeError(f"php-fpm did not start: {self.complaints()}")
    return self

  def __exit__(self, *_):
    running.stop(self.process)

  def ready(self):
    return self.socket.exists() and "ready to handle" in self.text(self.log)

  def reload(self):
    self.process.send_signal(signal.SIGUSR2)

  def children(self):
    pid = self.process.pid
    return [int(word) for word in
            pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

  def deaths(self):
    """By signal: those of crashes, and those a reload ordered."""
    names = [signal or code for signal, code in DEATH.findall(self.text(self.log))]
    return ([name for name in names if name not in ORDERED],
            [name for name in names if name in ORDERED])

  def get(self, page, query="", **options):
    """One request on a connection of its own; `page` is a file of the site's pages."""
    path = self.site.pages / page
    return Connection(self.socket).get(path, query, **options)

  def complaints(self):
    lines = [line for path in (self.site.folder / "fpm.out", self.log, self.errors)
             for line in self.text(path).splitlines() if " DEBUG: " not in line]
    return "\n  ".join(lines[-12:])

  @staticmethod
  def text(path):
    return path.read_text(errors="replace") if path.exists() else ""
