# SPDX-License-Identifier: MIT
"""Every test of the test servers: their rules, their TLS, and that none outlives its parent."""

import os
import pathlib
import select
import signal
import smtplib
import ssl
import subprocess
import sys
import tempfile
import unittest

import test_hub
from running_server import HERE, PATIENCE, RunningServer
from test_hub import *
from test_hub_faults import *
from test_hub_protocol import *
from test_sms_providers import *
from test_smtp_sink import *
from test_smtp_sink import SENT

# Starts a server from a thread that ends, reports its pid, then waits to be told to die.
PARENT = """
import subprocess, sys, threading
started = []
def start():
  server = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
  server.stdout.readline()
  started.append(server.pid)
thread = threading.Thread(target=start)
thread.start()
thread.join()
print(started[0], flush=True)
sys.stdin.read()
"""
PROGRAMS = {"hub.py": ("--key", test_hub.KEY), "smtp_sink.py": ()}


class Lifetime(unittest.TestCase):
  def test_the_end_of_stdin_stops_it(self):
    for program, options in PROGRAMS.items():
      self.assertEqual(RunningServer(program, *options).stop(), 0)

  def test_a_termination_stops_it(self):
    for program, options in PROGRAMS.items():
      server = RunningServer(program, *options)
      server.process.terminate()
      self.assertEqual(server.stop(), 0)

  def test_it_outlives_the_starting_thread_but_not_the_process(self):
    for program, options in PROGRAMS.items():
      parent = subprocess.Popen([sys.executable, "-c", PARENT, sys.executable, HERE / program,
                                 *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
      server = os.pidfd_open(int(parent.stdout.readline()))
      outlived_thread = not self.ends(server, 0.3)
      parent.kill()
      parent.communicate()
      outlived_process = not self.ends(server, PATIENCE)
      if outlived_process:
        signal.pidfd_send_signal(server, signal.SIGKILL)
      os.close(server)
      self.assertEqual((outlived_thread, outlived_process), (True, False))

  def ends(self, process, patience):
    return bool(select.select([process], [], [], patience)[0])

  def test_a_short_key_is_refused(self):
    for key in ("x" * 31, "base64url:" + "A" * 42):
      run = subprocess.run([sys.executable, HERE / "hub.py", "--key", key],
                           capture_output=True, check=False)
      self.assertEqual(run.returncode, 2)


class TLS(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.directory = tempfile.TemporaryDirectory()
    cls.certificates = cls.directory.name
    subprocess.run([HERE / "certificates", cls.certificates], check=True)
    cls.trust = ssl.create_default_context(cafile=f"{cls.certificates}/ca.pem")

  @classmethod
  def tearDownClass(cls):
    cls.directory.cleanup()

  def sink(self, *options, certificate="server"):
    base = f"{self.certificates}/{certificate}"
    sink = RunningServer("smtp_sink.py", "--cert", f"{base}.pem", "--key", f"{base}.key", *options)
    self.addCleanup(sink.stop)
    return sink

  def client(self, sink):
    client = smtplib.SMTP("localhost", sink.port, timeout=PATIENCE)
    self.addCleanup(client.close)
    return client

  def test_starttls_is_demanded_and_works(self):
    sink = self.sink("--tls", "starttls", "--auth", "user:password")
    client = self.client(sink)
    with self.assertRaises(smtplib.SMTPSenderRefused):
      client.sendmail(*SENT)
    client.starttls(context=self.trust)
    client.login("user", "password")
    client.sendmail(*SENT)
    (message,) = sink.get("/messages")
    self.assertEqual((message["tls"], message["user"]), (True, "user"))

  def test_faults_reach_inside_tls(self):
    sink = self.sink("--tls", "starttls")
    sink.order({"at": "after_data", "action": "reset"})
    client = self.client(sink)
    client.starttls(context=self.trust)
    with self.assertRaises((OSError, smtplib.SMTPServerDisconnected)):
      client.sendmail(*SENT)
    self.assertEqual([m["answered"] for m in sink.get("/messages")], [False])

  def test_implicit(self):
    sink = self.sink("--tls", "implicit", "--auth", "user:password")
    client = smtplib.SMTP_SSL("localhost", sink.port, context=self.trust, timeout=PATIENCE)
    self.addCleanup(client.close)
    client.login("user", "password")
    client.sendmail(*SENT)
    self.assertTrue(sink.get("/messages")[0]["tls"])

  def test_starttls_can_be_hidden(self):
    sink = self.sink("--tls", "starttls", "--no-starttls")
    client = self.client(sink)
    client.ehlo()
    self.assertFalse(client.has_extn("starttls"))
    client.sendmail(*SENT)
    self.assertFalse(sink.get("/messages")[0]["tls"])

  def test_bad_certificates_are_seen_as_bad(self):
    for name, code in (("expired", 10), ("wrong-name", 62), ("self-signed", 18)):
      client = self.client(self.sink("--tls", "starttls", certificate=name))
      with self.assertRaises(ssl.SSLCertVerificationError) as caught:
        client.starttls(context=self.trust)
      self.assertEqual(caught.exception.verify_code, code)

  def test_certificates_are_made_once(self):
    path = pathlib.Path(self.certificates) / "server.pem"
    before = path.read_bytes()
    subprocess.run([HERE / "certificates", self.certificates], check=True)
    self.assertEqual(path.read_bytes(), before)

  def test_the_hub_speaks_tls(self):
    test_hub.publishes_over_tls(self, self.certificates)


def main():
  program = unittest.main(exit=False)
  result = program.result
  failed = len({test.id() for test, _ in result.failures + result.errors})
  print(f"{result.testsRun - failed} passed, {failed} failed", flush=True)
  sys.exit(0 if result.testsRun and not failed else 1)


if __name__ == "__main__":
  main()
