# SPDX-License-Identifier: MIT
"""The demo back-office behind nginx and php-fpm: Agnès promotes Jeanne, whose bell rings."""

import json
import re
import signal

import running
from fpm import Fpm
from nginx import Nginx, Visitor
from site_folder import USER, Site
from stream import Hub, Stream



def told(variant):
  with Site(variant) as site:
    folder = site.own_folder("demo")
    settings = {"DEMO_DATA": str(folder), "DEMO_ORIGIN": "http://localhost"}
    with Hub(site, folder) as hub:
      settings |= hub.settings
      with Fpm(site, children=2, environment=settings) as fpm, \
          Nginx(site, site.php / "demo/public", hub.port) as nginx:
        worker = working(site, settings)
        try:
          jeanne, agnes = signed_in(nginx, "jeanne"), signed_in(nginx, "admin")
          stream = Stream(nginx, jeanne)
          before = unread(jeanne)
          page = agnes.get("/")[1]
          form = page[page.index("/people/jeanne/promote"):]
          ministry = re.search(r'<option value="([^"]+)"', form).group(1)
          status, _ = agnes.post("/people/jeanne/promote", rank="minister", ministry=ministry)
          expect(status == 303, f"promoting answered {status}")
          # By now both children have answered: what one accepted the other counts.
          counts = {unread(jeanne) for _ in range(10)}
          expect((before, counts) == (0, {1}), f"the bell said {before}, then {counts}")
          update = stream.update()
          expect((update["kind"], update["unread"]) == ("created", 1), f"told was {update}")
          expect(jeanne.get("/style.css")[0] == 200, "nginx serves no file")
          expect(jeanne.get("/matines-push.js")[0] == 200, "no script of the library")
          expect(jeanne.get("/bootstrap.php")[0] == 404, "nginx runs any file")
          expect(stream.publishing() == 403, "whoever is outside may publish")
          jeanne.get("/")
          expect(jeanne.post("/sign-out")[0] == 303, "nobody can leave")
          expect(stream.update() is None, "a stream outlives its session")
          expect(Stream(nginx, jeanne, stream).status == 401, "its cookie does, too")
        except Exception as error:
          raise RuntimeError(f"{error!r}; it said: {fpm.complaints()}") from error
        finally:
          running.stop(worker)
  return True


def working(site, settings):
  user = {"user": USER, "group": USER, "extra_groups": []} if USER else {}
  return running.start(
    [*site.command_line(), site.php / "demo/bin/worker.php"], signal.SIGKILL,
    env=site.environment() | settings, stdout=open(site.folder / "worker.log", "w"), **user)


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
