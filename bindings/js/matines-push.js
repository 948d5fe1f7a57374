// SPDX-License-Identifier: MIT
// The page's side of Web Push: subscribes this browser, and forgets it on logout.

const USER_AGENT_LIMIT = 512; // octets, the library's limit

/** Why there is no push; `reason` is "unsupported", "denied" or "default" (not answered). */
export class PushUnavailable extends Error {
  constructor(reason) {
    super(`no web push: ${reason}`);
    this.name = "PushUnavailable";
    this.reason = reason;
  }
}

/** "unsupported", or what the person answered: "default" (nothing yet), "granted", "denied". */
export function pushState() {
  const known = "serviceWorker" in navigator && "PushManager" in self && "Notification" in self;
  return known && self.isSecureContext ? Notification.permission : "unsupported";
}

/**
 * Subscribes this browser and answers what it handed to `save`: the document that
 * matines_subscription_put() takes. Call it from a click, since it asks for permission; once that
 * is granted, also on later loads, since storing again renews.
 *
 * serviceWorker: the address of the service worker, with its parameters.
 * applicationServerKey: the VAPID public key in base64url.
 * save: an address of the site that takes the document by POST, or a function of it.
 * scope: that of the service worker, if it is not the folder of its script.
 */
export async function subscribe({ serviceWorker, applicationServerKey, save, scope }) {
  if (pushState() === "unsupported") throw new PushUnavailable("unsupported");
  const permission = await Notification.requestPermission();
  if (permission !== "granted") throw new PushUnavailable(permission);
  const registration = await register(serviceWorker, applicationServerKey, scope);
  const subscription = await subscribed(registration, applicationServerKey);
  const record = {
    ...subscription.toJSON(),
    applicationServerKey,
    userAgent: navigator.userAgent.slice(0, USER_AGENT_LIMIT),
  };
  await hand(save, record);
  return record;
}

/**
 * Unsubscribes this browser from this site: call it on logout, also when push was never asked for.
 * The notifications still shown are taken away, for the next person at this computer. `remove`, an
 * address or a function as above, gets {"endpoint": …}.
 */
export async function unsubscribe({ remove } = {}) {
  if (pushState() === "unsupported") return;
  const failures = [];
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (isOurs(registration)) await leave(registration, remove).catch((e) => failures.push(e));
  }
  if (failures.length > 0) throw failures[0];
}

/** subscribe() registered it; other service workers of the site are not ours to silence. */
function isOurs(registration) {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  return worker !== null && new URL(worker.scriptURL).searchParams.has("key");
}

async function leave(registration, remove) {
  await closeShown(registration);
  const subscription = await registration.pushManager.getSubscription();
  if (subscription === null) return;
  try {
    await subscription.unsubscribe();
  } finally {
    if (remove) await hand(remove, { endpoint: subscription.endpoint });
  }
}

async function closeShown(registration) {
  for (const notification of await registration.getNotifications()) {
    if (notification.data?.matines) notification.close();
  }
}

async function register(serviceWorker, key, scope) {
  const address = new URL(serviceWorker, document.baseURI);
  // Some browsers do not tell the worker the key of a subscription that they lost.
  address.searchParams.set("key", key);
  const options = scope === undefined ? {} : { scope };
  const script = scriptAddress(address);
  return active(await navigator.serviceWorker.register(script, options));
}

let policy;

/** Under `require-trusted-types-for 'script'` an address must come from a policy: ours, matines. */
function scriptAddress(address) {
  if (address.origin !== location.origin) throw new TypeError("serviceWorker: another origin");
  if (!("trustedTypes" in self)) return address.href;
  policy ??= trustedTypes.createPolicy("matines", { createScriptURL: (checked) => checked });
  return policy.createScriptURL(address.href);
}

/** A push manager serves a worker that is active; navigator.serviceWorker.ready would wait for one
 * that controls this page, which may be none. */
function active(registration) {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active !== null || worker === null) return registration;
  return new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve(registration);
      if (worker.state === "redundant") reject(new Error("the service worker failed to install"));
    });
  });
}

async function subscribed(registration, applicationServerKey) {
  const existing = await registration.pushManager.getSubscription();
  if (existing !== null && isMadeWith(existing, applicationServerKey)) return existing;
  // A push service takes one key for a subscription, so another key needs another subscription.
  if (existing !== null) await existing.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

function isMadeWith(subscription, key) {
  const octets = subscription.options.applicationServerKey;
  if (octets === null) return false;
  const binary = String.fromCharCode(...new Uint8Array(octets));
  const text = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return text === key;
}

async function hand(receiver, record) {
  if (typeof receiver === "function") return receiver(record);
  const answer = await fetch(receiver, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(record),
    credentials: "same-origin",
  });
  if (!answer.ok) throw new Error(`${receiver} answered ${answer.status}`);
}
