# SPDX-License-Identifier: MIT
"""What the tests of mail stand on."""

import atexit
import email
import email.policy
import functools
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
from urllib.parse import quote

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Servers"))
from postfix import SERVERS  # noqa: E402
from running_server import RunningServer  # noqa: E402
from sender import Sender  # noqa: E402

CANARY = "canary/of:the@mailer"


class Case(unittest.TestCase):
  def folder(self):
    made = pathlib.Path(tempfile.mkdtemp(prefix="matines-mail-"))
    self.addCleanup(shutil.rmtree, made, ignore_errors=True)
    return made

  def sender(self, mailer, **members):
    made = Sender(mailer, **members)
    self.addCleanup(made.close)
    made.person()
    return made

  def sink(self, *options):
    server = RunningServer("smtp_sink.py", *map(str, options))
    self.addCleanup(server.stop)
    return server


def dsn(port, scheme="smtp", host="localhost", user=None, password=CANARY, **options):
  login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
  options = {"from": "bo@example.org"} | options
  fields = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in options.items())
  return f"{scheme}://{login}{host}:{port}?{fields}"


def parsed(octets):
  return email.message_from_bytes(octets, policy=email.policy.default)


@functools.cache
def certificates():
  folder = pathlib.Path(tempfile.mkdtemp(prefix="matines-certificates-"))
  atexit.register(shutil.rmtree, folder, ignore_errors=True)
  subprocess.run([SERVERS / "certificates", folder], check=True, capture_output=True)
  return folder


def main():
  result = unittest.main(module="__main__", exit=False).result
  failed = len({test.id() for test, _ in result.failures + result.errors})
  print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed", flush=True)
  sys.exit(0 if result.testsRun and not failed else 1)
