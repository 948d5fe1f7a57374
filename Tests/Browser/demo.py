# SPDX-License-Identifier: MIT
"""The PHP demo in a real Firefox: prints one line per check, and last `N passed, N failed`.

Pictures of its pages are kept in the folder screenshots of the build."""

import argparse
import pathlib
import signal
import sys
import traceback

HERE = pathlib.Path(__file__).parent
sys.path += [str(HERE.parent / "Servers"), str(HERE.parent / "Demo")]

import demo_checks
import demo_pictures
import firefox
from checks import Checks
from demo_scene import DemoScene


def main():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--folder", required=True, help="for everything, removed by the caller")
  parser.add_argument("--build", required=True, help="where libmatines.so is")
  parser.add_argument("--certificates", required=True)
  arguments = parser.parse_args()
  signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
  checks = Checks()
  if firefox.program() is None:
    checks.check("Firefox is installed", False, "there is no firefox-esr and no firefox here")
  else:
    _play(DemoScene(arguments.folder, arguments.build, arguments.certificates), checks,
          pathlib.Path(arguments.build) / "screenshots")
  passed, failed = checks.counts
  print(f"{passed} passed, {failed} failed")
  return 1 if failed else 0


def _play(scene, checks, pictures):
  try:
    scene.open()
    demo_checks.run(scene, checks)
    demo_pictures.run(scene, checks, pictures)
    demo_checks.leave(scene, checks)
    demo_checks.without_script(scene, checks)
    checks.equal("the console has neither errors nor violations", scene.complaints(), [])
    errors = [line for line in scene.site.log("server").splitlines() if "PHP " in line
              and "Development Server" not in line]
    checks.equal("nor has PHP", errors, [])
  except Exception as error:
    traceback.print_exc()
    checks.check("the demo plays to its end", False, error)
  finally:
    scene.close()


if __name__ == "__main__":
  sys.exit(main())
