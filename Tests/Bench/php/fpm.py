# SPDX-License-Identifier: MIT
"""fpm.py [PEER_PAGE]: what a whole notifying request costs under php-fpm, and its child in memory.

The peer's page, by default that of symfony/ where its packages are installed, runs in the same
pool, in turn. SAMPLES requests are measured of each."""

import itertools
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "Php"), str(HERE.parents[1] / "Servers")]

from fpm import Fpm
from running_server import RunningServer
from site_folder import Site

SAMPLES = int(os.environ.get("SAMPLES", 2000))
ROUNDS, WARM = 10, 200
KINDS = {"extension": "fpm_emit", "preload": "fpm_emit_ffi"}


class Pages:
  """A site with the pages to measure."""

  def __init__(self, site):
    self.site = site
    self.numbers = itertools.count()
    for name in ("page.php", "idle.php"):
      shutil.copyfile(HERE / name, site.pages / name)
    shutil.copyfile(HERE / "prepare.php", site.programs / "prepare.php")
    site.configure()
    if site.run("prepare.php", site.folder).wait() != 0:
      raise RuntimeError("the people could not be stored")

  def measure(self, fpm, page, count):
    """Microseconds of the wall, from a script's first line until the person is notified."""
    found = []
    for _ in range(count):
      answer = fpm.get(page, f"kind=offline&i={next(self.numbers)}")
      if answer.status != 200:
        raise RuntimeError(fpm.complaints())
      found.append(float(answer.text.split()[1]))
    return found


class Symfony:
  """The peer, where the pool's user may read it: its page, its store, its hub."""

  def __init__(self, site, page):
    source = (page.parent / "src/Bench/Hub.php").read_text()
    secret = re.search(r"SECRET = '(.*)'", source).group(1)
    self.page = site.pages / "peer" / page.name
    shutil.copytree(page.parent, self.page.parent)
    for path in (self.page.parent, *self.page.parent.rglob("*")):
      path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644))
    folder = site.own_folder("peer")
    self.hub = RunningServer(HERE / "hub.py", "--key", secret)
    subprocess.run(["php", self.page.parent / "symfony.php", folder, "prepare"], check=True)
    for path in folder.iterdir():
      site.give(path)
    # As its workers do: else every request would be the last to close the store, and sync it.
    self.open = sqlite3.connect(folder / "symfony.db")
    self.open.execute("SELECT count(*) FROM users").fetchone()
    self.environment = {"PEER_FOLDER": folder, "PEER_HUB": self.hub.ready["url"]}


def emits(variant, page):
  with Site(variant) as site:
    pages = Pages(site)
    peer = Symfony(site, page) if page else None
    try:
      with Fpm(site, environment=peer.environment if peer else {}) as fpm:
        measured = {"page.php": [], **({peer.page: []} if peer else {})}
        for each in measured:
          pages.measure(fpm, each, WARM)
        for _ in range(ROUNDS):
          for each, times in measured.items():
            times += pages.measure(fpm, each, SAMPLES // ROUNDS)
    finally:
      if peer:
        peer.open.close()
        peer.hub.stop()
  ours, *others = (statistics.median(times) for times in measured.values())
  beside = "".join(f" peer=symfony peer_value={value:.1f} ratio={ours / value:.3f}"
                   for value in others)
  print(f"bench {KINDS[variant]} {ours:.1f} us{beside}", flush=True)


def memory():
  """What the first use of the engine adds to a child that has served other pages."""
  with Site("extension") as site:
    pages = Pages(site)
    with Fpm(site) as fpm:
      for _ in range(50):
        fpm.get("idle.php")
      before = private_dirty(fpm)
      pages.measure(fpm, "page.php", 10)
      gained = private_dirty(fpm) - before
  print(f"bench fpm_worker_memory {gained / 1024:.2f} MiB target=8", flush=True)


def private_dirty(fpm):
  text = pathlib.Path(f"/proc/{fpm.children()[0]}/smaps_rollup").read_text()
  return int(re.search(r"Private_Dirty: *(\d+)", text).group(1))


def main():
  page = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "symfony/page.php"
  emits("extension", page)
  emits("preload", None)
  memory()


if __name__ == "__main__":
  main()
