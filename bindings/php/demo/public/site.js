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

/** What this page showed is not for whoever sits here now, and goes when the session has ended. */
live.addEventListener("over", () => {
  sayOver();
  new BroadcastChannel("matines-demo").onmessage = () => location.replace("/sign-in");
});

document.querySelector("[data-sign-out]").addEventListener("submit", () => live.signOut());

live.start();
