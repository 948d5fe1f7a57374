# SPDX-License-Identifier: MIT
"""A million bent requests: the hub lives, serves and does not grow."""

import subprocess
import sys
import time

from hub_ground import HubGround  # which says where the client is
from client import token

GROWTH = 24 << 20


def main(quick):
  count = 20_000 if quick else 1_000_000
  with HubGround("hub_fuzz", history_bytes=1 << 20, limits={"head_ms": 2_000}) as ground:
    publish = token("publish", ["*"], ground.hub.publish_key, life=3_600)
    subscribe = token("subscribe", ["*"], ground.hub.subscribe_key, life=3_600)
    before, start = ground.hub.memory(), time.monotonic()
    run = ground.start("hub_fuzz", ground.hub.port, count, 7, publish, subscribe,
                       stdout=subprocess.PIPE)
    ground.finish(run, 800)
    sent, good, bad = (int(word) for word in (run.stdout.read() or "0 0 0").split())
    seconds = time.monotonic() - start
    grown = ground.hub.memory() - before
    ground.check(sent >= count, f"{sent} sent")
    ground.check(good > 0 and bad > 0, f"{good} good and {bad} refused: bent badly")
    ground.check(grown < GROWTH, f"{grown} octets more")
    reader, publisher = ground.hub.reader("after"), ground.hub.publisher()
    ground.published(publisher, "after", "alive")
    ground.check(reader.data(1) == ["alive"], "it does not serve any more")
    reader.close()
    publisher.close()
  return ground.verdict(sent, count, f"requests seconds={seconds:.0f} first_answers_2xx={good} "
                                     f"first_answers_4xx={bad} grown_octets={grown}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
