# SPDX-License-Identifier: MIT
"""What the hub of our own promises beyond the protocol: matines_hub_run() in matines.h."""

import json
import socket
import time

from case import Case, main
from client import PATH, token
from library import Library


class Refusals(Case):
  settings = {"limits": {"body_bytes": 4096, "topics": 3, "streams_per_topic": 4}}

  def test_a_body_counts_to_the_octet(self):
    publisher = self.publisher()
    start = "topic=a&data="
    self.assertEqual(publisher.post(start + "x" * (4096 - len(start)))[0], 200)
    self.assertEqual(publisher.post(start + "x" * (4097 - len(start)))[0], 413)

  def test_each_rule_of_a_publication(self):
    publisher = self.publisher()
    for body in (
        "", "topic=a&topic=b", "topic=a&topic=a", "topic=", "topic=*", "topic=%7Ba%7D",
        "topic=a&id=", "topic=a&id=%23", "topic=a&id=a%0D", "topic=a&id=a%0A", "topic=a&id=a%00",
        "topic=a&data=%00",
        "topic=a&type=mercure", "topic=a&type=a%0Ab", "topic=a&type=a%0Db", "topic=a&type=a%00",
        "topic=a&retry=1x", "topic=a&retry=", "topic=a&other=b", "topic=a&data=%ff", "topic=%4"):
      self.assertEqual(publisher.post(body)[0], 400, body)
    self.assertEqual(publisher.post("topic=a", Content_Type="text/plain")[0], 415)
    self.assertEqual(publisher.post("topic=a", Content_Type=None)[0], 415)
    self.assertEqual(publisher.post("topic=a", Authorization=None)[0], 401)
    self.assertEqual(publisher.post("topic=a", Authorization="Basic x")[0], 401)
    self.assertEqual(publisher.post("topic=a")[0], 200)

  def test_tokens_with_templates_are_refused_with_their_reason(self):
    jwt = self.subscriber_token("user/{id}/notifications")
    self.assertIn("template", self.refused((403,), ["user/1/notifications"], jwt).reason)
    jwt = token("publish", ["{+a}"], self.hub.publish_key)
    self.assertIn("template", self.publisher().post("topic=a", jwt=jwt)[1])
    self.refused((401,), ["a"], self.subscriber_token("a", exp=None))
    self.refused((401,), ["a"], self.subscriber_token("a", life=86_500))
    self.refused((403,), ["a"], self.subscriber_token())
    self.refused((403,), ["a"], self.subscriber_token("b"))

  def test_each_rule_of_a_subscription(self):
    jwt = self.subscriber_token("*")
    for topics in ((), ("*",), ("{a}",), ("a", "b", "c", "d"), ("",)):
      self.refused((400,), topics, jwt)
    self.refused((400,), ["a"], jwt, query=[("authorization", jwt)])
    self.refused((400,), [], jwt, query=[("match", "a")])
    self.assertEqual(self.stream(["a", "b", "c", "a"], jwt).status, 200)

  def test_a_topic_has_so_many_readers(self):
    readers = [self.reader("crowd") for _ in range(4)]
    refused = self.refused((429,), ["crowd"], self.subscriber_token("crowd"))
    self.assertIn("retry-after", refused.headers)
    readers[0].close()
    time.sleep(0.2)
    self.assertEqual(self.reader("crowd").status, 200)

  def test_other_paths_and_methods(self):
    for method, target, status in (
        ("GET", "/", 404), ("POST", "/.well-known/mercure/x", 404), ("PUT", PATH, 405),
        ("HEAD", PATH, 405), ("PATCH", PATH, 405), ("DELETE", PATH, 405),
        ("GET", PATH + "/subscriptions", 404), ("GET", PATH + "/subscriptions/a", 405),
        ("OPTIONS", PATH, 403), ("POST", PATH + "?a=b", 401)):
      self.assertEqual(self.hub.ask(method, target)[0], status, f"{method} {target}")

  def test_no_origin_may_read_unless_it_is_named(self):
    _, headers, _ = self.hub.ask("GET", headers={"Origin": "https://evil.example"})
    self.assertFalse([name for name in headers if name.startswith("access-control")])


class Streams(Case):
  settings = {"heartbeat_ms": 300}

  def test_they_beat(self):
    reader = self.reader("a")
    for _ in range(50):
      if reader.comments >= 3:
        break
      reader.read(None, 0.2)
    self.assertGreaterEqual(reader.comments, 3)

  def test_they_end_with_their_token(self):
    reader = self.reader("a", life=2)
    self.assertTrue(reader.ends(10))

  def test_somebody_is_sent_away_and_old_tokens_stay_out(self):
    topic = "user/a%2Fb/notifications"
    old = self.subscriber_token(topic, iat=int(time.time()))
    readers = [self.stream([topic], old) for _ in range(3)]
    other = self.reader("user/c/notifications")
    self.assertEqual(self.hub.send_away(topic, old)[0], 401)
    jwt = token("publish", ["user/c/notifications"], self.hub.publish_key)
    self.assertEqual(self.hub.send_away(topic, jwt)[0], 403)
    status, _, answer = self.hub.send_away(topic)
    self.assertEqual((status, answer), (200, b"3"))
    for reader in readers:
      self.assertTrue(reader.ends(2))
    self.refused((401,), [topic], old)
    self.refused((401,), [topic], self.subscriber_token(topic))
    self.hub.kill()
    self.hub.start()
    self.refused((401,), [topic], old)
    new = self.subscriber_token(topic, iat=int(time.time()) + 1)
    self.assertEqual(self.stream([topic], new).status, 200)
    self.assertTrue(other.ends(1))

  def test_what_was_answered_is_replayed_after_a_kill(self):
    publisher = self.publisher()
    for number in range(50):
      publisher.publish("kill", str(number), id=f"k{number}")
    self.hub.kill()
    self.hub.start()
    self.assertEqual(self.reader("kill", last="k9").data(40), [str(n) for n in range(10, 50)])

  def test_an_update_published_again_is_sent_once(self):
    reader = self.reader("again")
    publisher = self.publisher()
    for _ in range(3):
      self.assertEqual(publisher.publish("again", "x", id="again-1"), (200, "again-1"))
    publisher.publish("again", "y", id="again-1")
    self.assertEqual(reader.data(3, 0.5), ["x", "y"])

  def test_a_reader_may_not_talk(self):
    reader = self.reader("talk")
    for _ in range(64):
      reader.socket.sendall(b"GET / HTTP/1.1\r\n\r\n" * 1024)
    self.publisher().publish("talk", "x")
    self.assertEqual(reader.data(1), ["x"])


class Crowds(Case):
  settings = {"limits": {"connections": 4, "streams": 3}}

  def test_whoever_finds_no_room_is_told_or_sent_off(self):
    readers = [self.reader(f"t{number}") for number in range(3)]
    refused = self.refused((503,), ["t9"], self.subscriber_token("t9"))
    self.assertIn("retry-after", refused.headers)
    address = (self.hub.host, self.hub.port)
    idle = [socket.create_connection(address, timeout=5) for _ in range(20)]
    # Long before the ten seconds any of them may take for a request, but for the one there is
    # room for.
    gone = sum(client.recv(1) == b"" for client in idle[:-1])
    self.assertEqual(gone, 19)
    for client in idle + readers:
      client.close()
    time.sleep(0.6)
    self.assertEqual(self.publisher().publish("t1", "x")[0], 200)


class Presence(Case):
  settings = {"heartbeat_ms": 300}

  def test_an_open_stream_is_an_open_tab(self):
    library = Library(self.hub.document.read_text())
    self.addCleanup(library.close)
    self.assertEqual(library.presence("a/b"), "offline")
    one, two = (self.reader("user/a%2Fb/notifications", "news") for _ in range(2))
    self.assertEqual(library.presence("a/b"), "hidden")
    one.close()
    time.sleep(0.2)
    self.assertEqual(library.presence("a/b"), "hidden")
    two.close()
    time.sleep(0.2)
    self.assertEqual(library.presence("a/b"), "offline")

  def test_the_engine_beside_needs_nothing_but_the_address(self):
    document = json.loads(self.hub.document.read_text())
    document["realtime"] = self.hub.url.replace("http", "mercure+http", 1)
    library = Library(json.dumps(document))
    self.addCleanup(library.close)
    reader = self.reader("user/42/notifications")
    identifier = library.emit(
      "user.promoted_to_minister", "e1", '{"user_id": "42", "users": [{"id": "42"}]}')
    library.work(500)
    (event,) = reader.read(1)
    self.assertEqual(event[0], f"urn:uuid:{identifier}")
    self.assertEqual(json.loads(event[2])["kind"], "created")


class Origins(Case):
  settings = {"origins": ["https://bo.example.org"]}

  def test_a_named_origin_reads_with_its_cookie(self):
    jwt, origin = self.subscriber_token("a"), "https://bo.example.org"
    headers = self.stream(["a"], jwt, Origin=origin).headers
    self.assertEqual(headers["access-control-allow-origin"], origin)
    self.assertEqual(headers["access-control-allow-credentials"], "true")
    self.assertEqual(headers["vary"], "Origin")
    status, headers, _ = self.hub.ask("OPTIONS", headers={"Origin": origin})
    self.assertEqual(status, 204)
    self.assertIn("Authorization", headers["access-control-allow-headers"])
    for other in ("https://bo.example.org.evil", "null", "https://BO.example.org", ""):
      headers = self.stream(["a"], jwt, Origin=other).headers
      self.assertNotIn("access-control-allow-origin", headers)


if __name__ == "__main__":
  main()
