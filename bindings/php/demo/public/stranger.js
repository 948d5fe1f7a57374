// SPDX-License-Identifier: MIT
// Nobody is signed in: a session that ended without a sign-out leaves no push to the next person.
import { unsubscribe } from "./matines-push.js";

unsubscribe().catch(() => {});
