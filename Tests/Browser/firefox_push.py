# SPDX-License-Identifier: MIT
"""Web Push in a real Firefox: prints one line per check, and last `N passed, N failed`."""

import argparse
import os
import pathlib
import signal
import sys
import time
import traceback

HERE = pathlib.Path(__file__).parent
sys.path.append(str(HERE.parent / "Servers"))

import delivery_checks
import engine_checks
import firefox
import shown_checks
import subscription_checks
import worker_checks
from checks import Checks
from scene import Scene

PARTS = (worker_checks, delivery_checks, shown_checks, subscription_checks, engine_checks)


def main():
  parser = argparse.ArgumentParser()
  parser.add_argument("--folder", required=True, help="for everything, removed by the caller")
  parser.add_argument("--build", required=True, help="where libmatines.so is")
  parser.add_argument("--certificates", required=True)
  arguments = parser.parse_args()
  signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
  checks = Checks()
  if firefox.program() is None:
    checks.check("Firefox is installed", False, "there is no firefox-esr and no firefox here")
  else:
    _play(Scene(arguments.folder, arguments.build, arguments.certificates), checks)
  passed, failed = checks.counts
  print(f"{passed} passed, {failed} failed")
  return 1 if failed else 0


def _play(scene, checks):
  try:
    scene.open()
    for part in PARTS:
      start = time.monotonic()
      _attempt(part, scene, checks)
      print(f"   {part.__name__}: {time.monotonic() - start:.1f} s", flush=True)
    checks.equal("nothing violated the site's policy", scene.site.inbox.violations, [])
    _take_screenshot(scene, checks)
  except Exception as error:
    traceback.print_exc()
    checks.check("Firefox answers", False, error)
  finally:
    scene.close()


def _attempt(part, scene, checks):
  """One part that ends badly does not hide what the others find."""
  try:
    part.run(scene, checks)
  except Exception as error:
    traceback.print_exc()
    checks.check(f"{part.__name__} runs to its end", False, error)


def _take_screenshot(scene, checks):
  file = os.environ.get("MATINES_SCREENSHOT")
  if file:
    scene.visit("/admin")
    scene.tests("report", checks.lines)
    pathlib.Path(file).write_bytes(scene.firefox.screenshot())


if __name__ == "__main__":
  sys.exit(main())
