// SPDX-License-Identifier: MIT
// What the modules of a page share: how to ask the site, and its words.

const words = JSON.parse(document.body.dataset.words);
const plurals = new Intl.PluralRules(document.documentElement.lang);

export const token = document.body.dataset.token;

/** {n} chooses the plural, as in words/fr.php. */
export function say(key, values = {}) {
  const entry = words[key] ?? words[`script.${key}`];
  const text = typeof entry === "string" ? entry : entry[plurals.select(values.n)] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export async function ask(path) {
  return answered(await fetch(path, { headers: { Accept: "application/json" } }));
}

/** A record goes as JSON, a form as it is; keepalive lets it outlive the page. */
export async function post(path, body) {
  const isForm = body instanceof FormData;
  const headers = { Accept: "application/json", "X-CSRF-Token": token };
  if (!isForm) headers["Content-Type"] = "application/json";
  return answered(
    await fetch(path, {
      method: "POST",
      headers,
      body: isForm ? new URLSearchParams(body) : JSON.stringify(body),
      keepalive: true,
    }),
  );
}

/** For what is said while the page goes away: no headers there, so the token is in the record. */
export function leave(path, record) {
  const body = JSON.stringify({ ...record, csrf: token });
  navigator.sendBeacon(path, new Blob([body], { type: "application/json" }));
}

/** The session ended, and the page says so. */
export function sayOver() {
  const here = encodeURIComponent(location.pathname + location.search);
  const notice = document.querySelector("[data-session-over]");
  notice.querySelector("a").href = `/sign-in?return=${here}`;
  notice.hidden = false;
}

async function answered(response) {
  if (response.status === 401) sayOver();
  if (!response.ok) {
    const error = new Error(`${response.url} answered ${response.status}`);
    error.isRefused = response.status >= 400 && response.status < 500;
    throw error;
  }
  return response.status === 204 ? null : response.json();
}
