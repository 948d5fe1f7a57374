// SPDX-License-Identifier: MIT
// What the pages of somebody signed in do by themselves.
import "./bell.js";
import "./push.js";
import { live } from "./live.js";
import { sayOver } from "./wire.js";

/** Screen readers tell what changes on a page, not what it began with. */
const notice = document.querySelector(".status p");
if (notice !== null) {
  const say = () => (document.querySelector("#announcements").textContent = notice.textContent);
  setTimeout(say, 500);
}

let isLeaving = false;

/** What this page showed is not for whoever sits here now, and goes when the session has ended. */
live.addEventListener("over", () => {
  if (isLeaving) return;
  sayOver();
  new BroadcastChannel("matines-demo").onmessage = () => location.replace("/sign-in");
});

document.querySelector("[data-sign-out]").addEventListener("submit", () => {
  isLeaving = true;
  live.signOut();
});

live.start();
