// SPDX-License-Identifier: MIT
// What the tests call in their page.
import { PushUnavailable, pushState, subscribe, unsubscribe } from "/matines-push.js";

async function registrationOf(path) {
  return navigator.serviceWorker.getRegistration(path);
}

async function shown(path) {
  const registration = await registrationOf(path);
  const notifications = await registration.getNotifications();
  return notifications.map(({ title, body, lang, tag, data }) => ({
    title, body, lang, tag, data,
  }));
}

async function closeAll(path) {
  const registration = await registrationOf(path);
  for (const notification of await registration.getNotifications()) notification.close();
}

/** Asks the collecting worker to call a function of the shipped one. */
async function askWorker(name, ...values) {
  const { active } = await registrationOf("/collect/");
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  active.postMessage({ name, values }, [port2]);
  return answer;
}

async function refusal(options) {
  try {
    await subscribe(options);
    return null;
  } catch (error) {
    return error instanceof PushUnavailable ? error.reason : String(error);
  }
}

async function subscription(path) {
  const registration = await registrationOf(path);
  return (await registration.pushManager.getSubscription())?.toJSON() ?? null;
}

function report(lines) {
  const rows = lines.map(({ text, good }) => {
    const row = document.createElement("li");
    row.textContent = text;
    row.className = good ? "passed" : "failed";
    return row;
  });
  document.getElementById("report").replaceChildren(...rows);
}

window.tests = {
  askWorker, closeAll, pushState, refusal, report, shown, subscribe, subscription, unsubscribe,
};
