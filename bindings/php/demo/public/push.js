// SPDX-License-Identifier: MIT
// Consent to Web Push, on a click only; and the end of it when somebody signs out.
import { PushUnavailable, pushState, subscribe, unsubscribe } from "./matines-push.js";
import { say } from "./wire.js";

const WORKER = "/matines-service-worker.js?ack=/push/ack&subscribe=/push/save&home=/notifications";
const LATER = "matines-demo-push-later";
const MONTH = 30 * 24 * 3600 * 1000; // ms
const SIGN_OUT = 2000; // ms that a push service may keep somebody here

const block = document.querySelector("[data-consent]");

async function current() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    const subscription = await registration.pushManager.getSubscription();
    if (subscription !== null) return subscription;
  }
  return null;
}

/** One of: unsupported, denied, active, default. */
async function state() {
  const permission = pushState();
  if (permission !== "granted") return permission;
  return (await current()) === null ? "default" : "active";
}

function isPutOff() {
  return Date.now() - Number(localStorage.getItem(LATER) ?? 0) < MONTH;
}

async function draw() {
  const drawing = await state();
  const isAsked = block.dataset.consent === "preferences";
  const isShown = isAsked ? drawing !== "unsupported" : drawing === "default" && !isPutOff();
  for (const part of block.querySelectorAll("[data-when]")) {
    part.hidden = part.dataset.when !== drawing;
  }
  const later = block.querySelector("[data-later]");
  later.hidden ||= isAsked;
  block.hidden = !isShown;
}

async function activate() {
  const problem = block.querySelector("[data-problem]");
  problem.hidden = true;
  try {
    await subscribe({
      serviceWorker: WORKER,
      applicationServerKey: block.dataset.key,
      save: "/push/save",
    });
    location.reload(); // the list of browsers has one more
  } catch (error) {
    problem.textContent = say("push");
    problem.hidden = error instanceof PushUnavailable;
    await draw();
  }
}

async function deactivate() {
  await unsubscribe({ remove: "/push/remove" }).catch(() => {});
  location.reload();
}

async function markThis() {
  const endpoint = (await current())?.endpoint;
  for (const device of document.querySelectorAll("[data-endpoint]")) {
    device.querySelector("[data-this]").hidden = device.dataset.endpoint !== endpoint;
  }
}

/** Whoever comes next must not read on this screen what is for the one who left. */
async function signOut(event) {
  event.preventDefault();
  const patience = new Promise((resolve) => setTimeout(resolve, SIGN_OUT));
  await Promise.race([unsubscribe({ remove: "/push/remove" }).catch(() => {}), patience]);
  event.target.submit();
}

if (block !== null) {
  block.querySelector("[data-activate]").addEventListener("click", activate);
  block.querySelector("[data-deactivate]").addEventListener("click", deactivate);
  block.querySelector("[data-later]").addEventListener("click", () => {
    localStorage.setItem(LATER, String(Date.now()));
    block.hidden = true;
  });
  draw();
}
if (pushState() !== "unsupported") {
  document.querySelector("[data-sign-out]").addEventListener("submit", signOut);
  markThis();
  // The permission may change in the browser's own settings while the page is open.
  navigator.permissions?.query({ name: "notifications" }).then((permission) => {
    permission.onchange = () => block !== null && draw();
  });
  state().then((now) => {
    document.querySelector("[data-push-hint]").hidden = now !== "default";
  });
}
