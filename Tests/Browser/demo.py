# SPDX-License-Identifier: MIT
"""The PHP demo in a real Firefox: prints one line per check, and last `N passed, N failed`.

Pictures of its pages are kept in the folder screenshots of the build."""

import pathlib
import sys
import traceback

HERE = pathlib.Path(__file__).parent
sys.path += [str(HERE.parent / "Servers"), str(HERE.parent / "Demo")]

import demo_checks
import demo_pictures
import demo_sent_checks
import firefox
from checks import played
from demo_scene import DemoScene


def _play(arguments, checks):
  scene = DemoScene(arguments.folder, arguments.build, arguments.certificates)
  try:
    scene.open()
    demo_checks.run(scene, checks)
    letters = demo_sent_checks.run(scene, checks)
    demo_pictures.run(scene, checks, pathlib.Path(arguments.build) / "screenshots", letters)
    demo_checks.leave(scene, checks)
    demo_checks.without_script(scene, checks)
    checks.equal("the console has neither errors nor violations", scene.complaints(), [])
    checks.equal("nor has PHP", scene.site.php_errors(), [])
  except Exception as error:
    traceback.print_exc()
    checks.check("the demo plays to its end", False, error)
  finally:
    scene.close()


if __name__ == "__main__":
  sys.exit(played(_play, firefox.program(), __doc__))
