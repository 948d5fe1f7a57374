// SPDX-License-Identifier: MIT
// The page's side of the bell that rings at once: one stream per browser, counts that are right,
// and the end of both with the session. README.md is the manual.
import { Connection } from "./matines-live-connection.js";
import { News, parsed } from "./matines-live-news.js";
import { Presence, isVisible } from "./matines-live-presence.js";
import { Tabs } from "./matines-live-tabs.js";
import { Over, ask } from "./matines-live-wire.js";

const PULSE = 2_000; // ms between two looks around, while the page is visible
const SLEPT = 10_000; // ms without one: the machine slept
const AWAY = 30_000; // ms without a stream, after which the counts are polled
const POLL = 60_000; // ms
const RETRY = 2_000; // ms, doubled with each failure
const SOON = 400; // ms, within which pages ask why their stream ended
const BRIEF = 1_000; // ms in which the counts are not read twice

export { recheck } from "./matines-live-tabs.js";

export class MatinesLive extends EventTarget {
  #options;
  #topic;
  #connection = null;
  #tabs;
  #presence;
  #listening = null; // AbortController of the page's own events
  #isRunning = false;
  #isOver = false;
  #state = "stopped";
  #news;
  #readAt = Date.now();
  #reading = null;
  #failures = 0;
  #readDue = Infinity;
  #closedAt = 0;
  #pulse = null;
  #lastPulse = 0;

  /**
   * subscription: JSON of the hub's subscription, as the page came with it; null where there is no
   * hub. renew: answers another by POST. counts: answers the counts by GET. presence: takes the
   * pings; null for none. fields: go along in what is posted. version: of the counts in the page.
   */
  constructor({ subscription, renew, counts, presence = null, fields = {}, version = 0 }) {
    super();
    this.#options = { counts, renew, fields };
    this.#topic = subscription?.topic ?? "";
    this.#news = new News(
      version,
      subscription?.last_event_id ?? null,
      (told) => this.#dispatch("counts", told),
      (update) => this.#dispatch("update", update),
    );
    const onOver = (reason) => this.#end(reason);
    this.#presence = new Presence(presence, fields, onOver);
    this.#tabs = new Tabs(this.#topic, {
      onLead: () => this.#lead(),
      onFollow: () => this.#connection?.stop(),
      onMessage: (message) => this.#told(message),
      onRecheck: () => this.refresh(),
      describe: () => {
        this.#connection?.look(false); // a hidden page has no timer: it looks when it is asked
        return { state: this.#state, counts: this.#news.counts, visible: isVisible() };
      },
    });
    if (!subscription) return;
    this.#connection = new Connection(subscription, () => this.#renewed(), {
      onOpen: () => this.#opened(),
      onClosed: () => this.#closed(),
      onEvent: (event) => this.#heard(event),
      onOver,
    });
  }

  /** "connecting", "open", "away" (30 s without a stream, or no hub), "over" or "stopped". */
  get state() {
    return this.#state;
  }

  /** When it was last heard how things stand, in Unix milliseconds. */
  get readAt() {
    return this.#state === "open" ? Date.now() : this.#readAt;
  }

  start() {
    if (this.#isOver || this.#listening !== null) return;
    this.#listening = new AbortController();
    const on = (target, name, listener) =>
      target.addEventListener(name, listener, { signal: this.#listening.signal });
    on(document, "visibilitychange", () => this.#seen());
    on(document, "freeze", () => this.#pause());
    on(document, "resume", () => this.#resume());
    on(window, "focus", () => this.#catchUp());
    on(window, "online", () => this.#catchUp());
    on(window, "pagehide", () => {
      this.#pause();
      this.#presence.leave();
    });
    on(window, "pageshow", ({ persisted }) => persisted && this.#resume());
    this.#run();
  }

  stop() {
    this.#listening?.abort();
    this.#listening = null;
    this.#pause();
    if (!this.#isOver) this.#change("stopped");
  }

  /** Reads the counts; resolves when that is over, well or not. */
  refresh() {
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  /** What this page just did, {kind, ids, …counts}: the person's other tabs hear it now. */
  tell(update) {
    if (!this.#isRunning) return;
    this.#learn(update);
    this.#tabs.say({ kind: "update", update });
  }

  /** Right before the sign-out is sent: nothing reaches this page or the other tabs any more. */
  signOut() {
    this.#end("signed out");
  }

  // ---- running

  #run() {
    if (this.#isRunning || this.#isOver) return;
    this.#isRunning = true;
    this.#closedAt = Date.now();
    this.#change(this.#connection === null ? "away" : "connecting");
    this.#tabs.start();
    this.#presence.ping();
    this.#beat();
  }

  #pause() {
    this.#isRunning = false;
    this.#connection?.stop();
    this.#tabs.stop();
    this.#beat();
  }

  /** Out of the back-forward cache, or thawed. */
  #resume() {
    this.#run();
    this.refresh();
  }

  /** Only a page that somebody may look at has a timer. */
  #beat() {
    clearInterval(this.#pulse);
    this.#pulse = null;
    if (!this.#isRunning || !isVisible()) return;
    this.#lastPulse = Date.now();
    this.#pulse = setInterval(() => this.#look(), PULSE);
  }

  #look() {
    const now = Date.now();
    const hasSlept = now - this.#lastPulse > SLEPT;
    this.#lastPulse = now;
    this.#tabs.look();
    if (hasSlept) this.#catchUp();
    else if (this.#tabs.isLeading) this.#connection?.look(false);
    this.#presence.look();
    if (this.#state === "connecting" && now - this.#closedAt > AWAY) this.#change("away");
    if (now >= this.#readDue) this.refresh();
  }

  #seen() {
    if (!this.#isRunning) return;
    this.#presence.ping();
    this.#beat();
    if (!isVisible()) return;
    this.#tabs.look();
    this.#catchUp();
  }

  #catchUp() {
    if (!this.#isRunning) return;
    if (this.#tabs.isLeading) this.#connection?.look(true);
    if (Date.now() - this.#readAt > BRIEF) this.refresh();
  }

  // ---- the stream

  #lead() {
    if (this.#state === "open") this.#change("connecting");
    if (this.#connection === null) this.#readDue = Date.now() + POLL;
    else this.#connection.start(this.#news.lastEventId);
  }

  async #renewed() {
    const lease = await ask(this.#options.renew, this.#options.fields);
    if (this.#isOfAnother(lease)) throw new Over("session");
    return lease;
  }

  /** Somebody else signed in: this page is not theirs. */
  #isOfAnother({ topic = this.#topic }) {
    return topic !== this.#topic;
  }

  #opened() {
    this.#change("open");
    this.refresh();
  }

  /** A logout elsewhere ends the stream, too: the site knows. */
  #closed() {
    this.#change("connecting");
    setTimeout(() => this.#isRunning && this.refresh(), Math.random() * SOON);
  }

  #heard({ id, data }) {
    const update = parsed(data);
    if (update === null || !this.#isRunning || this.#news.isKnown(id)) return;
    this.#tabs.say({ kind: "update", id, update });
    this.#learn(update);
  }

  #told(message) {
    if (!this.#isRunning) return;
    const { kind, id, update, counts, state } = message;
    // Only a sign-out is everybody's end: what one page was refused, another asks for itself.
    if (kind === "over" && message.reason === "signed out") this.#end(message.reason, false);
    else if (kind === "over") this.refresh();
    else if (kind === "update") this.#news.isKnown(id) || this.#learn(update);
    else if (kind === "counts") this.#adopt(counts);
    else if (kind === "state" || kind === "here") this.#follow(state, counts, message.visible);
  }

  #follow(state, counts, isLeaderVisible) {
    if (this.#tabs.isLeading) return;
    if (state !== "open" && isLeaderVisible === false && isVisible()) return this.#tabs.takeOver();
    const isNew = state === "open" && this.#state !== "open";
    this.#change(state, false);
    if (state === "open" && counts) this.#adopt(counts);
    else if (isNew && isVisible()) this.refresh();
  }

  // ---- what is known

  async #read() {
    if (this.#isOver) return;
    try {
      const counts = await ask(this.#options.counts);
      if (!this.#isRunning) return;
      if (this.#isOfAnother(counts)) throw new Over("session");
      this.#failures = 0;
      this.#adopt(counts);
      this.#tabs.say({ kind: "counts", counts });
    } catch (error) {
      if (error instanceof Over) return this.#end(error.reason);
      const pause = Math.max(error.wait ?? 0, Math.min(POLL, RETRY * 2 ** this.#failures++));
      this.#readDue = Date.now() + pause * (1 + Math.random() / 4);
    }
  }

  /** Counts that were read; the list that goes with them can be. */
  #adopt(counts) {
    this.#readAt = Date.now();
    const isPolling = this.#state === "away" && this.#tabs.isLeading;
    this.#readDue = isPolling ? this.#readAt + POLL : Infinity;
    this.#news.read(counts);
  }

  #learn(update) {
    this.#readAt = Date.now();
    this.#news.hear(update);
  }

  #change(state, isFirst = true) {
    if (state === this.#state) return;
    if (isFirst && this.#tabs.isLeading) {
      this.#tabs.say({ kind: "state", state, visible: isVisible() });
    }
    if (this.#state === "open") this.#closedAt = Date.now();
    this.#state = state;
    if (state === "away" && this.#tabs.isLeading) this.#readDue = 0;
    this.#dispatch("state", { state });
  }

  #end(reason, isFirst = true) {
    if (this.#isOver) return;
    this.#isOver = true;
    if (isFirst) this.#tabs.say({ kind: "over", reason });
    this.stop();
    this.#change("over", false);
    this.#dispatch("over", { reason });
  }

  #dispatch(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
