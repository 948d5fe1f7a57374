// SPDX-License-Identifier: MIT
// The service worker of Matines: shows every push, says that it did, opens what is clicked.
//
// The page that registers it configures it in the address, with paths of its own origin:
//   matines-service-worker.js?ack=/push/ack&subscribe=/push/subscription&home=/admin
// `key` is the VAPID key, which matines-push.js adds. A service worker of the host's may import
// this file; the address that counts is then its own.
"use strict";

self.matines = (() => {
  const ADDRESS_LIMIT = 2048; // characters, the library's own limit
  const USER_AGENT_LIMIT = 512; // the same
  // What a system's notification cannot hold: the controls but tab and line feed.
  const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
  const WORDS = {
    fr: { title: "Nouvelle notification", body: "Ouvrez le site pour la lire." },
    en: { title: "New notification", body: "Open the site to read it." },
  };

  /** `value` as an address of the origin of `base`, or null. */
  function ownAddress(value, base) {
    if (typeof value !== "string" || value === "" || value.length > ADDRESS_LIMIT) return null;
    try {
      const address = new URL(value, base);
      // The origin alone would let blob: through.
      const isPage = address.protocol === "https:" || address.protocol === "http:";
      return isPage && address.origin === new URL(base).origin ? address.href : null;
    } catch {
      return null;
    }
  }

  /** What a click opens: `value` if it is a page of the origin of `base`, else `home`. */
  function pageAddress(value, base, home) {
    return ownAddress(value, base) ?? ownAddress(home, base) ?? new URL("/", base).href;
  }

  /** What the address of the script asks for; a path that leaves the origin is not there. */
  function readSettings(script) {
    const { origin, searchParams } = new URL(script);
    const path = (name) => ownAddress(searchParams.get(name), origin);
    return {
      origin,
      ack: path("ack"),
      subscribe: path("subscribe"),
      home: pageAddress(searchParams.get("home"), origin, "/"),
      key: searchParams.get("key"),
    };
  }

  const settings = readSettings(self.location.href);

  function genericWords() {
    return (navigator.language ?? "").toLowerCase().startsWith("fr") ? WORDS.fr : WORDS.en;
  }

  function asText(value) {
    return typeof value === "string" ? value.replace(CONTROLS, " ").trim() : "";
  }

  function asRecord(value) {
    return typeof value === "object" && value !== null ? value : {};
  }

  function parsed(data) {
    try {
      return asRecord(JSON.parse(data.text()));
    } catch {
      return {}; // no data, or not JSON
    }
  }

  /** What to show for a PushMessageData, or for null. Whatever it holds, there is a title. */
  function readMessage(data) {
    const message = parsed(data);
    const notification = asRecord(message.notification);
    const title = asText(notification.title);
    const words = title === "" ? genericWords() : { title, body: asText(notification.body) };
    return {
      ...words,
      lang: asText(notification.lang),
      tag: asText(notification.tag) || asText(message.id),
      ack: typeof message.ack === "string" ? message.ack : "",
      target: notification.navigate ?? asRecord(message.data).targetUrl,
    };
  }

  async function post(address, record) {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(record),
      credentials: "same-origin",
      redirect: "error", // the token is for this origin only
      keepalive: true,
    });
    return answer.ok;
  }

  /** Without it the ladder goes on to the next channel, so a lost one costs an e-mail at most. */
  async function acknowledge(token, opened) {
    if (settings.ack === null || typeof token !== "string" || token === "") return;
    await post(settings.ack, { token, opened }).catch(() => false);
  }

  async function show(data) {
    const { title, body, lang, tag, ack, target } = readMessage(data);
    const address = pageAddress(target, settings.origin, settings.home);
    const options = { body, lang, tag, dir: "auto", data: { matines: { ack, address } } };
    try {
      // A known tag replaces what is shown, without another sound: that is how retries look.
      await self.registration.showNotification(title, options);
    } catch {
      return; // the permission was taken back
    }
    await acknowledge(ack, false);
  }

  async function tabs(includeUncontrolled) {
    const found = await self.clients.matchAll({ type: "window", includeUncontrolled });
    return found.filter((tab) => tab.frameType !== "nested");
  }

  async function open(address) {
    const there = (await tabs(true)).find((tab) => tab.url === address);
    if (there) return there.focus();
    const [tab] = await tabs(false); // a page that this worker does not control cannot be moved
    if (!tab) return self.clients.openWindow(address);
    try {
      // At once: the right to focus ends before a slow page has come.
      return await Promise.all([tab.focus(), tab.navigate(address)]);
    } catch {
      return self.clients.openWindow(address);
    }
  }

  async function click(notification, { ack, address }) {
    notification.close();
    // Judged again: what was shown long ago may come from an older worker with another home.
    const opening = open(pageAddress(address, settings.origin, settings.home));
    await Promise.all([opening.catch(() => null), acknowledge(ack, true)]);
  }

  function base64URL(octets) {
    const binary = String.fromCharCode(...new Uint8Array(octets));
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  /** The browser lost its subscription, or its push service ended it: subscribe as before. */
  async function renew({ oldSubscription, newSubscription }) {
    const applicationServerKey = oldSubscription?.options?.applicationServerKey ?? settings.key;
    if (settings.subscribe === null || !applicationServerKey) return;
    const options = { userVisibleOnly: true, applicationServerKey };
    const subscription =
      newSubscription ?? (await self.registration.pushManager.subscribe(options));
    await post(settings.subscribe, {
      ...subscription.toJSON(),
      applicationServerKey: base64URL(subscription.options.applicationServerKey),
      userAgent: navigator.userAgent.slice(0, USER_AGENT_LIMIT),
    });
  }

  // A new version has nothing to wait for: it keeps no cache and answers no request.
  self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
  // Only a page it controls can be taken elsewhere by a click.
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    const ours = event.notification.data?.matines;
    if (ours) event.waitUntil(click(event.notification, ours));
  });
  self.addEventListener("pushsubscriptionchange", (event) => {
    event.waitUntil(renew(event).catch(() => null));
  });

  return Object.freeze({ pageAddress, readSettings, readMessage });
})();
