// SPDX-License-Identifier: MIT
// Keeps one stream open: renews the cookie in time, and comes back after whatever ended it.
import { Denied, opened, read } from "./matines-live-stream.js";
import { Over, Unavailable } from "./matines-live-wire.js";

const SOON = 600; // ms: up to so long after a stream ended, the next try
const BASE = 500; // ms
const LONGEST = 60_000; // ms between two tries
const HEALTHY = 5_000; // ms: what ended earlier counts as a failure
const SILENCE = 60_000; // ms without a heartbeat, of which hubs send one in 40 s
const FRESH = 2_000; // ms: a hub that sent somebody away refuses cookies of the same second
const USED = 2 / 3; // of its life, after which a cookie is renewed

export class Connection {
  #hooks;
  #renew;
  #lease;
  #lastEventId = null;
  #attempt = null; // AbortController of a stream that is not open yet
  #open = null; // of the one that is
  #openedAt = 0;
  #heardAt = 0;
  #failures = 0;
  #timer = null;
  #notBefore = 0;
  #isStopped = true;

  /**
   * `renew` resolves to a lease {url, lasts_ms} when the browser has a new cookie. The hooks are
   * onOpen, onClosed, onEvent({id, data}) and onOver(reason).
   */
  constructor(lease, renew, hooks) {
    this.#renew = renew;
    this.#hooks = hooks;
    this.#take(lease);
  }

  start(lastEventId) {
    this.#lastEventId = lastEventId;
    this.#failures = 0;
    this.#isStopped = false;
    this.#connect();
  }

  /** Also from within a hook: what was under way opens nothing more. */
  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const control of [this.#attempt, this.#open]) control?.abort();
    this.#attempt = this.#open = this.#timer = null;
  }

  /** Now and then while somebody looks; at once when they look again. */
  look(isHurried) {
    const now = Date.now();
    if (this.#attempt !== null || now < this.#notBefore) return;
    if (this.#timer !== null && !isHurried) return; // a failure is being waited out
    if (this.#open === null) {
      if (isHurried) this.#connect();
    } else if (now - this.#heardAt > SILENCE) {
      this.#drop();
      this.#connect();
    } else if (now > this.#lease.renewAt) this.#connect(); // the old one goes when this is open
  }

  #take({ url, lasts_ms: lasts }) {
    const now = Date.now();
    this.#lease = { url, takenAt: now, renewAt: now + lasts * USED, endsAt: now + lasts };
  }

  async #connect() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#isStopped) return;
    this.#attempt?.abort();
    const control = new AbortController();
    this.#attempt = control;
    try {
      if (Date.now() > this.#lease.renewAt) this.#take(await this.#renew());
      if (control !== this.#attempt) return;
      const response = await opened(this.#lease.url, this.#lastEventId, control);
      if (control !== this.#attempt) return control.abort();
      this.#opened(control);
      await read(response, (event) => this.#heard(control, event), () => this.#beats());
      throw new Unavailable("the stream ended");
    } catch (error) {
      // What was stopped, or replaced, says nothing more.
      if (control === this.#attempt || control === this.#open) this.#failed(control, error);
    }
  }

  #opened(control) {
    const former = this.#open;
    this.#attempt = null;
    this.#open = control;
    this.#openedAt = Date.now();
    this.#beats();
    former?.abort();
    if (former === null) this.#hooks.onOpen();
  }

  #beats() {
    this.#heardAt = Date.now();
  }

  #heard(control, event) {
    if (control !== this.#open) return;
    if (event.id !== "") this.#lastEventId = event.id;
    this.#hooks.onEvent(event);
  }

  #failed(control, error) {
    control.abort();
    if (error instanceof Over) return this.#hooks.onOver(error.reason);
    const isDenied = error instanceof Denied;
    // A cookie of long ago is renewed at once; a new one that is refused may be of the same second.
    const isExpired = isDenied && Date.now() - this.#lease.takenAt > FRESH;
    if (isDenied) this.#lease.renewAt = 0;
    if (control === this.#open) this.#drop();
    else {
      this.#attempt = null;
      if (!isExpired) this.#failures++;
    }
    if (this.#attempt === null) this.#later(isExpired ? 0 : this.#pause(), error.wait ?? 0);
  }

  #drop() {
    this.#open.abort();
    this.#open = null;
    this.#failures = Date.now() - this.#openedAt > HEALTHY ? 0 : this.#failures + 1;
    this.#hooks.onClosed();
  }

  #pause() {
    if (this.#failures === 0) return Math.random() * SOON;
    return Math.min(LONGEST, BASE * 2 ** this.#failures) * (0.5 + Math.random() / 2);
  }

  #later(pause, asked) {
    this.#notBefore = Date.now() + asked;
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => this.#connect(), Math.max(pause, asked));
  }
}
