# SPDX-License-Identifier: MIT
"""What any Mercure 0.x hub must do for a site, seen from outside.

Runs against the hub of our own; with HUB_URL, HUB_PUBLISH_KEY and HUB_SUBSCRIBE_KEY against any.
"""

import json
import pathlib
import subprocess
import tempfile
import urllib.parse

from case import FIXTURES, TOPICS, Case, main
from client import Refused, encoded, token

SYMFONY = pathlib.Path("/usr/share/php/Symfony/Component")


class Delivery(Case):
  def test_an_update_reaches_those_who_listen_as_it_was(self):
    topic, data = self.fresh(), 'a "b" & c=d+e é 😀\n\n:x\nid: y\r\nz'
    reader = self.reader(topic)
    self.assertTrue(reader.headers["content-type"].startswith("text/event-stream"))
    identifier = f"urn:test:{topic}"
    status, answer = self.publisher(topic).publish(topic, data, id=identifier, type="created")
    self.assertEqual((status, answer.strip()), (200, identifier))
    self.assertEqual(reader.read(1), [(identifier, "created", data.replace("\r\n", "\n"))])

  def test_the_hub_names_what_its_publisher_does_not(self):
    topic = self.fresh()
    reader = self.reader(topic)
    _, answer = self.publisher(topic).publish(topic, "x")
    self.assertRegex(answer, r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab]")
    self.assertEqual(reader.read(1)[0][0], answer.strip())

  def test_the_cookie_is_as_good_as_the_header(self):
    topic = self.fresh()
    reader = self.stream([topic], self.subscriber_token(topic), cookie=True)
    self.publisher(topic).publish(topic, "x")
    self.assertEqual(reader.data(1), ["x"])

  def test_several_topics_come_as_one_stream(self):
    one, two, three = (self.fresh(name) for name in "123")
    reader = self.reader(one, two)
    publisher = self.publisher()
    for topic in (one, three, two, one):
      publisher.publish(topic, topic)
    self.assertEqual(reader.data(3), [one, two, one])
    self.assertEqual(len(reader.data(4, 0.3)), 3)

  def test_all_who_listen_get_it_once(self):
    topic = self.fresh()
    readers = [self.reader(topic) for _ in range(5)]
    self.publisher(topic).publish(topic, "x")
    for reader in readers:
      self.assertEqual(reader.data(1), ["x"])
      self.assertEqual(len(reader.data(2, 0.1)), 1)


class Return(Case):
  def published(self, topic, count, other=None):
    publisher = self.publisher()
    for number in range(count):
      publisher.publish(topic, str(number), id=f"{topic}:{number}")
      if other:
        publisher.publish(other, "not this", id=f"{other}:{number}")
    return publisher

  def test_who_comes_back_has_missed_nothing_and_gets_nothing_twice(self):
    topic = self.fresh()
    publisher = self.published(topic, 10, self.fresh("other"))
    reader = self.reader(topic, last=f"{topic}:3")
    self.assertEqual(reader.headers["last-event-id"], f"{topic}:3")
    self.assertEqual(reader.data(6), list("456789"))
    publisher.publish(topic, "new")
    self.assertEqual(reader.data(8, 1), [*"456789", "new"])

  def test_who_missed_nothing_gets_what_is_new(self):
    topic = self.fresh()
    publisher = self.published(topic, 3)
    reader = self.reader(topic, last=f"{topic}:2")
    publisher.publish(topic, "new")
    self.assertEqual(reader.data(2, 0.5), ["new"])

  def test_the_query_says_it_as_well_as_the_header(self):
    topic = self.fresh()
    self.published(topic, 4)
    query = [("lastEventID", f"{topic}:1")]
    reader = self.stream([topic], self.subscriber_token(topic), query=query)
    self.assertEqual(reader.data(2), ["2", "3"])

  def test_earliest_is_all_there_is(self):
    topic = self.fresh()
    self.published(topic, 4)
    self.assertEqual(self.reader(topic, last="earliest").data(4), list("0123"))


class Privacy(Case):
  def test_no_token_of_one_person_opens_the_topic_of_another(self):
    """Every pair of the listed ids, both ways."""
    readers = {}
    for own in TOPICS:
      for topic in TOPICS:
        try:
          readers[own, topic] = self.reader(topic, grant=[own])
        except Refused as refused:
          self.assertNotEqual(own, topic)
          self.assertIn(refused.status, (401, 403))
    publisher = self.publisher()
    for topic in TOPICS:
      self.assertEqual(publisher.publish(topic, topic)[0], 200)
    for (own, topic), reader in readers.items():
      self.assertEqual(reader.data(1, 2 if own == topic else 0), [topic] * (own == topic))
    for own in TOPICS:
      self.assertEqual(readers[own, own].data(2, 0), [own])

  def test_nobody_subscribes_without_a_token(self):
    self.refused((401, 403), [self.fresh()], None)

  def test_only_good_tokens_count(self):
    topic, good = self.fresh(), self.subscriber_token
    head, claims, code = good(topic).split(".")
    for jwt in (
        token("subscribe", [topic], self.hub.publish_key), good(topic, life=-1), "", "a.b.c",
        f"{head}.{claims}.", f"{head}.{claims}.{'A' * 43}", f"{encoded({'alg': 'none'})}.{claims}.",
        good(topic, header={"typ": "JWT", "alg": "HS512"}), good(topic, header={"typ": "JWT"}),
        f"{head}.{encoded({'mercure': {'subscribe': ['*']}, 'exp': 1 << 32})}.{code}"):
      self.refused((400, 401, 403), [topic], jwt)

  def test_the_vectors_of_tokens_open_nothing(self):
    for example in json.loads((FIXTURES / "jwt.json").read_text())["must_reject"]:
      self.refused((400, 401, 403), ["user/42/notifications"], example["token"])

  def test_publishing_takes_the_right_the_key_and_the_topic(self):
    topic = self.fresh()
    publisher = self.publisher(topic)
    for jwt in (
        self.subscriber_token(topic), token("publish", [topic], self.hub.subscribe_key),
        token("subscribe", [topic], self.hub.publish_key), "x",
        token("publish", [topic], self.hub.publish_key, life=-1),
        token("publish", [topic + "x"], self.hub.publish_key)):
      self.assertIn(publisher.publish(topic, "x", jwt)[0], (401, 403))
    self.assertEqual(publisher.publish(topic, "x")[0], 200)

  def test_what_breaks_a_rule_is_refused(self):
    topic = self.fresh()
    reader = self.reader(topic)
    publisher = self.publisher()
    for fields in ({"type": "a\nb"}, {"id": "#x"}, {"retry": "x"}):
      self.assertEqual(publisher.publish(topic, "x", **fields)[0], 400, fields)
    self.assertEqual(publisher.post("data=x")[0], 400)
    self.assertEqual(reader.data(1, 0.3), [])


SITE = r"""<?php
require '%s/HttpClient/autoload.php';
require '%s/Mercure/autoload.php';
use Symfony\Component\Mercure\{Hub, Update};
use Symfony\Component\Mercure\Jwt\StaticTokenProvider;
[, $url, $token, $topic] = $argv;
$hub = new Hub($url, new StaticTokenProvider($token));
echo $hub->publish(new Update($topic, json_encode(['a' => "é & b=c+d\n"]), true, null, 'created'));
echo "\n", $hub->publish(new Update($topic, 'second', true, 'urn:x:second', null, 1500));
"""

LISTENER = r"""<?php
require '%s/HttpClient/autoload.php';
use Symfony\Component\HttpClient\{Chunk\ServerSentEvent, EventSourceHttpClient, HttpClient};
[, $url, $token] = $argv;
$client = new EventSourceHttpClient(HttpClient::create(['timeout' => 20]));
$source = $client->connect($url, ['headers' => ["Authorization: Bearer $token"]]);
foreach ($client->stream($source, 20) as $chunk) {
    if ($chunk->isFirst()) {
        echo "open\n";
    }
    if ($chunk instanceof ServerSentEvent) {
        exit(json_encode([$chunk->getId(), $chunk->getType(), $chunk->getData()]) . "\n");
    }
}
"""


class Symfony(Case):
  def test_its_publisher_works_unchanged(self):
    topic = self.fresh()
    reader = self.reader(topic)
    with tempfile.NamedTemporaryFile("w", suffix=".php") as script:
      script.write(SITE % (SYMFONY, SYMFONY))
      script.flush()
      jwt = token("publish", ["*"], self.hub.publish_key)
      run = subprocess.run(["php", script.name, self.hub.url, jwt, topic], text=True,
                           capture_output=True, timeout=30, check=False)
    first, _, second = run.stdout.strip().partition("\n")
    self.assertEqual(second, "urn:x:second", run.stdout + run.stderr)
    self.assertEqual(reader.read(2), [
      (first, "created", '{"a":"\\u00e9 & b=c+d\\n"}'), (second, "message", "second")])

  def test_its_event_source_hears_what_is_published(self):
    topic = self.fresh()
    with tempfile.NamedTemporaryFile("w", suffix=".php") as script:
      script.write(LISTENER % SYMFONY)
      script.flush()
      jwt = token("subscribe", [topic], self.hub.subscribe_key)
      address = f"{self.hub.url}?topic={urllib.parse.quote(topic, safe='')}"
      with subprocess.Popen(["php", script.name, address, jwt], text=True,
                            stdout=subprocess.PIPE) as listener:
        self.assertEqual(listener.stdout.readline(), "open\n")
        publisher = self.publisher()
        self.assertEqual(publisher.publish(topic, "one\ntwo", id="urn:x:heard")[0], 200)
        publisher.close()
        heard = json.loads(listener.stdout.readline())
        listener.kill()
    self.assertEqual(heard, ["urn:x:heard", "message", "one\ntwo"])


if __name__ == "__main__":
  main()
