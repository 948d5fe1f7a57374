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
let reading = null;
let isStale = false;
let news = 0; // rows that came since the list was last announced
let unannounced = 0;

export const arrivals = {
  count(more) {
    if (more > 0) unannounced += more;
  },

  enter() {
    if (waiting !== null) draw(waiting);
  },
};

/** Reads the list; while the panel is open new rows wait. Once more when more came meanwhile. */
export function arrive() {
  isStale = true;
  reading ??= readWhileStale().finally(() => (reading = null));
  return reading;
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
  announce(rows[0]);
  waiting = rows;
  if (!find("#panel").matches(":popover-open")) return draw(rows);
  for (const row of rows) {
    const shown = shownRow(row.id);
    if (shown !== null) setUnread(shown, row.isUnread);
  }
  if (rows.length === 0 || shownRow(rows[0].id) !== null) return undefined;
  pill.textContent = say("arrivals", { n: Math.max(news, 1) });
  pill.hidden = false;
  return undefined;
}

function shownRow(id) {
  return list.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

export function draw(rows) {
  const hadFocus = document.activeElement === pill;
  waiting = null;
  news = 0;
  list.replaceChildren(...drawn(rows));
  pill.hidden = true;
  find("[data-empty]").hidden = rows.length > 0;
  find("[data-mark-all] [name=newest]").value = rows[0]?.id ?? "";
  if (hadFocus) list.querySelector(".row a, .row button")?.focus();
  watch(list);
}

function announce(newest) {
  const n = unannounced;
  unannounced = 0;
  news += n;
  if (n === 0 || newest === undefined) return;
  const count = say("arrivals", { n });
  const page = find("[data-arrivals-page]");
  if (page !== null) {
    page.textContent = say("arrivals", { n: news });
    page.hidden = false;
  }
  if (document.visibilityState !== "visible") return;
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

pill.addEventListener("click", () => arrivals.enter());
