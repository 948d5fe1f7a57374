# SPDX-License-Identifier: MIT
"""Readers that stop reading: each costs at most 1 MiB and is cut off; those beside hear all."""

import sys
import time

from hub_ground import HubGround

LIMIT = 1 << 20


def main(quick):
  count, size = (8, 8_192) if quick else (40, 16_384)
  with HubGround("hub_stalled", history_bytes=65_536) as ground:
    topic = "user/42/notifications"
    good, publisher = ground.hub.reader(topic), ground.hub.publisher()
    ground.published(publisher, topic, "x" * size)
    before = ground.hub.memory()
    stalled = [ground.hub.reader(topic) for _ in range(count)]
    highest, sent = 0, 1
    while sent < (16 << 20) // size and (sent < 50 or not all_cut(ground)):
      ground.published(publisher, topic, "x" * size)
      sent += 1
      good.read(sent, 5)
      highest = max(highest, ground.hub.memory() - before)
    ground.check(highest <= count * LIMIT, f"{highest} octets for {count} stalled readers")
    ended = sum(ends_late(reader) for reader in stalled)
    ground.check(ended == count, f"{ended} of {count} were cut off")
    ground.check(len(good.events) == sent, f"{len(good.events)} of {sent} heard by who reads")
    time.sleep(0.5)
    after = ground.hub.memory() - before
    ground.check(after < 4 << 20, f"{after} octets stay")
    good.close()
    publisher.close()
  return ground.verdict(count, LIMIT, f"stalled octets_each={highest // count} cut={ended} "
                                      f"sent_octets={sent * size} stays={after}")


def all_cut(ground):
  """But for the reader who reads, and the publisher."""
  return len(connections(ground.hub)) <= 2


def connections(hub):
  """The established connections of the hub's port, seen from its side."""
  with open("/proc/net/tcp", encoding="ascii") as table:
    rows = [line.split() for line in table][1:]
  port = f":{hub.port:04X}"
  return [row for row in rows if row[1].endswith(port) and row[3] == "01"]


def ends_late(reader):
  """It reads what the kernel kept for it, and then the end."""
  return reader.ends(5)


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
