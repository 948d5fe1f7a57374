// SPDX-License-Identifier: MIT
// What this page hears of its person's notifications, while the session lasts.
import { MatinesLive } from "./matines-live.js";
import { token } from "./wire.js";

export const live = new MatinesLive({
  subscription: JSON.parse(document.body.dataset.live),
  renew: "/api/live",
  counts: "/api/counts",
  presence: "/api/presence",
  fields: { csrf: token },
  version: Number(document.querySelector("#bell").dataset.version),
});
