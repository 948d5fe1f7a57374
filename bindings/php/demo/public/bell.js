// SPDX-License-Identifier: MIT
// The bell: its counts as they change, and its panel, which never moves under a pointer.
import { arrivals, arrive, catchUp, end, takeAway } from "./list.js";
import { live } from "./live.js";
import { setUnread } from "./rows.js";
import { unwatch, watch } from "./seen.js";
import { post, say } from "./wire.js";

const AT_MOST = 99;
const NARROW = matchMedia("(max-width: 479px)");

const find = (selector) => document.querySelector(selector);
const bell = find("#bell");
const panel = find("#panel");
const badge = bell.querySelector(".badge");
const title = document.title;

let unseen = Number(bell.dataset.unseen);

const isOpen = () => panel.matches(":popover-open");

/** The server counts; nothing is added up here. */
function show(counts) {
  arrivals.count(counts.unseen - unseen);
  unseen = counts.unseen;
  const shown = unseen > AT_MOST ? `${AT_MOST}+` : String(unseen || "");
  bell.setAttribute("aria-label", named(counts));
  bell.classList.toggle("is-urgent", counts.unseen_by_severity.error > 0);
  badge.textContent = shown;
  badge.hidden = shown === "";
  titlePage(shown);
  for (const tab of document.querySelectorAll("[data-unread-tab]")) {
    tab.textContent = say("filter.unread", { n: counts.unread });
  }
  const all = find("[data-mark-all]");
  all.hidden = counts.unread === 0;
  all.querySelector("button").textContent = say("mark.all", { n: counts.unread });
}

/** As "Notifications, 3 nouvelles, dont 1 urgente, 5 non lues". */
function named({ unread, unseen_by_severity: { error } }) {
  const said = Object.entries({ new: unseen, urgent: error, unread })
    .filter(([, n]) => n > 0)
    .map(([word, n]) => say(`bell.${word}`, { n }));
  return [say("bell.title"), ...said].join(", ");
}

function titlePage(count) {
  document.title = count === "" ? title : `(${count}) ${title}`;
}

/** What came, or what was marked on another page or device of the person. */
function hear({ kind, ids = [], reload = false }) {
  if (kind === "created" || kind === "unarchived" || reload) arrive();
  else apply(kind, ids);
}

/** The same row may stand in the panel and on the page. */
function apply(mark, ids) {
  for (const id of ids) {
    for (const row of document.querySelectorAll(`.row[data-id="${CSS.escape(id)}"]`)) {
      if (mark !== "unread") unwatch(row);
      if (mark === "archived") takeAway(row);
      else if (mark !== "seen") setUnread(row, mark === "unread");
    }
  }
}

function sayState() {
  bell.dataset.live = live.state;
  const line = find("[data-offline]");
  line.hidden = live.state !== "away" || document.body.dataset.live === "null";
  const clock = { hour: "2-digit", minute: "2-digit" };
  const time = new Date(live.readAt).toLocaleTimeString(document.documentElement.lang, clock);
  line.textContent = say("offline", { time });
}

/** No list and no count stays for whoever comes next. */
function forget() {
  end();
  for (const part of document.querySelectorAll("main .rows, main .day")) part.remove();
  for (const shown of [badge, find("[data-mark-all]"), find("[data-empty]")]) shown.hidden = true;
  bell.setAttribute("aria-label", say("bell.title"));
  titlePage("");
}

/** In the panel a button acts in place; the same form works without this script. */
async function act(event) {
  const form = event.target.closest("[data-row-form]");
  if (form === null) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const counts = await post(form.action, body).catch(() => null);
  if (counts === null) return form.submit();
  marked(body, counts);
}

function marked(form, counts) {
  const kind = form.get("mark");
  const ids = form.getAll("ids[]");
  apply(kind, ids);
  live.tell({ kind, ids, ...counts });
}

/** Opening is reading, and outlives the page that is left. */
function follow(event) {
  const row = event.target.closest(".row-link")?.closest(".row");
  if (!row?.classList.contains("is-unread") || event.button > 1) return;
  const form = new FormData(row.querySelector("[data-row-form]"));
  form.set("mark", "read");
  post("/notifications/mark", form).then((counts) => marked(form, counts), () => {});
}

function toggled({ newState }) {
  const opens = newState === "open";
  bell.setAttribute("aria-expanded", String(opens));
  cover();
  if (opens) catchUp();
  else arrivals.enter();
}

/** On a small screen the panel is the screen: what it covers is out of reach. */
function cover() {
  for (const each of document.querySelectorAll("main, .pages, .bottom, .me, .brand, .skip")) {
    each.inert = isOpen() && NARROW.matches;
  }
}

live.addEventListener("counts", ({ detail }) => show(detail));
live.addEventListener("update", ({ detail }) => hear(detail));
live.addEventListener("state", sayState);
live.addEventListener("over", forget);
titlePage(badge.textContent);
bell.setAttribute("aria-expanded", "false");
for (const kind of ["pointerenter", "focus"]) bell.addEventListener(kind, catchUp);
panel.addEventListener("toggle", toggled);
NARROW.addEventListener("change", cover);
panel.addEventListener("submit", act);
// Tabbing past its end leaves it.
panel.addEventListener("focusout", ({ relatedTarget }) => {
  const isInside = relatedTarget === null || panel.contains(relatedTarget);
  if (!isInside && relatedTarget !== bell && isOpen()) panel.hidePopover();
});
for (const kind of ["click", "auxclick"]) document.addEventListener(kind, follow);
watch(document);
