# SPDX-License-Identifier: MIT
"""Web Push in a real Firefox: prints one line per check, and last `N passed, N failed`."""

import os
import pathlib
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
from checks import played
from scene import Scene

PARTS = (worker_checks, delivery_checks, shown_checks, subscription_checks, engine_checks)


def _play(arguments, checks):
  scene = Scene(arguments.folder, arguments.build, arguments.certificates)
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
  sys.exit(played(_play, firefox.program(), __doc__))
