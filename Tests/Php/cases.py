# SPDX-License-Identifier: MIT
"""php-fpm and requests that end badly: the next one on the same child works."""

import os
import pathlib
import signal

import running
from fastcgi import Broken
from fpm import Fpm
from site_folder import Site

CATEGORY = {"mandatory": True, "ladder": "mail", "severity": "success"}
POLICY = {"ladders": {"mail": [{"channel": "email", "when": "any"}]},
          "categories": {"role": CATEGORY, "general": CATEGORY}}
EXHAUSTED, TIMED_OUT = "Allowed memory size", "Maximum execution time"
# Where the copy of a page of 100 no longer fits, in one variant or the other, and around it.
USED = range(500_000, 1_000_001, 20_000)
LEAK_KIB = 8 * 1024


class Cases:
  """Every method is a case, on a child of its own; False, or an exception, is a failure."""

  def __init__(self, variant):
    self.variant = variant
    self.names = [name for name in dir(self) if name.startswith("a_")]

  def run(self, name):
    with Site(self.variant) as site:
      mails = f"spool:{site.own_folder('spool')}"
      site.configure(mailer="host:" if "shape" in name else mails, presence="shm:", policy=POLICY)
      with Fpm(site, pool=["request_terminate_timeout=4s"]) as fpm:
        try:
          return getattr(self, name)(fpm)
        except Exception as error:
          raise RuntimeError(f"{error!r}; it said: {fpm.complaints()}") from error

  def a_call_of_every_shape_works(self, fpm):
    # A second request on the child meets the engine and the scope of the first.
    return [fpm.get("everything.php").text, fpm.get("counts.php", "user=eve").text] == [
      f"ok {self.variant}", '{"unread":1,"unseen":1,"page":2}']

  def a_request_out_of_memory_costs_nothing(self, fpm):
    hoard(fpm, 100)
    sizes = []
    for _ in range(8):
      sizes.append(private_dirty(fpm))
      for used in USED:
        fpm.get("bad.php", f"how=memory&used={used}")
    found = fpm.text(fpm.errors)
    copied = "Connection.php" if self.variant == "extension" else "ForeignCalls.php"
    # FFI has no way back from a copy that does not fit: what it copied from stays taken.
    kept = self.variant == "preload" or sizes[-1] - sizes[1] < LEAK_KIB
    return EXHAUSTED in found and copied in found and kept and lives(fpm, "memory")

  def a_request_out_of_time_in_run_is_ended_by_php(self, fpm):
    hoard(fpm, 2000)
    fpm.get("bad.php", "how=time")
    return TIMED_OUT in fpm.text(fpm.errors) and lives(fpm, "time")

  def a_request_may_exit_anywhere(self, fpm):
    hoard(fpm, 3)
    return fpm.get("bad.php", "how=exit").text == "left" and lives(fpm, "exit")

  def a_request_may_die_of_an_exception(self, fpm):
    return fpm.get("bad.php", "how=thrown").status == 500 and lives(fpm, "thrown")

  def a_child_that_was_terminated_is_replaced(self, fpm):
    before = fpm.children()
    try:
      fpm.get("bad.php", "how=long")
      return False
    except Broken:
      return fpm.get("emit.php", "id=long&user=long").text == "new" and fpm.children() != before

  def a_crash_is_seen_by_these_tests(self, fpm):
    child = fpm.children()[0]  # of the master that this case started
    os.kill(child, signal.SIGSEGV)
    running.until(lambda: fpm.children() and child not in fpm.children())
    return fpm.deaths() == (["SIGSEGV"], []) and fpm.get("emit.php", "id=a&user=a").text == "new"

  def a_request_that_dies_gives_its_handles_back(self, fpm):
    hoard(fpm, 1)  # a process has 4095 handles
    for _ in range(12):
      fpm.get("bad.php", "how=many&octets=100000000")
    found = fpm.text(fpm.errors)
    return found.count(EXHAUSTED) == 12 and "too many" not in found and lives(fpm, "many")


def hoard(fpm, count):
  answer = fpm.get("hoard.php", f"from=0&count={count}")
  if answer.text != str(count):
    raise RuntimeError(answer)


def lives(fpm, event):
  """The one child that there ever was takes an event and shows it."""
  pid = str(fpm.children()[0])
  answers = [fpm.get("emit.php", f"id={event}&user=next"), fpm.get("counts.php", "user=next")]
  crashes, ordered = fpm.deaths()
  return not crashes + ordered and [answer.text for answer in answers] == [
    "new", '{"unread":1,"unseen":1,"page":1}'] and all(
      answer.headers["x-process"] == pid for answer in answers)


def private_dirty(fpm):
  text = pathlib.Path(f"/proc/{fpm.children()[0]}/smaps_rollup").read_text()
  return next(int(line.split()[1]) for line in text.splitlines() if "Private_Dirty" in line)
