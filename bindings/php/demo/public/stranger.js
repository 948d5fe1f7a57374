// SPDX-License-Identifier: MIT
// Nobody is signed in. A session that ended without a sign-out leaves no push to the next person,
// and the other tabs of the one that ended have nothing to show any more.
import { recheck } from "./matines-live.js";
import { unsubscribe } from "./matines-push.js";

unsubscribe().catch(() => {});
recheck();
new BroadcastChannel("matines-demo").postMessage("a stranger came");
