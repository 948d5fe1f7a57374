// SPDX-License-Identifier: MIT
// Says that this page is open, and whether it is in view; the session says whose it is.
import { leave, post, repeat } from "./wire.js";

const EVERY = 30_000; // ms; the library takes a page for closed after 95 s
const tab = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");

const visible = () => document.visibilityState === "visible";
const pings = repeat(() => post("/api/presence", { tab, visible: visible() }), EVERY, 2 * EVERY);

document.addEventListener("visibilitychange", pings.now);
addEventListener("pageshow", (event) => event.persisted && pings.now());
addEventListener("pagehide", () => {
  pings.stop();
  leave("/api/presence", { tab, gone: true });
});
pings.now();
