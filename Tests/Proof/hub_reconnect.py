# SPDX-License-Identifier: MIT
"""A reader that loses its stream again and again, a hub killed in the middle: nothing is lost."""

import random
import sys
import threading
import time

from hub_ground import HubGround

TOPIC = "user/42/notifications"
RECONNECTS = 13


def publish(ground, count, pause):
  publisher = ground.hub.publisher([TOPIC])
  for number in range(count):
    if number == count // 2:
      # The reader starts it again while we try: who starts it must outlive it.
      ground.hub.process.kill()
    ground.published(publisher, TOPIC, str(number), id=f"urn:update:{number}")
    time.sleep(pause)
  publisher.close()


def main(quick):
  count = 300 if quick else 1_500
  dice = random.Random(13)
  with HubGround("hub_reconnect") as ground:
    end = dice.randint(1, count // 20)
    work = threading.Thread(target=publish, args=(ground, count, 0.002))
    reader, got, opened = ground.hub.reader(TOPIC), [], 1
    work.start()
    limit = time.monotonic() + 60
    while len(got) < count and time.monotonic() < limit:
      reader.read(1, 0.5)
      got += [event[2] for event in reader.events]
      reader.events.clear()
      if not reader.open or len(got) >= end:
        last = reader.last_id
        reader.close()
        if len(got) < count:
          time.sleep(dice.random() * 0.05)
          reader = ground.back(TOPIC, last)
          opened += 1
          end = len(got) + dice.randint(1, count // 20) if opened <= RECONNECTS else count
    work.join()
    wanted = [str(number) for number in range(count)]
    lost, doubled = len(set(wanted) - set(got)), len(got) - len(set(got))
    order = sum(1 for a, b in zip(got, got[1:]) if int(a) > int(b))
    ground.check(got == wanted, f"lost {lost}, doubled {doubled}, out of order {order}")
    ground.check(opened > RECONNECTS, f"only {opened - 1} reconnects")
  return ground.verdict(count, 0, f"publishes reconnects={opened - 1} restarts=1 lost={lost} "
                                  f"doubled={doubled} out_of_order={order}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
