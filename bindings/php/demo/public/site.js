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

/** What this page shows is not for whoever sits here now. */
live.addEventListener("over", ({ detail: { reason } }) => {
  if (reason === "signed out") location.replace("/sign-in");
  else sayOver();
});

document.querySelector("[data-sign-out]").addEventListener("submit", () => live.signOut());

live.start();
