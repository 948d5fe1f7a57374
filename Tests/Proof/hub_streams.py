# SPDX-License-Identifier: MIT
"""Thousands of open streams, one person each: what they cost, and that each hears its own."""

import random
import sys

from hub_ground import HubGround

LIMIT = 60 << 20


def main(quick):
  count = 1_000 if quick else 5_000
  with HubGround("hub_streams") as ground:
    publisher = ground.hub.publisher()
    topics = [f"user/{number}/notifications" for number in range(count)]
    ground.hub.reader("user/warm/notifications").close()
    before = ground.hub.memory()
    readers = {topic: ground.hub.reader(topic) for topic in topics}
    grown = ground.hub.memory() - before
    limit = LIMIT * count // 5_000
    ground.check(grown <= limit, f"{grown} octets for {count} streams")
    chosen = random.Random(5).sample(topics, 200)
    for topic in chosen:
      ground.published(publisher, topic, topic)
    heard = sum(readers[topic].data(1, 5) == [topic] for topic in chosen)
    ground.check(heard == len(chosen), f"{heard} of {len(chosen)} heard their update")
    strays = sum(bool(readers[topic].data(1, 0)) for topic in topics if topic not in chosen)
    ground.check(strays == 0, f"{strays} heard another's")
    loaded = ground.hub.memory() - before
    for reader in readers.values():
      reader.close()
    publisher.close()
  return ground.verdict(count, limit, f"streams grown_octets={grown} per_stream={grown // count} "
                                      f"after_updates={loaded} heard={heard} strays={strays}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
