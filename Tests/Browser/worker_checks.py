# SPDX-License-Identifier: MIT
"""The functions of the service worker, called where they run."""

import json
import pathlib

FIXTURE = pathlib.Path(__file__).parent.parent / "Fixtures" / "target-url.json"
TITLE = {"notification": {"title": "T"}}
PLAIN = {"title": "T", "body": "", "lang": "", "tag": "", "ack": ""}
GENERIC = {"title": "Nouvelle notification", "body": "Ouvrez le site pour la lire.",
           "lang": "", "tag": "", "ack": ""}

MESSAGES = [
  ("no data", None, GENERIC),
  ("no octet", "", GENERIC),
  ("not JSON", "bonjour", GENERIC),
  ("half of a document", '{"notification": {"title": "T"', GENERIC),
  ("null", "null", GENERIC),
  ("a number", "42", GENERIC),
  ("a list", "[1, 2]", GENERIC),
  ("text", '"T"', GENERIC),
  ("no notification", {"id": ""}, GENERIC),
  ("a notification that is a list", {"notification": ["T"]}, GENERIC),
  ("a notification that is null", {"notification": None}, GENERIC),
  ("a title that is a number", {"notification": {"title": 7}}, GENERIC),
  ("a title of spaces", {"notification": {"title": " \t\n"}}, GENERIC),
  ("a title of controls", {"notification": {"title": "\0\x1b"}}, GENERIC),
  ("only a title", TITLE, PLAIN),
  ("markup, which stays text", {"notification": {"title": "<b>T</b>", "body": "<img src=x>"}},
   PLAIN | {"title": "<b>T</b>", "body": "<img src=x>"}),
  ("NUL within words", {"notification": {"title": "a\0b", "body": "c\x1bd\ne"}},
   PLAIN | {"title": "a b", "body": "c d\ne"}),
  ("wrong types beside a title",
   {"id": 1, "ack": {}, "data": 5, "notification": {"title": "T", "body": [], "lang": 3,
                                                    "tag": {}}}, PLAIN),
  ("an id and no tag", {"id": "n-1"} | TITLE, PLAIN | {"tag": "n-1"}),
  ("a generic one with a token", {"id": "n-1", "ack": "t"}, GENERIC | {"tag": "n-1", "ack": "t"}),
  ("a target in data", {"data": {"targetUrl": "/a"}} | TITLE, PLAIN | {"target": "/a"}),
  ("navigate before data",
   {"data": {"targetUrl": "/a"}, "notification": {"title": "T", "navigate": "/b"}},
   PLAIN | {"target": "/b"}),
  ("an own __proto__", '{"__proto__": {"ack": "t"}, "notification": {"title": "T"}}', PLAIN),
]

SETTINGS = [
  ("all of them", "?ack=/a&subscribe=/s&home=/h&key=BK",
   {"ack": "/a", "subscribe": "/s", "home": "/h", "key": "BK"}),
  ("none", "", {"ack": None, "subscribe": None, "home": "/", "key": None}),
  ("those of another origin", "?ack=//evil.example/a&subscribe=https://evil.example/&home=/%5Ce",
   {"ack": None, "subscribe": None, "home": "/", "key": None}),
  ("scripts", "?ack=javascript:1&subscribe=data:,1&home=blob:https://bo.example.org/1",
   {"ack": None, "subscribe": None, "home": "/", "key": None}),
]


def run(scene, checks):
  scene.visit("/collect/page")
  scene.subscribe("/collect/worker.js")
  _targets(scene, checks)
  _messages(scene, checks)
  _settings(scene, checks)


def _called(scene, *call):
  answer = scene.tests("askWorker", *call)
  return answer["value"] if "value" in answer else answer


def _targets(scene, checks):
  fixture = json.loads(FIXTURE.read_text())
  origin, home = fixture["origin"], fixture["default"]
  for case in fixture["cases"]:
    wanted = origin + home if case["opens"] == "default" else case["opens"]
    name = json.dumps(case["targetUrl"])[:60]
    found = _called(scene, "pageAddress", case["targetUrl"], origin, home)
    checks.equal(f"target {name}", found, wanted)
  found = _called(scene, "pageAddress", "//evil.example", origin, "//evil.example/home")
  checks.equal("a default page elsewhere is not one", found, f"{origin}/")


def _messages(scene, checks):
  for name, message, wanted in MESSAGES:
    text = message if message is None or isinstance(message, str) else json.dumps(message)
    found = {key: value for key, value in _called(scene, "readMessage", text).items()
             if value is not None}
    checks.equal(f"message with {name}", found, wanted)


def _settings(scene, checks):
  origin = "https://bo.example.org"
  for name, query, wanted in SETTINGS:
    found = _called(scene, "readSettings", f"{origin}/sw.js{query}")
    expected = {key: origin + value if (value or "").startswith("/") else value
                for key, value in wanted.items()} | {"origin": origin}
    checks.equal(f"settings: {name}", found, expected)
