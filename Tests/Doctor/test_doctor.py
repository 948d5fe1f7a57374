# SPDX-License-Identifier: MIT
"""A doctor who names every planted fault, and finds nothing where nothing is wrong."""

import subprocess
import sys
import unittest

from case import Case
from hub_cases import *
from house import TOOL
from mail_cases import *
from store_cases import *


class Health(Case):
  def test_a_sound_house_has_nothing_above_ok(self):
    house = self.house()
    for language in ("en", "fr"):
      report = house.doctor("--strict", language=language)
      self.assertEqual((report.above_ok(), report.status), (set(), 0), report.text + report.said)
      self.assertTrue(all(finding["advice"] is None for finding in report.findings))
      self.keeps_secrets(house, report)
    self.assertEqual(house.sink.get("/count")["messages"], 0)

  def test_it_changes_nothing(self):
    house = self.house(worker=False)
    house.open()
    journal = str(house.folder / "matines.db.hub")
    before = house.listing()
    self.assertEqual(house.doctor().above_ok(), {"worker"})
    after = house.listing()
    for listing in (before, after):
      listing.pop(journal)  # The hub's own: it remembers the update.
      listing.pop(str(house.folder / "hub.log"))
    self.assertEqual(before, after)

  def test_the_program_says_it_in_lines(self):
    house = self.house(worker=False)
    house.open()
    for options, status in (((), 0), (("--strict",), 1)):
      run = subprocess.run([TOOL, "doctor", *options], cwd=house.folder, text=True, check=False,
                           capture_output=True, env={"LANG": "en_GB.UTF-8"})
      self.assertEqual(run.returncode, status, run.stderr)
      self.assertRegex(run.stdout, r"(?m)^warning +worker +no worker waits")
      self.assertRegex(run.stdout, r"(?m)^ +→ run “matines work”")

  def test_the_command_line_and_the_manual(self):
    for words, status in ((["doctor", "--fast"], 2), (["doctor", "me"], 2), (["help", "doctor"], 0),
                          (["doctor", "--once"], 2), (["doctor", "--config", "/none.json"], 1)):
      for language in ("en", "fr"):
        run = subprocess.run([TOOL, *words], text=True, check=False, capture_output=True,
                             env={"LANG": language})
        self.assertEqual(run.returncode, status, run.stderr)
        self.assertIn("--strict" if status == 0 else "matines:", run.stdout + run.stderr)


if __name__ == "__main__":
  result = unittest.main(module="__main__", exit=False).result
  failed = len({test.id() for test, _ in result.failures + result.errors})
  print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed", flush=True)
  sys.exit(0 if result.testsRun and not failed else 1)
