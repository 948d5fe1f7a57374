// SPDX-License-Identifier: MIT
// The bell and its panel: re-reads what is new every few seconds, and never moves what is read.
import { drawn, setUnread } from "./rows.js";
import { watch } from "./seen.js";
import { ask, post, repeat, say } from "./wire.js";

const EVERY = 4000; // ms
const LONGEST = 60_000;
const NARROW = matchMedia("(max-width: 479px)");

const find = (selector) => document.querySelector(selector);
const bell = find("#bell");
const panel = find("#panel");
const list = find("[data-list]");
const badge = bell.querySelector(".badge");
const pill = find("[data-arrivals]");
const title = document.title;

let version = Number(bell.dataset.version);
let unseen = Number(bell.dataset.unseen);
let drawnVersion = version;
let lastAnswer = new Date();
let waiting = null; // an answer that is not drawn yet

const isOpen = () => panel.matches(":popover-open");

/** The server counts; what is older than what is shown is dropped. */
function show(counts) {
  if (counts.version < version) return 0;
  const more = counts.unseen - unseen;
  ({ version, unseen } = counts);
  bell.setAttribute("aria-label", counts.name);
  bell.classList.toggle("is-urgent", counts.urgent);
  badge.textContent = counts.badge;
  badge.hidden = counts.badge === "";
  titlePage(counts.badge);
  for (const tab of document.querySelectorAll("[data-unread-tab]")) tab.textContent = counts.tab;
  const all = find("[data-mark-all]");
  all.hidden = counts.unread === 0;
  all.querySelector("button").textContent = counts.mark;
  return more;
}

function titlePage(count) {
  document.title = count === "" ? title : `(${count}) ${title}`;
}

async function read() {
  const counts = await ask("/api/counts");
  lastAnswer = new Date();
  find("[data-offline]").hidden = true;
  const more = show(counts);
  if (counts.version > drawnVersion) await arrive(more);
}

/** New rows wait while the panel is open: nothing moves under a pointer. */
async function arrive(more) {
  const answer = await ask("/api/notifications");
  show(answer);
  if (more > 0) announce(more, answer.rows[0]);
  drawnVersion = answer.version;
  waiting = answer;
  if (!isOpen()) return draw();
  if (!hasNew(answer.rows)) return;
  pill.textContent = say("arrivals", { n: Math.max(more, 1) });
  pill.hidden = false;
}

function hasNew(rows) {
  return rows.length > 0 && !list.querySelector(`[data-id="${CSS.escape(rows[0].id)}"]`);
}

function draw() {
  if (waiting === null) return;
  const { rows } = waiting;
  const hadFocus = document.activeElement === pill;
  waiting = null;
  list.replaceChildren(...drawn(rows));
  pill.hidden = true;
  find("[data-empty]").hidden = rows.length > 0;
  find("[data-mark-all] [name=newest]").value = rows[0]?.id ?? "";
  if (hadFocus) list.querySelector(".row a, .row button")?.focus();
  watch(list, show);
}

function announce(n, { title }) {
  if (document.visibilityState !== "visible") return;
  const count = say("arrivals", { n });
  find("#announcements").textContent = say("latest", { count, title });
  const page = find("[data-arrivals-page]");
  if (page === null) return;
  page.textContent = count;
  page.hidden = false;
}

function sayOffline(error) {
  const time = lastAnswer.toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
  });
  find("[data-offline]").textContent = say("offline", { time });
  find("[data-offline]").hidden = false;
  throw error;
}

/** In the panel a button acts in place; the same form works without this script. */
async function act(event) {
  const form = event.target.closest("[data-row-form]");
  if (form === null) return;
  event.preventDefault();
  const row = form.closest(".row");
  const button = event.submitter;
  const mark = button.value;
  const counts = await post(form.action, new FormData(form, button)).catch(() => null);
  if (counts === null) return form.submit();
  show(counts);
  drawnVersion = Math.max(drawnVersion, counts.version);
  if (mark === "archived") takeAway(row);
  else setUnread(row, mark === "unread");
}

/** The focus goes to the next row, else to the one before, else to what says that all is read. */
function takeAway(row) {
  const rows = [...list.querySelectorAll(".row")];
  const place = rows.indexOf(row);
  const next = rows[place + 1] ?? rows[place - 1];
  const day = row.parentElement;
  row.remove();
  if (day.children.length === 0) {
    day.previousElementSibling.remove();
    day.remove();
  }
  const empty = find("[data-empty]");
  empty.hidden = next !== undefined;
  (next?.querySelector("a, button") ?? empty).focus();
}

/** Opening is reading, and outlives the page that is left. */
function follow(event) {
  const row = event.target.closest(".row-link")?.closest(".row");
  if (!row?.classList.contains("is-unread") || event.button > 1) return;
  const form = new FormData(row.querySelector("[data-row-form]"));
  form.set("mark", "read");
  post("/notifications/mark", form).then(show, () => {});
}

function toggled({ newState }) {
  const opens = newState === "open";
  bell.setAttribute("aria-expanded", String(opens));
  cover();
  if (!opens) draw();
  reads.now();
}

/** On a small screen the panel is the screen: what it covers is out of reach. */
function cover() {
  for (const each of document.querySelectorAll("main, .pages, .bottom, .me, .brand, .skip")) {
    each.inert = isOpen() && NARROW.matches;
  }
}

const reads = repeat(() => read().catch(sayOffline), EVERY, LONGEST);

titlePage(badge.textContent);
bell.setAttribute("aria-expanded", "false");
pill.addEventListener("click", draw);
panel.addEventListener("toggle", toggled);
NARROW.addEventListener("change", cover);
panel.addEventListener("submit", act);
// Tabbing past its end leaves it.
panel.addEventListener("focusout", ({ relatedTarget }) => {
  const isInside = relatedTarget === null || panel.contains(relatedTarget);
  if (!isInside && relatedTarget !== bell && isOpen()) panel.hidePopover();
});
for (const kind of ["click", "auxclick"]) document.addEventListener(kind, follow);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") reads.now();
  else reads.stop();
});
addEventListener("pagehide", reads.stop);
addEventListener("pageshow", reads.now);
watch(document, show);
