// SPDX-License-Identifier: MIT
// The pages of one person in one browser: one of them leads, and tells the others.

const DOORSTEP = "matines-live"; // what pages without a person say to all others

/** Of a page without a session: the others of this browser look whether theirs still stands. */
export function recheck() {
  const doorstep = new BroadcastChannel(DOORSTEP);
  doorstep.postMessage("recheck");
  doorstep.close();
}

export class Tabs {
  #name;
  #hooks;
  #channel = null;
  #doorstep = null;
  #turn = null; // of waiting for the lock, or holding it
  #release = null;
  #isAsking = false;

  /**
   * onLead and onFollow say that it begins and ends to be this page; onMessage(message) is what
   * another one said; onRecheck, that the session may have ended; describe() answers what followers
   * may want to know of a leader. `person` tells pages of several apart.
   */
  constructor(person, hooks) {
    this.#name = `${DOORSTEP} ${person}`;
    this.#hooks = hooks;
  }

  get isLeading() {
    return this.#release !== null;
  }

  start() {
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    this.#doorstep = new BroadcastChannel(DOORSTEP);
    this.#doorstep.onmessage = () => this.#hooks.onRecheck();
    this.#isAsking = false;
    this.say({ kind: "who" });
    this.#queue();
  }

  /** What was said before still arrives. */
  stop() {
    this.#quit();
    for (const channel of [this.#channel, this.#doorstep]) channel?.close();
    this.#channel = this.#doorstep = null;
  }

  say(message) {
    this.#channel?.postMessage(message);
  }

  /** Every few seconds while somebody looks at this page: whoever leads must answer in between. */
  look() {
    if (this.isLeading || this.#channel === null) return;
    if (this.#isAsking) return this.takeOver();
    this.#isAsking = true;
    this.say({ kind: "who" });
  }

  /** The one that leads is frozen, hangs, or has no stream and nobody who looks at it. */
  takeOver() {
    if (this.isLeading || this.#channel === null) return;
    this.#quit();
    this.#queue(true);
  }

  #queue(isStealing = false) {
    this.#isAsking = false;
    const turn = new AbortController();
    this.#turn = turn;
    const held = () => this.#lead(turn);
    if (navigator.locks === undefined) return held(); // no https: each page for itself
    const options = isStealing ? { steal: true } : { signal: turn.signal };
    navigator.locks.request(this.#name, options, held).catch((error) => {
      if (turn !== this.#turn) return;
      if (error.name === "AbortError") this.#lost(); // another page took it
      else held(); // this page may have no locks
    });
  }

  #lead(turn) {
    if (turn !== this.#turn) return undefined;
    return new Promise((resolve) => {
      this.#release = resolve;
      this.#hooks.onLead();
    });
  }

  #lost() {
    this.#release = null;
    this.#hooks.onFollow();
    this.#queue();
  }

  #quit() {
    this.#turn?.abort();
    this.#turn = null;
    this.#release?.();
    this.#release = null;
  }

  #hear(message) {
    if (message.kind === "who") {
      if (this.isLeading) this.say({ kind: "here", ...this.#hooks.describe() });
      return;
    }
    if (message.kind === "here") this.#isAsking = false;
    this.#hooks.onMessage(message);
  }
}
