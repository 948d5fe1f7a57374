// SPDX-License-Identifier: MIT
// What the pages of somebody signed in do by themselves.
import "./presence.js";
import "./bell.js";
import "./push.js";
import { SessionOver, ask } from "./wire.js";

/** Screen readers tell what changes on a page, not what it began with. */
const notice = document.querySelector(".status p");
if (notice !== null) {
  const say = () => (document.querySelector("#announcements").textContent = notice.textContent);
  setTimeout(say, 500);
}

/** Somebody signed out in another tab: what this one shows is not for whoever sits here now. */
new BroadcastChannel("matines-demo").onmessage = async () => {
  const error = await ask("/api/counts").catch((thrown) => thrown);
  if (error instanceof SessionOver) location.replace("/sign-in");
};
