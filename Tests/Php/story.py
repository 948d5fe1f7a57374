# SPDX-License-Identifier: MIT
"""The demo back-office behind nginx and php-fpm: Agnès promotes Jeanne, whose bell counts it."""

import json
import re

from fpm import Fpm
from nginx import Nginx, Visitor
from site_folder import ROOT, Site

THERE = (ROOT / "bindings/php/demo/public/index.php").exists()


def told(variant):
  with Site(variant) as site:
    folder = site.own_folder("demo")
    settings = {"DEMO_DATA": folder, "DEMO_ORIGIN": "http://localhost"}
    with Fpm(site, children=2, environment=settings) as fpm:
      with Nginx(site, site.php / "demo/public") as nginx:
        try:
          jeanne, agnes = signed_in(nginx, "jeanne"), signed_in(nginx, "admin")
          before = unread(jeanne)
          page = agnes.get("/")[1]
          form = page[page.index("/people/jeanne/promote"):]
          ministry = re.search(r'<option value="([^"]+)"', form).group(1)
          status, _ = agnes.post("/people/jeanne/promote", rank="minister", ministry=ministry)
          expect(status == 303, f"promoting answered {status}")
          # By now both children have answered: what one accepted the other counts.
          counts = {unread(jeanne) for _ in range(10)}
          expect((before, counts) == (0, {1}), f"the bell said {before}, then {counts}")
          expect(jeanne.get("/style.css")[0] == 200, "nginx serves no file")
          expect(jeanne.get("/matines-push.js")[0] == 200, "no script of the library")
          expect(jeanne.get("/bootstrap.php")[0] == 404, "nginx runs any file")
        except Exception as error:
          raise RuntimeError(f"{error!r}; it said: {fpm.complaints()}") from error
  return True


def signed_in(nginx, account):
  visitor = Visitor(nginx)
  status, text = visitor.get("/sign-in?return=/")
  expect(status == 200, f"the way in answered {status}: {text[:200]}")
  status, _ = visitor.post("/sign-in", account=account)
  expect(status == 303, f"signing in answered {status}")
  visitor.get("/")
  return visitor


def unread(visitor):
  status, text = visitor.get("/api/counts")
  expect(status == 200, f"the bell answered {status}: {text[:200]}")
  return json.loads(text)["unread"]


def expect(held, problem):
  if not held:
    raise AssertionError(problem)
