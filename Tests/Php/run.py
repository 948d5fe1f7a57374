# SPDX-License-Identifier: MIT
"""php-fpm with the extension, and by the preload recipe of bindings/php/README.md."""

import os
import sys
import time

import story
from cases import Cases
from fpm import Fpm
from site_folder import VARIANTS, Site

WAYS_OUT = ("install the extension", "bindings/php/README.md")
WITHOUT = {"a preload": "extension=ffi\nffi.enable=preload\n", "FFI": "ffi.enable=0\n",
           "its use": "extension=ffi\nffi.enable=0\n"}


def message_without(settings):
  """Somebody who has neither way in reads both ways out."""
  with Site("preload") as site:
    site.configure()
    site.settings = lambda: settings
    with Fpm(site) as fpm:
      text = fpm.get("unavailable.php").text
      return all(way in text for way in WAYS_OUT) or print(f"  it says: {text}")


def cases():
  for what, settings in WITHOUT.items():
    yield f"without {what} the message helps", lambda settings=settings: message_without(settings)
  for variant in VARIANTS:
    of_variant = Cases(variant)
    for name in of_variant.names:
      yield f"{variant}: {name.replace('_', ' ')}", lambda n=name, o=of_variant: o.run(n)
    yield f"{variant}: the back-office tells its story", lambda v=variant: story.told(v)


def main():
  counted = {True: 0, False: 0}
  only = os.environ.get("ONLY", "")
  for name, case in cases():
    if only not in name:
      continue
    began = time.monotonic()
    try:
      good = bool(case())
    except Exception as error:
      good = False
      print(f"  {error}")
    counted[good] += 1
    print(f"{'ok    ' if good else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
  print(f"{counted[True]} passed, {counted[False]} failed")
  return 1 if counted[False] else 0


if __name__ == "__main__":
  sys.exit(main())
