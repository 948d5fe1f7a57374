# SPDX-License-Identifier: MIT
"""What the tests of a hub stand on: one hub a class, ours or the one of the environment."""

import json
import os
import pathlib
import sys
import time
import unittest

from client import Hub, Refused, Stream, token
from our_hub import OurHub

FOREIGN = os.environ.get("HUB_URL")
FIXTURES = pathlib.Path(__file__).parent.parent / "Fixtures"
VECTORS = json.loads((FIXTURES / "mercure.json").read_text())
TOPICS = [example["topic"] for example in VECTORS["topics"]]


class Case(unittest.TestCase):
  settings = {}

  @classmethod
  def setUpClass(cls):
    if FOREIGN:
      keys = (os.environ[name].encode() for name in ("HUB_PUBLISH_KEY", "HUB_SUBSCRIBE_KEY"))
      cls.hub = Hub(FOREIGN, *keys)
    else:
      cls.hub = OurHub(**cls.settings)

  @classmethod
  def tearDownClass(cls):
    if not FOREIGN:
      cls.hub.close()

  def publisher(self, *topics, **claims):
    publisher = self.hub.publisher(topics or ("*",), **claims)
    self.addCleanup(publisher.close)
    return publisher

  def reader(self, *topics, **options):
    reader = self.hub.reader(*topics, **options)
    self.addCleanup(reader.close)
    return reader

  def stream(self, topics, jwt, **options):
    stream = Stream(self.hub, topics, jwt, **options)
    self.addCleanup(stream.close)
    return stream

  def subscriber_token(self, *topics, **claims):
    return token("subscribe", topics, self.hub.subscribe_key, **claims)

  def refused(self, statuses, topics, jwt, **options):
    with self.assertRaises(Refused) as caught:
      self.stream(topics, jwt, **options)
    self.assertIn(caught.exception.status, statuses)
    return caught.exception

  def fresh(self, name="topic"):
    """A topic of this run alone: a foreign hub has a past."""
    return f"test/{time.time_ns()}/{name}"


def main():
  program = unittest.main(module="__main__", exit=False)
  result = program.result
  failed = len({test.id() for test, _ in result.failures + result.errors})
  print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed", flush=True)
  sys.exit(0 if result.testsRun and not failed else 1)
