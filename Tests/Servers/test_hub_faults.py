# SPDX-License-Identifier: MIT
"""The hub does what it is told to do wrong, and keeps true account of it."""

import http.client
import time
import urllib.parse

from mercure_rules import FORM, PATH
from running_server import PATIENCE
from test_hub import ID, Hub, claims, fields, token


class HubFaults(Hub):
  def broken(self, error, recorded=0, timeout=PATIENCE, **fault):
    self.assertEqual(self.hub.order(fault), 200)
    self.connection = self.connect(timeout)
    with self.assertRaises(error):
      self.publish()
    self.connection.close()
    self.assertEqual([u["answered"] for u in self.hub.get("/updates")], [False] * recorded)

  def test_status_with_headers_then_the_truth(self):
    self.hub.order({"action": "status", "status": 503, "headers": {"Retry-After": "2"}})
    self.connection.request("POST", PATH, urllib.parse.urlencode(fields()), {
      "Content-Type": FORM, "Authorization": f"Bearer {token(claims())}"})
    answer = self.connection.getresponse()
    answer.read()
    self.assertEqual((answer.status, answer.getheader("Retry-After")), (503, "2"))
    self.assertEqual(self.hub.get("/updates"), [])
    self.assertEqual(self.publish()[0], 200)

  def test_sequence_and_standing_order(self):
    self.hub.order({"action": "status", "status": 500, "times": 2},
                   {"action": "status", "status": 429, "times": -1})
    self.assertEqual([self.publish()[0] for _ in range(4)], [500, 500, 429, 429])
    self.hub.order()
    self.assertEqual(self.publish()[0], 200)

  def test_late_and_slow_answers_arrive_whole(self):
    for fault in ({"action": "delay", "delay_ms": 50}, {"action": "slow", "delay_ms": 1}):
      self.hub.order(fault)
      started = time.monotonic()
      self.assertEqual(self.publish(), (200, ID))
      self.assertGreaterEqual(time.monotonic() - started, 0.05)

  def test_reset(self):
    self.broken(ConnectionResetError, action="reset")
    self.broken(ConnectionResetError, action="reset", at="answer", recorded=1)

  def test_reset_at_connect(self):
    self.broken(ConnectionError, action="reset", at="connect")

  def test_silence(self):
    self.broken(TimeoutError, action="silence", timeout=0.2)
    self.broken(TimeoutError, action="silence", at="connect", timeout=0.2)

  def test_half_an_answer(self):
    self.hub.order({"action": "half", "at": "answer"})
    self.assertNotEqual(self.publish(), (200, ID))  # http.client takes a head without its end
    self.assertEqual([u["answered"] for u in self.hub.get("/updates")], [False])

  def test_garbage(self):
    self.broken(http.client.BadStatusLine, action="garbage")

  def test_wrong_length(self):
    self.broken(http.client.IncompleteRead, action="wrong_length")

  def test_flood_of_early_hints(self):
    self.hub.order({"action": "flood"})
    self.assertEqual(self.publish()[0], 103)

  def test_huge_answer(self):
    self.hub.order({"action": "huge"})
    self.assertEqual(len(self.publish()[1]), 100 << 20)

  def test_a_wrong_order_is_refused(self):
    for order in ({"action": "explode"}, {"action": "reset", "at": "mail"}, {"action": "status"},
                  {"action": "reset", "times": 0}, {"act": "reset"}, {"action": "delay"}):
      self.assertEqual(self.hub.order(order), 400)
