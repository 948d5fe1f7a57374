# SPDX-License-Identifier: MIT
"""The demo back-office live, in Firefox and in Chromium: run by Tests/Browser/run live.py."""

import argparse
import pathlib
import signal
import sys
import traceback

import chromium
import firefox
import live_checks
import live_end_checks
from checks import Checks
from live_scene import LiveScene

BROWSERS = {"Firefox": firefox, "Chromium": chromium}


class Named(Checks):
  def __init__(self, name):
    super().__init__()
    self._name = name

  def check(self, name, good, detail=""):
    super().check(f"{self._name}: {name}", good, detail)


def play(name, folder, build):
  checks = Named(name)
  if BROWSERS[name].program() is None:
    checks.check("is installed", False, "make deps-test installs it")
    return checks.counts
  scene = LiveScene(folder / name, build, is_firefox=name == "Firefox")
  try:
    scene.open()
    live_checks.run(scene, checks)
    live_end_checks.run(scene, checks)
    checks.equal("nothing broke the policy of the pages", scene.complaints(), [])
    checks.equal("PHP has no complaint", scene.site.php_errors(), [])
  except Exception as error:
    traceback.print_exc()
    checks.check("plays to its end", False, error)
  finally:
    scene.close()
  return checks.counts


def main():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--folder", required=True)
  parser.add_argument("--build", required=True, help="where libmatines.so is")
  parser.add_argument("--certificates", help="of no use here")
  parser.add_argument("--only", choices=BROWSERS)
  options = parser.parse_args()
  signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
  names = [options.only] if options.only else list(BROWSERS)
  counts = [play(name, pathlib.Path(options.folder), options.build) for name in names]
  passed, failed = map(sum, zip(*counts))
  print(f"{passed} passed, {failed} failed")
  return 1 if failed else 0


if __name__ == "__main__":
  sys.exit(main())
