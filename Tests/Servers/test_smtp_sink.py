# SPDX-License-Identifier: MIT
"""The sink keeps messages octet for octet, guards its door, and misbehaves on order."""

import base64
import concurrent.futures
import smtplib
import time
import unittest

from running_server import PATIENCE, RunningServer

MAIL = b"Subject: dots\r\n\r\n.\r\n..two\r\n.one\r\nend.\r\n"
SENT = ("from@example.org", ["to@example.org"], MAIL)
GONE = smtplib.SMTPServerDisconnected


class Sink(unittest.TestCase):
  options = ()

  @classmethod
  def setUpClass(cls):
    cls.sink = RunningServer("smtp_sink.py", *cls.options)

  @classmethod
  def tearDownClass(cls):
    cls.sink.stop()

  def setUp(self):
    self.sink.reset()

  def client(self, timeout=PATIENCE):
    client = smtplib.SMTP("127.0.0.1", self.sink.port, "client.example.org", timeout)
    self.addCleanup(client.close)
    return client

  def send(self, timeout=PATIENCE):
    self.client(timeout).sendmail(*SENT)

  def send_and_leave(self):
    """Sends all of a message and leaves before the answer, however slow the machine is."""
    client = self.client()
    client.ehlo()
    for line in (f"MAIL FROM:<{SENT[0]}>", f"RCPT TO:<{SENT[1][0]}>", "DATA"):
      client.docmd(line)
    client.send(MAIL.replace(b"\r\n.", b"\r\n..") + b".\r\n")
    while not self.sink.get("/count")["messages"]:
      time.sleep(0.01)
    client.close()

  def broken(self, error, at, action, answered=(), timeout=PATIENCE, **members):
    self.sink.reset()
    self.assertEqual(self.sink.order({"at": at, "action": action, **members}), 200)
    with self.assertRaises(error) as caught:
      self.send(timeout)
    flags = [message["answered"] for message in self.sink.get("/messages")]
    self.assertEqual(flags, list(answered))
    return caught.exception


class Record(Sink):
  def test_a_message_with_dots_is_kept_octet_for_octet(self):
    self.send()
    (message,) = self.sink.get("/messages")
    self.assertEqual(base64.b64decode(message["data"]), MAIL)
    self.assertEqual((message["from"], message["to"]), (SENT[0], SENT[1]))
    self.assertEqual((message["tls"], message["user"]), (False, None))
    self.assertTrue(message["answered"])

  def test_connections_have_numbers(self):
    first, second = self.client(), self.client()
    for client in (first, second, first):
      client.sendmail(*SENT)
    one, two, again = (message["connection"] for message in self.sink.get("/messages"))
    self.assertEqual(one, again)
    self.assertNotEqual(one, two)

  def test_two_hundred_connections_at_once(self):
    clients = [self.client() for _ in range(200)]
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
      list(pool.map(lambda client: client.sendmail(*SENT), clients))
    count = self.sink.get("/count")
    self.assertEqual((count["messages"], count["answered"]), (200, 200))

  def test_reset_forgets(self):
    self.send()
    self.sink.reset()
    self.assertEqual(self.sink.get("/messages"), [])

  def test_no_tls_and_no_login_on_offer(self):
    client = self.client()
    client.ehlo()
    self.assertFalse(client.has_extn("starttls") or client.has_extn("auth"))


class Login(Sink):
  options = ("--auth", "user:pass:word")

  def test_without_login_nothing_is_taken(self):
    with self.assertRaises(smtplib.SMTPSenderRefused) as caught:
      self.send()
    self.assertEqual(caught.exception.smtp_code, 530)
    self.assertEqual(self.sink.get("/messages"), [])

  def test_a_wrong_password(self):
    with self.assertRaises(smtplib.SMTPAuthenticationError):
      self.client().login("user", "wrong")

  def test_plain_and_login(self):
    for mechanism in ("auth_plain", "auth_login"):
      client = self.client()
      client.user, client.password = "user", "pass:word"
      client.ehlo()
      client.auth(mechanism[5:], getattr(client, mechanism))
      client.sendmail(*SENT)
    self.assertEqual([m["user"] for m in self.sink.get("/messages")], ["user", "user"])

  def test_a_refusal_on_order(self):
    self.sink.order({"at": "auth", "action": "status", "status": 454, "times": -1})
    with self.assertRaises(smtplib.SMTPAuthenticationError) as caught:
      self.client().login("user", "pass:word")
    self.assertEqual(caught.exception.smtp_code, 454)


class SinkFaults(Sink):
  def test_status_at_each_point(self):
    refusals = {"connect": smtplib.SMTPConnectError, "ehlo": smtplib.SMTPHeloError,
                "mail": smtplib.SMTPSenderRefused, "rcpt": smtplib.SMTPRecipientsRefused,
                "data": smtplib.SMTPDataError, "after_data": smtplib.SMTPDataError}
    for at, error in refusals.items():
      with self.subTest(at):
        self.broken(error, at, "status", status=451, text="4.3.0 later", times=-1)

  def test_status_has_its_text(self):
    caught = self.broken(smtplib.SMTPDataError, "after_data", "status", status=552, text="full")
    self.assertEqual((caught.smtp_code, caught.smtp_error), (552, b"full"))

  def test_an_order_is_consumed_once(self):
    self.broken(smtplib.SMTPSenderRefused, "mail", "status", status=451)
    self.send()
    self.assertEqual(self.sink.get("/count")["messages"], 1)

  def test_connection_lost_at_each_point(self):
    for at in ("connect", "ehlo", "mail", "rcpt", "data"):
      for action in ("reset", "half"):
        with self.subTest(f"{at} {action}"):
          self.broken((OSError, GONE, smtplib.SMTPException), at, action)

  def test_connection_lost_after_the_final_dot_keeps_the_message(self):
    self.broken((OSError, GONE), "after_data", "reset", answered=[False])

  def test_half_an_answer_after_the_final_dot(self):
    self.sink.order({"at": "after_data", "action": "half"})
    client = self.client()
    client.sendmail(*SENT)  # smtplib takes an answer without its line end
    self.assertEqual(client.sock.recv(1) if client.sock else b"", b"")
    self.assertEqual([m["answered"] for m in self.sink.get("/messages")], [False])

  def test_silence(self):
    self.broken((OSError, GONE), "connect", "silence", timeout=0.2)
    self.sink.order({"at": "after_data", "action": "silence"})
    self.send_and_leave()
    self.assertEqual(self.sink.get("/count")["answered"], 0)

  def test_garbage_and_endless_answers(self):
    self.broken(smtplib.SMTPException, "ehlo", "garbage")
    self.broken((OSError, smtplib.SMTPException), "after_data", "garbage", answered=[False])
    client = self.client()
    self.sink.order({"at": "ehlo", "action": "huge"})
    client.putcmd("ehlo", "client.example.org")
    self.assertEqual(len(client.sock.recv(1 << 20)[:4]), 4)

  def test_late_and_slow_answers_arrive_whole(self):
    for at in ("connect", "ehlo", "mail", "rcpt", "data", "after_data"):
      for action, pause in (("delay", 50), ("slow", 3)):
        self.sink.reset()
        self.sink.order({"at": at, "action": action, "delay_ms": pause})
        started = time.monotonic()
        self.send()
        self.assertGreaterEqual(time.monotonic() - started, 0.02)
        self.assertTrue(self.sink.get("/messages")[0]["answered"])

  def test_a_421_ends_the_connection(self):
    self.sink.order({"at": "mail", "action": "status", "status": 421})
    client = self.client()
    client.ehlo()
    self.assertEqual(client.docmd(f"MAIL FROM:<{SENT[0]}>")[0], 421)
    self.assertEqual(client.sock.recv(1), b"")

  def test_a_wrong_order_is_refused(self):
    for order in ({"at": "quit", "action": "reset"}, {"action": "flood"}):
      self.assertEqual(self.sink.order(order), 400)


class SlowSink(Sink):
  options = ("--delay-ms", "1000")

  def test_answers_wait_in_parallel(self):
    clients = [self.client() for _ in range(40)]
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(40) as pool:
      list(pool.map(lambda client: client.sendmail(*SENT), clients))
    self.assertGreaterEqual(time.monotonic() - started, 0.1)
    self.assertEqual(self.sink.get("/count")["answered"], 40)

  def test_a_client_that_dies_meanwhile_leaves_the_message_unanswered(self):
    self.send_and_leave()
    time.sleep(1.5)  # longer than the delay: an answer would have been counted
    self.assertEqual(self.sink.get("/count")["answered"], 0)
