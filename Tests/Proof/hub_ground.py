# SPDX-License-Identifier: MIT
"""A ground with a hub of our own on it, and as many descriptors as its readers need."""

import pathlib
import resource
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Hub"))

from client import Refused  # noqa: E402
from ground import Ground  # noqa: E402
from our_hub import OurHub  # noqa: E402


def many_files():
  soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
  wanted = hard if hard != resource.RLIM_INFINITY else 65536
  resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(wanted, 65536)), hard))


class HubGround(Ground):
  def __init__(self, name, folder=None, **settings):
    super().__init__(name)
    many_files()
    self.hub = OurHub(folder or self.folder, **settings)

  def __exit__(self, *rest):
    self.check(self.hub.alive, "the hub is gone")
    code = self.hub.stop()
    self.check(code == 0, f"the hub ended with {code}: {self.hub.said()[-300:].decode()}")
    super().__exit__(*rest)

  def published(self, publisher, topic, data, patience=10, **fields):
    """Publishes until the hub has taken it, as a worker does; answers how often it asked."""
    limit, tries = time.monotonic() + patience, 0
    while time.monotonic() < limit:
      tries += 1
      try:
        status, _ = publisher.publish(topic, data, **fields)
        if status == 200:
          return tries
      except OSError:
        pass
      publisher.close()
      time.sleep(0.01)
    raise TimeoutError(f"not published: {data[:40]}")

  def back(self, topic, last, patience=10):
    """A reader who comes back, as a browser does; a hub that was killed is started again."""
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
      if not self.hub.alive:
        self.hub.kill()
        self.hub.start()
      try:
        return self.hub.reader(topic, last=last)
      except (OSError, Refused):
        time.sleep(0.02)
    raise TimeoutError("the reader does not come back")
