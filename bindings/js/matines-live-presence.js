// SPDX-License-Identifier: MIT
// Says that this page is open, and whether it is in view; the session says whose it is.
import { Over, ask, leave } from "./matines-live-wire.js";

const EVERY = 30_000; // ms; the library takes a page for closed after 95 s

export function isVisible() {
  return document.visibilityState === "visible";
}

export class Presence {
  #path;
  #fields;
  #onOver;
  #tab = crypto.getRandomValues(new Uint32Array(4)).join("-");
  #due = 0;

  constructor(path, fields, onOver) {
    this.#path = path;
    this.#fields = fields;
    this.#onOver = onOver;
  }

  look() {
    if (Date.now() >= this.#due) this.ping();
  }

  async ping() {
    if (this.#path === null) return;
    this.#due = Date.now() + EVERY;
    try {
      await ask(this.#path, { ...this.#fields, tab: this.#tab, visible: isVisible() });
    } catch (error) {
      if (error instanceof Over) this.#onOver(error.reason);
      else this.#due = Math.max(this.#due, Date.now() + (error.wait ?? 0));
    }
  }

  leave() {
    this.#due = 0;
    if (this.#path !== null) leave(this.#path, { ...this.#fields, tab: this.#tab, gone: true });
  }
}
