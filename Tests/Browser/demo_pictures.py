# SPDX-License-Identifier: MIT
"""The demo's pages in light and dark, wide and narrow: kept as pictures, and audited on the way."""

import pathlib
import time

AUDIT = (pathlib.Path(__file__).parent / "pages" / "audit.js").read_text()
# name, who, path, what is clicked before the picture
PAGES = (
  ("people", "admin", "/", None),
  ("bell", "other", "/", "#bell"),
  ("centre", "other", "/notifications", None),
  ("preferences", "other", "/preferences", None),
  ("why", "other", "/notifications?category=role", "main [data-why]"),
  ("sent", "admin", "/sent", None),
  ("person", "other", "/people/karim", None),
  ("refused", "other", "/nothing", None),
  ("sign-in", "other", "/sign-in", None),
)


def run(scene, checks, folder, letters):
  """`letters` are addresses of what left, by name."""
  pages = [*PAGES, *((name, "admin", path, None) for name, path in letters.items())]
  folder.mkdir(parents=True, exist_ok=True)
  for is_narrow in (False, True):
    for is_dark in (False, True):
      faults = {}
      for name, who, path, click in pages:
        _show(scene, who, path, click, is_narrow, is_dark)
        found = scene.firefox.page(AUDIT)
        if found:
          faults[name] = found
        file = f"{name}-{'dark' if is_dark else 'light'}{'-320' if is_narrow else ''}.png"
        (folder / file).write_bytes(scene.firefox.screenshot())
      width, theme = (320 if is_narrow else 1280), ("dark" if is_dark else "light")
      checks.equal(f"nothing is wrong at {width} pixels in {theme}", faults, {})
  scene.dark(False)
  scene.narrow(False)


def _show(scene, who, path, click, is_narrow, is_dark):
  scene.be(who)
  scene.visit(path)
  scene.narrow(is_narrow)
  scene.dark(is_dark)
  if click:
    before = scene.page("location.pathname")
    scene.click(click)
    if click != "#bell":
      scene.wait("location.pathname !== arguments[0]", before)
      scene.narrow(is_narrow)
  time.sleep(0.4)  # the panel has faded in, the mail is drawn
