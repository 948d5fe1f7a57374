# SPDX-License-Identifier: MIT
"""What the tests of the doctor stand on."""

import atexit
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from house import TESTS, House


class Case(unittest.TestCase):
  def house(self, *arguments, **options):
    house = House(*arguments, **options)
    self.addCleanup(house.close)
    return house

  def finds(self, house, check, level, english, french, also=(), is_slow=False):
    """The doctor names this, in both languages, and nothing else but what is in `also`."""
    for language, words in (("en", english), ("fr", french)):
      report = house.doctor(language=language)
      found = report.of(check, level)
      self.assertTrue(found, f"{check} is not told: {report.text}")
      said = " / ".join(finding["sentence"] for finding in found)
      self.assertIn(words, said)
      for finding in found:
        self.assertTrue(finding["advice"], finding)
      self.assertEqual(report.above_ok(), {check, *also}, report.text)
      self.assertEqual(report.document["ok"], not any(
        finding["level"] == "error" for finding in report.findings))
      self.assertEqual(report.status, 0 if report.document["ok"] else 1, report.said)
      self.keeps_secrets(house, report)
    if not is_slow:
      self.assertEqual(house.doctor("--strict").status, 1)
    return report

  def keeps_secrets(self, house, report):
    for secret in house.secrets():
      self.assertNotIn(secret, report.text + report.said)


def certificates():
  folder = pathlib.Path(tempfile.mkdtemp(prefix="matines-certificates-"))
  atexit.register(shutil.rmtree, folder, ignore_errors=True)
  subprocess.run([TESTS / "Servers" / "certificates", folder], check=True, capture_output=True)
  return folder
