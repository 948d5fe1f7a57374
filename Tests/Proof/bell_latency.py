# SPDX-License-Identifier: MIT
"""How soon a bell rings, in a real page, after emit in another process; and what a page reads, in
another one. Wall time of one machine: the page's own clock against that of who emits.

Judged is the way itself: the store's commits do not wait for the disk, as where emit is measured.
Beside it stands what that wait adds on this machine, at each of the commits on the way, and how
late the machine wakes whoever sleeps: a busy one gets ROUNDS tries."""

import json
import os
import pathlib
import statistics
import sys
import time

TESTS = pathlib.Path(__file__).parent.parent
sys.path[:0] = [str(TESTS / "Browser"), str(TESTS / "Demo")]

from live_scene import LiveScene

EVENTS = int(os.environ.get("COUNT", "500"))
PACE = 0.05  # seconds
LIMIT = 20  # ms, of 99 in 100
DURABLE_EVENTS = 100
ROUNDS = int(os.environ.get("ROUNDS", "3"))
READS = 20
READ_LIMIT = 300  # ms, of all


def main():
  folder = pathlib.Path(os.environ["MATINES_PROOF_FILES"]) / "bell_latency"
  folder.mkdir(mode=0o700)
  build = pathlib.Path(os.environ.get("MATINES_LIBRARY", TESTS.parent / "build" / "x")).parent
  good = [measured(name, folder / name, build) for name in ("Firefox", "Chromium")]
  return 0 if all(good) else 1


def measured(name, folder, build):
  folder.mkdir(mode=0o700)
  durable, _, _, reads = played(name, folder / "durable", build, "", DURABLE_EVENTS, READS)
  for number in range(1, ROUNDS + 1):
    bell, rung, late, _ = played(
      name, folder / str(number), build, "?survive_power_loss=no", EVENTS, 0)
    is_good = rung == EVENTS and p99(bell) <= LIMIT
    if is_good or rung != EVENTS:
      break
  print(f"proof bell_latency {rung} {EVENTS} {verdict(is_good)} {name}: p50 "
        f"{statistics.median(bell):.1f} ms, p99 {p99(bell):.1f} ms of {LIMIT} in round {number}; "
        f"waiting for the disk p50 {statistics.median(durable):.1f} ms, p99 {p99(durable):.1f}; "
        f"sleepers woke p99 {p99(late):.1f} ms late", flush=True)
  is_read = reads[-1] <= READ_LIMIT
  print(f"proof bell_tabs {READS} {READS} {verdict(is_read)} {name}: a read shows in another tab "
        f"after p50 {statistics.median(reads):.1f} ms, at most {reads[-1]:.1f} of {READ_LIMIT}",
        flush=True)
  return is_good and is_read


def p99(values):
  return values[len(values) * 99 // 100]


def verdict(is_good):
  return "ok" if is_good else "FAILED"


def played(name, folder, build, store, events, reads):
  scene = LiveScene(folder, build, name == "Firefox", store)
  try:
    scene.open()
    scene.waits_for_state("open")
    return *rings(scene, events), sorted(reading(scene) for _ in range(reads))
  finally:
    scene.close()


def rings(scene, events):
  """Sorted, from each emit to the bell that counts it, in ms; how many were counted; and, sorted,
  by how much we overslept meanwhile."""
  emit(scene, "warm")
  scene.waits_for_count(1)
  scene.watch()
  sent, late = {}, []
  for number in range(2, events + 2):
    sent[number] = time.time() * 1000
    emit(scene, f"e-{number}")
    asleep = time.monotonic()
    time.sleep(PACE)
    late.append((time.monotonic() - asleep - PACE) * 1000)
  scene.waits_for_count(events + 1)
  seen = {}
  for count, at in scene.page("said"):
    seen.setdefault(count, at)
  # One that overtook another shows both.
  took, at = [], None
  for number in sorted(sent, reverse=True):
    at = min(seen.get(number, float("inf")), at or float("inf"))
    took.append(at - sent[number])
  return sorted(took), sum(one != float("inf") for one in took), sorted(late)


def emit(scene, event):
  scene.engine.call("emit", "user.promoted_to_minister", event, json.dumps({
    "user_id": scene.person, "data": {"name": "Jeanne", "ministry": "la Culture"}}), None)


def reading(scene):
  """From a press in one page to the row in another, which is hidden meanwhile, in ms."""
  watcher = scene.tab
  scene.visit("/notifications")
  scene.waits_for_state("open")
  row = scene.page("document.querySelector('main .is-unread').dataset.id")
  scene.browser.page("""
    const row = document.querySelector(`main [data-id="${arguments[0]}"]`);
    window.readAt = null;
    new MutationObserver(() => (window.readAt ??= performance.timeOrigin + performance.now()))
      .observe(row, { attributeFilter: ["class"] });
  """, row)
  scene.another_tab("/notifications")
  scene.waits_for_state("open")
  scene.browser.click("#bell")
  pressed = scene.page("""((id) => {
    const at = performance.timeOrigin + performance.now();
    document.querySelector(`#panel [data-id="${id}"] [data-toggle]`).click();
    return at;
  })(arguments[0])""", row)
  time.sleep(0.5)
  scene.browser.close_tab()
  scene.browser.switch(watcher)
  seen = scene.page("window.readAt")
  return float("inf") if seen is None else seen - pressed


if __name__ == "__main__":
  sys.exit(main())
