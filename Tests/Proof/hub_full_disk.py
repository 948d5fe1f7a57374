# SPDX-License-Identifier: MIT
"""A disk without room: open streams hear all, the publisher is told, and what was taken stays."""

import subprocess
import sys

from hub_ground import HubGround


def main(_):
  with HubGroundOnSmallDisk("hub_full_disk") as ground:
    if not ground.mounted:
      ground.check(False, "no right to mount a disk: MATINES_NO_MOUNT=1 leaves it out")
      return ground.verdict(0, 0, "updates")
    topic = "user/42/notifications"
    reader, publisher = ground.hub.reader(topic), ground.hub.publisher()
    statuses, count = [], 0
    while statuses.count(507) < 20 and count < 1_000:
      statuses.append(publisher.publish(topic, f"{count} " + "x" * 4_000, id=f"u{count}")[0])
      count += 1
      reader.read(count, 5)
    ground.check(set(statuses) == {200, 507}, f"answers {sorted(set(statuses))}")
    heard = len(reader.read(count, 10))
    ground.check(heard == count, f"{heard} of {count} heard while the disk was full")
    ground.check(b"no space left" in ground.hub.said(), "the log says nothing")
    ground.check(ground.hub.said().count(b"no space left") == 1, "the log says it again and again")
    ground.filler.unlink()
    again = [number for number, status in enumerate(statuses) if status == 507]
    for number in again:
      status = publisher.publish(topic, f"{number} " + "x" * 4_000, id=f"u{number}")[0]
      ground.check(status == 200, f"{status} with room again")
    ground.check(len(reader.read(count + 1, 0.5)) == count, "repeats were sent again")
    ground.hub.kill()
    ground.hub.start()
    kept = {event[0] for event in ground.hub.reader(topic, last="earliest").read(count, 5)}
    ground.check(len(kept) == count, f"{len(kept)} of {count} replayed")
    publisher.close()
  return ground.verdict(count, 0, f"updates refused={len(again)} heard={heard} kept={len(kept)}")


class HubGroundOnSmallDisk(HubGround):
  """Its journal lies on a disk of its own, most of which is taken."""

  def __init__(self, name):
    super().__init__(name)
    self.hub.stop()
    disk = self.folder / "disk"
    disk.mkdir(mode=0o700)
    self.mounted = subprocess.run(
      ["mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "matines", disk], check=False,
      stderr=subprocess.DEVNULL).returncode == 0
    self.disk, self.filler = disk, disk / "filler"
    if self.mounted:
      self.filler.write_bytes(b"x" * 1_600_000)
    self.hub = type(self.hub)(self.folder, journal=str(disk / "hub"))

  def __exit__(self, *rest):
    super().__exit__(*rest)
    if self.mounted:
      subprocess.run(["umount", self.disk], check=False)


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
