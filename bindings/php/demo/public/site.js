// SPDX-License-Identifier: MIT
// What the pages of somebody signed in do by themselves.
import "./presence.js";
import "./bell.js";
import "./push.js";
import { SessionOver, ask } from "./wire.js";

/** Somebody signed out in another tab: what this one shows is not for whoever sits here now. */
new BroadcastChannel("matines-demo").onmessage = async () => {
  const error = await ask("/api/counts").catch((thrown) => thrown);
  if (error instanceof SessionOver) location.replace("/sign-in");
};
