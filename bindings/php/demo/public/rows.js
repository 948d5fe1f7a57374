// SPDX-License-Identifier: MIT
// Draws the list of the bell from what the site answers, by copying the row the server wrote.
import { say } from "./wire.js";

const template = document.querySelector("#row-template");
const FIELDS = ["title", "body", "time", "severityWord", "category"];

/** The children of the list: headings of days, and under each its rows. */
export function drawn(rows) {
  const parts = [];
  let day, list;
  for (const row of rows) {
    if (row.day !== day) {
      day = row.day;
      list = made("ul", "rows");
      parts.push(made("h3", "day", day), list);
    }
    list.append(drawnRow(row));
  }
  return parts;
}

export function setUnread(row, isUnread) {
  const toggle = row.querySelector("[data-toggle]");
  row.classList.toggle("is-unread", isUnread);
  row.querySelector("[data-dot]").hidden = !isUnread;
  toggle.value = isUnread ? "read" : "unread";
  toggle.title = say(toggle.value);
  toggle.querySelector(".action-word").textContent = toggle.title;
  setIcon(toggle, toggle.value);
}

function drawnRow(row) {
  const node = template.content.querySelector("li").cloneNode(true);
  node.dataset.id = row.id;
  node.className = `row is-${row.severity}`;
  node.toggleAttribute("data-unseen", row.isUnseen);
  for (const field of FIELDS) place(node, field).textContent = row[field];
  place(node, "time").dateTime = row.iso;
  place(node, "time").title = row.whole;
  setUnread(node, row.isUnread);
  setIcon(node.querySelector(".row-icon"), row.icon);
  setIcon(node.querySelector(".severity"), row.severity);
  setLink(node, row);
  setNames(node, row.id);
  node.querySelector("[name='ids[]']").value = row.id;
  node.querySelector("[data-why]").href = `/notifications/${encodeURIComponent(row.id)}/why`;
  return node;
}

/** The server let paths of its own through and nothing else; it is judged here again. */
function setLink(node, { path, title }) {
  const link = place(node, "title");
  const target = path === null ? null : new URL(path, location.href);
  if (target !== null && target.origin === location.origin) {
    link.href = target.href;
    return;
  }
  const text = made("span", "", title);
  text.dir = "auto";
  text.dataset.field = "title";
  link.replaceWith(text);
}

function setNames(node, id) {
  for (const part of ["title", "body", "meta"]) {
    node.querySelector(`[id$="-${part}"]`).id = `panel-${id}-${part}`;
  }
  const text = node.querySelector(".row-text");
  text.setAttribute("aria-labelledby", `panel-${id}-title`);
  text.setAttribute("aria-describedby", `panel-${id}-body panel-${id}-meta`);
}

function setIcon(node, name) {
  node.querySelector("use").setAttribute("href", `/icons.svg#${name}`);
}

function place(node, field) {
  return node.querySelector(`[data-field="${field}"]`);
}

function made(name, className, text = "") {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}
