# SPDX-License-Identifier: MIT
"""One table of presence under many processes: right, killed, vandalised, and silent."""

import json
import os
import subprocess
import sys

from ground import Ground

WRITERS, PEOPLE = 8, 1_000_000
# Words of a line of the table, and lines that a crowded one may make a check look at.
LINE, REACH = 8, 8


class Table(Ground):
  """A ground whose engines share one table in the memory file system."""

  def __init__(self, name, users):
    super().__init__(name)
    self.table = f"/dev/shm/matines-proof-{name}-{os.getpid()}"
    self.document.write_text(json.dumps({
      "store": f"sqlite:{self.file}", "presence": f"shm:{self.table}?users={users}"}))

  def __exit__(self, *rest):
    super().__exit__(*rest)
    if os.path.exists(self.table):
      os.unlink(self.table)

  def run(self, *arguments, **options):
    return self.start("presence", self.document, *arguments, stdout=subprocess.PIPE, **options)

  def numbers(self, process, patience):
    """What it prints at its end."""
    self.finish(process, patience)
    return [int(word) for word in process.stdout.read().split()]


def collisions(checks, words):
  """How often checks may meet somebody else of the same 30 bits, each looking at so many words: not
  exceeded once in a million runs."""
  mean = checks * words / 2**30
  return int(mean + 5 * mean**0.5 + 5)


def judged(ground, writers, patience, words):
  """What writers that compare with a model found: checks, pings refused, and the words on it."""
  found = [ground.numbers(writer, patience) for writer in writers]
  checks, less, more, refused = (sum(column) for column in zip(*found))
  most = collisions(checks, words)
  ground.check(less == 0, f"{less} answers of less than there is")
  ground.check(more <= most, f"{more} answers of more than there is, {most} by collision at most")
  return checks, refused, f"less={less} more={more} by_collision_at_most={most}"


def model(quick):
  seconds = 4 if quick else 60
  with Table("presence_model", PEOPLE) as ground:
    share = PEOPLE // WRITERS
    writers = [ground.run("model", i * share, share, seconds, i) for i in range(WRITERS)]
    checks, refused, answers = judged(ground, writers, seconds + 60, LINE)
    ground.check(checks > 100_000, f"only {checks} checks")
    return ground.verdict(checks, 0, f"checks writers={WRITERS} people={PEOPLE} {answers} "
                                     f"refused={refused} seconds={seconds}")


def crowded(quick):
  """Four times as many people as there is room for: refused or right."""
  seconds = 4 if quick else 20
  with Table("presence_crowded", 2_000) as ground:
    writers = [ground.run("model", i * 8_000, 8_000, seconds, i) for i in range(WRITERS)]
    checks, refused, answers = judged(ground, writers, seconds + 60, LINE * REACH)
    ground.check(refused > 0, "nobody was refused")
    return ground.verdict(checks, 0, f"checks writers={WRITERS} {answers} refused={refused}")


def killed(quick):
  kills = int(os.environ.get("KILLS", 50 if quick else 1_000))
  with Table("presence_kills", 16_384) as ground:
    others = [ground.run("model", 10_000_000 + i * 2_000, 2_000, 10_000, i) for i in range(2)]
    found = ground.numbers(ground.run("kills", kills, 500), 600) or [0] * 4
    done, amid, checks, wrong = found
    ground.check(done == kills, f"{done} kills of {kills}")
    ground.check(wrong == 0, f"{wrong} wrong answers")
    ground.check(amid > 0, "no kill hit a ping")
    for other in others:
      ground.check(other.poll() is None, "a writer beside ended")
    return ground.verdict(done, kills, f"kills amid_a_ping={amid} checks={checks} wrong={wrong}")


def vandalised(quick):
  count = 100_000 if quick else 1_000_000
  with Table("presence_vandal", 16_384) as ground:
    # Open before: a table that has been written over is refused.
    victim = ground.run("operations", count, stdin=subprocess.PIPE)
    victim.stdout.readline()
    vandals = [ground.run("vandal", ground.table) for _ in range(2)]
    for vandal in vandals:
      vandal.stdout.readline()
    print(file=victim.stdin, flush=True)
    done = ground.numbers(victim, 300)
    for vandal in vandals:
      ground.check(vandal.poll() is None, "the vandal ended")
    ground.check(done == [count], f"{done} operations of {count}")
    return ground.verdict(*(done or [0]), count, "operations crashes=0")


def silent(quick):
  """A traced process makes no system call between the two lines around its checks."""
  count = 10_000 if quick else 100_000
  with Table("presence_silent", 16_384) as ground:
    trace = ground.folder / "trace"
    command = ["strace", "-f", "-o", trace, ground.programs / "presence", ground.document,
               "silent", count]
    done = subprocess.run([str(word) for word in command], cwd=ground.folder, timeout=300,
                          capture_output=True, text=True)
    ground.check(done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-200:]}")
    lines = trace.read_text().splitlines() if trace.exists() else []
    marks = [i for i, line in enumerate(lines) if '"begin\\n"' in line or '"end\\n"' in line]
    ground.check(len(marks) == 2, f"{len(marks)} marks in the trace")
    calls = lines[marks[0] + 1:marks[1]] if len(marks) == 2 else ["?"]
    ground.check(not calls, f"{len(calls)} system calls, first {calls[:1]}")
    return ground.verdict(count, 0, f"checks system_calls={len(calls)}")


def main(quick):
  return max([model(quick), crowded(quick), killed(quick), vandalised(quick), silent(quick)])


if __name__ == "__main__":
  sys.exit(main("quick" in sys.argv))
