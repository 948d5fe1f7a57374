// SPDX-License-Identifier: MIT
// Seen means looked at, since it cancels e-mails: half of a row in view for a second without a
// break, in a document that is visible and has the focus.
import { live } from "./live.js";
import { leave, post } from "./wire.js";

const LOOK = 1000; // ms
const waiting = new Map(); // of row to timer
const seen = new Set(); // ids that were not sent yet
let sending;

const eyes = new IntersectionObserver(
  (entries) => {
    for (const { target, intersectionRatio } of entries) {
      if (intersectionRatio >= 0.5) begin(target);
      else forget(target);
    }
  },
  { threshold: 0.5 },
);

/** From now on; a row that is given again is watched once. */
export function watch(root) {
  for (const row of root.querySelectorAll(".row[data-unseen]")) eyes.observe(row);
}

const isLooking = () => document.visibilityState === "visible" && document.hasFocus();

function begin(row) {
  if (waiting.has(row)) return;
  waiting.set(row, isLooking() ? setTimeout(() => note(row), LOOK) : null);
}

function forget(row) {
  clearTimeout(waiting.get(row));
  waiting.delete(row);
}

/** A row that was looked at, here or elsewhere. */
export function unwatch(row) {
  forget(row);
  eyes.unobserve(row);
  delete row.dataset.unseen;
}

function note(row) {
  const same = `[data-id="${CSS.escape(row.dataset.id)}"]`;
  document.querySelectorAll(same).forEach(unwatch);
  seen.add(row.dataset.id);
  sending ??= setTimeout(send, LOOK);
}

function send() {
  sending = undefined;
  tell([...seen]);
  seen.clear();
}

/** One id that is refused must not hold up the others: each is then sent by itself. */
function tell(ids) {
  post("/api/seen", { ids }).then(
    (counts) => live.tell({ kind: "seen", ids, ...counts }),
    ({ isRefused }) => {
      if (!isRefused) ids.forEach((id) => seen.add(id));
      else if (ids.length > 1) ids.forEach((id) => tell([id]));
    },
  );
}

/** Rows that are in view begin anew, or stop, with the look itself. */
function look() {
  for (const row of [...waiting.keys()]) {
    forget(row);
    begin(row);
  }
}

for (const name of ["focus", "blur"]) addEventListener(name, look);
document.addEventListener("visibilitychange", look);
addEventListener("pagehide", () => {
  if (seen.size > 0) leave("/api/seen", { ids: [...seen] });
  seen.clear();
});
