# SPDX-License-Identifier: MIT
"""The figures of the hub: hub.py FOLDER, where the program `hub` lies.

hub_publish: publications a second of the hub's processor, on one connection. hub_latency_p99: from
a publication's first octet to its subscriber, while a worker beside drains mail.
"""

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Hub"))

from client import token  # noqa: E402
from library import Library  # noqa: E402
from our_hub import TOOL, OurHub, with_parent  # noqa: E402


def measured(hub, program, count, pause_us):
  publish = token("publish", ["user/42/notifications"], hub.publish_key, life=600)
  subscribe = token("subscribe", ["user/42/notifications"], hub.subscribe_key, life=600)
  run = subprocess.run([program, str(hub.port), str(count), str(pause_us), publish, subscribe,
                        str(hub.process.pid)], check=True, capture_output=True, text=True)
  return [float(word) for word in run.stdout.split()]


class Draining:
  """Mail that waits, and a worker that sends it into a folder."""

  def __init__(self, hub):
    document = {"store": f"sqlite:{hub.folder}/mail.db?survive_power_loss=no",
                "mailer": f"spool:{hub.folder}/mail",
                "policy": {"ladders": {"standard": [{"channel": "email", "when": "any"}]}}}
    path = hub.folder / "mail.json"
    path.write_text(json.dumps(document))
    self.mail = hub.folder / "mail"
    self.engine = Library(path.read_text())
    self._emit(int(os.environ.get("WAITING", 100_000)))
    self.worker = subprocess.Popen([TOOL, "work", "--config", path], preexec_fn=with_parent,
                                   stdout=subprocess.DEVNULL)

  def _emit(self, count):
    who = '{"user_id": "%d", "users": [{"id": "%d", "email": "a%d@example.org"}]}'
    for number in range(count):
      self.engine.emit("user.promoted_to_minister", f"e{number}", who % (number, number, number))

  def sent(self):
    return sum(1 for _ in os.scandir(self.mail)) if self.mail.exists() else 0

  def stop(self):
    self.worker.terminate()
    self.worker.wait()
    self.engine.close()


def main(folder):
  count = int(os.environ.get("PUBLISHES", 60_000))
  hub = OurHub()
  try:
    measured(hub, folder / "hub", 5_000, 0)
    rate, each = max(measured(hub, folder / "hub", count // 3, 0) for _ in range(3))
    print(f"bench hub_publish {rate:.0f} /s cpu_us={each} target=20000")
    half, most = measured(hub, folder / "hub", 2_000, 1_000)
    print(f"bench hub_latency_alone_p99 {most:.0f} us p50={half:.0f}")
    mail = Draining(hub)
    before = mail.sent()
    half, most = measured(hub, folder / "hub", 3_000, 1_000)
    sent = mail.sent() - before
    if not sent:
      raise SystemExit("bench: no mail was drained beside the hub")
    mail.stop()
    print(f"bench hub_latency_p99 {most:.0f} us p50={half:.0f} target=2000 mails={sent}")
  finally:
    hub.close()


if __name__ == "__main__":
  main(pathlib.Path(sys.argv[1]))
