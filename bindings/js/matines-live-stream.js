// SPDX-License-Identifier: MIT
// One event stream of a hub, read by fetch: unlike EventSource it says why it was refused, shows
// the hub's heartbeats, and leaves the next try to the page.
import { Unavailable, unavailable } from "./matines-live-wire.js";

const PATIENCE = 20_000; // ms until the hub answers
const LONGEST = 1 << 20; // characters of one event

/** The hub takes no cookie of ours: none, expired, sent away, or of somebody else. */
export class Denied extends Error {}

/** Resolves when the stream is open; what follows `lastEventId` comes first. */
export async function opened(url, lastEventId, control) {
  const address = new URL(url, location.href);
  if (lastEventId) address.search += `&lastEventID=${encodeURIComponent(lastEventId)}`;
  const patience = setTimeout(() => control.abort(new Unavailable("no answer")), PATIENCE);
  try {
    const response = await fetch(address, {
      headers: { Accept: "text/event-stream" },
      credentials: "include",
      cache: "no-store",
      redirect: "error",
      signal: control.signal,
    });
    if (response.status === 401 || response.status === 403) throw new Denied();
    const type = response.headers.get("Content-Type") ?? "";
    if (response.status === 200 && type.startsWith("text/event-stream")) return response;
    throw unavailable(response);
  } finally {
    clearTimeout(patience);
  }
}

/** Calls `onEvent` with each {id, data} and `onHeard` with every sign of life, until the end. */
export async function read(response, onEvent, onHeard) {
  const events = new Events();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  while (true) {
    const { done, value } = await reader.read();
    if (done) return;
    onHeard();
    for (const event of events.read(value)) onEvent(event);
  }
}

/** The lines of an event stream (HTML, 9.2.6), in pieces as they come. */
export class Events {
  #rest = "";
  #isAfterReturn = false;
  #data = [];
  #size = 0;
  #type = "";
  #id = "";

  *read(text) {
    // A line may end in CR LF, and a piece between the two.
    if (this.#isAfterReturn && text.startsWith("\n")) text = text.slice(1);
    if (text === "") return;
    this.#isAfterReturn = text.endsWith("\r");
    const lines = (this.#rest + text).split(/\r\n|\r|\n/);
    this.#rest = lines.pop();
    for (const line of lines) {
      const event = line === "" ? this.#event() : this.#field(line);
      if (event) yield event;
    }
    if (this.#rest.length + this.#size > LONGEST) throw new Unavailable("an event without end");
  }

  #field(line) {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") {
      this.#data.push(value);
      this.#size += value.length + 1;
    } else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
  }

  /** Other types than "message" are not for us. */
  #event() {
    const event = { id: this.#id, data: this.#data.join("\n") };
    const isOurs = this.#data.length > 0 && (this.#type === "" || this.#type === "message");
    this.#data = [];
    this.#size = 0;
    this.#type = "";
    return isOurs ? event : null;
  }
}
