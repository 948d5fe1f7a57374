// SPDX-License-Identifier: MIT
// The list of the panel: read anew when something came, and drawn when nobody's hand is in it.
import { drawn, setUnread } from "./rows.js";
import { watch } from "./seen.js";
import { ask, say } from "./wire.js";

const SPACING = 250; // ms between two readings of an open list, however much comes
const CALM = 400; // ms without news, after which a closed one is read
const LATEST = 5_000; // ms

const find = (selector) => document.querySelector(selector);
const list = find("[data-list]");
const pill = find("[data-arrivals]");

let waiting = null; // rows that are not drawn yet
let newest = null;
let reading = null;
let isStale = false;
let staleSince = 0;
let isOver = false;
let calm = null; // a timer
let arrived = 0; // rows that came since the page was made
let undrawn = 0; // since the list was
let unannounced = 0; // since a screen reader heard of some

const isOpen = () => find("#panel").matches(":popover-open");
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
 * The list is to be read anew: at once while it is open, where new rows wait; when it is calm while
 * it is closed; and on a page that is hidden when that is seen again.
 */
export function arrive() {
  if (!isStale) staleSince = Date.now();
  isStale = true;
  if (!isVisible()) return;
  if (isOpen()) return catchUp();
  clearTimeout(calm);
  calm = setTimeout(catchUp, Math.min(CALM, Math.max(staleSince + LATEST - Date.now(), 0)));
}

/** For whoever is about to look. */
export function catchUp() {
  if (isStale && !isOver) reading ??= readWhileStale().finally(() => (reading = null));
}

async function readWhileStale() {
  while (isStale) {
    isStale = false;
    clearTimeout(calm);
    const answer = await ask("/api/notifications").catch(() => null);
    if (answer !== null && !isOver) take(answer.rows);
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
  if (isOpen()) refresh(rows);
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

/** The session ended: nothing more is drawn, not even what is being read. */
export function end() {
  isOver = true;
  isStale = false;
  draw([]);
  find("#announcements").textContent = "";
  find("[data-arrivals-page]")?.remove();
}

function draw(rows) {
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
  if (isVisible()) catchUp();
  announce();
});
pill.addEventListener("click", () => arrivals.enter());
