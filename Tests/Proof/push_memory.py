# SPDX-License-Identifier: MIT
"""A million sends to one push service: what the process owns does not grow."""

import os
import shutil
import socket
import subprocess
import sys
import time

from ground import Ground
from pushing import Pusher, certificates, private_dirty

GROWTH = 2 << 20
BATCH = 1_000  # browsers in one call


def nghttpd(ground, authority):
  """Answers 200 to a POST of a file that is there. The port is one that was free a moment ago."""
  program = shutil.which("nghttpd")
  if program is None:
    raise FileNotFoundError("nghttpd: apt-get install nghttp2-server")
  with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
  site = ground.folder / "site"
  site.mkdir()
  # Not empty: libcurl 7.88 resets the stream of an answer whose head already says that nothing
  # follows, and nghttpd closes a connection after a thousand resets.
  (site / "push").write_text("ok")
  process = subprocess.Popen(
    [program, "--address=127.0.0.1", f"--htdocs={site}", str(port), authority / "server.key",
     authority / "server.pem"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
  ground._started.append(process)

  def answers():
    with socket.socket() as client:
      return client.connect_ex(("127.0.0.1", port)) == 0

  ground.check(ground.until(answers, 10), "nghttpd does not listen")
  return port


def main(quick):
  count = int(os.environ.get("COUNT", 20_000 if quick else 1_000_000))
  with Ground("push_memory") as ground:
    authority = certificates(ground)
    port = nghttpd(ground, authority)
    pusher = Pusher(ground, "direct", authority, [port])
    endpoints = [f"https://push.localhost:{port}/push"] * BATCH
    first = min(100_000, count // 10)
    sent, delivered, early, start = 0, 0, 0, time.monotonic()
    while sent < count:
      delivered += pusher.send(endpoints).count("delivered")
      sent += BATCH
      if not early and sent >= first:
        early = private_dirty()
    seconds = time.monotonic() - start
    late = private_dirty()
    ground.check(delivered == sent, f"{delivered} of {sent} delivered; {pusher.said[:2]}")
    ground.check(late - early < GROWTH, f"{late - early} octets more than after {first}")
    pusher.close()
    return ground.verdict(sent, count, f"sends at_{first}_kib={early // 1024} "
                          f"at_end_kib={late // 1024} growth_kib={(late - early) // 1024} "
                          f"per_s={sent / seconds:.0f}")


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
