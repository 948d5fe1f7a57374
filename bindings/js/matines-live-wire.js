// SPDX-License-Identifier: MIT
// How the modules of matines-live.js ask the site, and what its refusals mean.

const PATIENCE = 20_000; // ms for an answer
const LONGEST_WAIT = 300_000; // ms that a Retry-After may ask for

/** Nothing more is asked: `reason` is "session" (it ended) or "refused" (not for this person). */
export class Over extends Error {
  constructor(reason) {
    super(`over: ${reason}`);
    this.reason = reason;
  }
}

/** Worth another try, in `wait` ms at the earliest. */
export class Unavailable extends Error {
  constructor(message, wait = 0) {
    super(message);
    this.wait = wait;
  }
}

/** GET, or with a record POST as JSON; answers the JSON document, or null for 204. */
export async function ask(path, record) {
  const request = { headers: { Accept: "application/json" }, cache: "no-store" };
  if (record !== undefined) {
    request.method = "POST";
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(record);
    request.keepalive = true; // it outlives the page
  }
  const response = await fetch(path, { ...request, signal: AbortSignal.timeout(PATIENCE) });
  return answered(response);
}

/** For what is said while the page goes away. */
export function leave(path, record) {
  navigator.sendBeacon(path, new Blob([JSON.stringify(record)], { type: "application/json" }));
}

/** Of an answer that is no success: when to try again (RFC 9110, 10.2.3). */
export function unavailable(response) {
  const asked = response.headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  const bounded = Math.min(Math.max(wait || 0, 0), LONGEST_WAIT);
  return new Unavailable(`${response.url} answered ${response.status}`, bounded);
}

async function answered(response) {
  if (response.status === 401 || response.status === 419) throw new Over("session");
  if (response.status === 403) throw new Over("refused");
  if (!response.ok) throw unavailable(response);
  if (response.status === 204) return null;
  const type = response.headers.get("Content-Type") ?? "";
  // The login page, to which the site led on.
  if (!type.includes("json")) throw new Over("session");
  return response.json();
}
