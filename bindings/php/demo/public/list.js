// SPDX-License-Identifier: MIT
// The list of the panel: read anew when something came, and drawn when nobody's hand is in it.
import { drawn, setUnread } from "./rows.js";
import { watch } from "./seen.js";
import { ask, say } from "./wire.js";

const SPACING = 250; // ms between two readings, however much comes

const find = (selector) => document.querySelector(selector);
const list = find("[data-list]");
const pill = find("[data-arrivals]");

let waiting = null; // rows that are not drawn yet
let newest = null;
let reading = null;
let isStale = false;
let arrived = 0; // rows that came since the page was made
let undrawn = 0; // since the list was
let unannounced = 0; // since a screen reader heard of some

const isVisible = () => document.visibilityState === "visible";

export const arrivals = {
  count(more) {
    if (more <= 0) return;
    arrived += more;
    undrawn += more;
    unannounced += more;
  },

  enter() {
    if (waiting !== null) draw(waiting);
  },
};

/**
 * Reads the list, once more when more came meanwhile; while the panel is open new rows wait. A page
 * that is hidden reads when it is seen again.
 */
export function arrive() {
  isStale = true;
  if (isVisible()) reading ??= readWhileStale().finally(() => (reading = null));
}

async function readWhileStale() {
  while (isStale) {
    isStale = false;
    const answer = await ask("/api/notifications").catch(() => null);
    if (answer !== null) take(answer.rows);
    if (isStale) await new Promise((resolve) => setTimeout(resolve, SPACING));
  }
}

function take(rows) {
  newest = rows[0] ?? null;
  waiting = rows;
  announce();
  const page = find("[data-arrivals-page]");
  if (page !== null && arrived > 0) {
    page.textContent = say("arrivals", { n: arrived });
    page.hidden = false;
  }
  if (find("#panel").matches(":popover-open")) refresh(rows);
  else draw(rows);
}

/** In an open list rows stay where they are, and new ones wait. */
function refresh(rows) {
  for (const row of rows) {
    const shown = shownRow(row.id);
    if (shown !== null) setUnread(shown, row.isUnread);
  }
  if (newest === null || shownRow(newest.id) !== null) return;
  pill.textContent = say("arrivals", { n: Math.max(undrawn, 1) });
  pill.hidden = false;
}

function shownRow(id) {
  return list.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

export function draw(rows) {
  const hadFocus = document.activeElement === pill;
  waiting = null;
  undrawn = 0;
  list.replaceChildren(...drawn(rows));
  pill.hidden = true;
  find("[data-empty]").hidden = rows.length > 0;
  find("[data-mark-all] [name=newest]").value = rows[0]?.id ?? "";
  if (hadFocus) list.querySelector(".row a, .row button")?.focus();
  watch(list);
}

function announce() {
  const n = unannounced;
  if (n === 0 || newest === null || !isVisible()) return;
  unannounced = 0;
  const count = say("arrivals", { n });
  find("#announcements").textContent = say("latest", { count, title: newest.title });
}

/** The focus goes to the next row, else to the one before, else to what says that all is read. */
export function takeAway(row) {
  const home = row.closest("[data-list]") ?? row.closest("main");
  const isFocused = row.contains(document.activeElement);
  const all = [...home.querySelectorAll(".row")];
  const place = all.indexOf(row);
  const next = all[place + 1] ?? all[place - 1];
  const day = row.parentElement;
  row.remove();
  if (day.children.length === 0) {
    day.previousElementSibling.remove();
    day.remove();
  }
  const empty = home === list ? find("[data-empty]") : home;
  if (home === list) empty.hidden = next !== undefined;
  if (isFocused) (next?.querySelector("a, button") ?? empty).focus();
}

document.addEventListener("visibilitychange", () => {
  if (isStale) arrive();
  else announce();
});
pill.addEventListener("click", () => arrivals.enter());
