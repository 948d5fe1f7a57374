// SPDX-License-Identifier: MIT
// What a page knows of its person's notifications: each update once, and never older counts.

const REMEMBERED = 256; // ids of updates

export class News {
  #version; // of the newest counts
  #readVersion; // up to there the page reads everything anew
  #markVersion = 0; // of the newest mark heard of
  #ids = new Set();
  #onCounts;
  #onUpdate;
  counts = null;
  lastEventId;

  constructor(version, lastEventId, onCounts, onUpdate) {
    this.#version = this.#readVersion = version;
    this.lastEventId = lastEventId;
    this.#onCounts = onCounts;
    this.#onUpdate = onUpdate;
  }

  /** Whether an update came before; from now on it did. */
  isKnown(id) {
    if (!id) return false;
    if (this.#ids.has(id)) return true;
    this.#ids.add(id);
    this.lastEventId = id;
    if (this.#ids.size > REMEMBERED) this.#ids.delete(this.#ids.values().next().value);
    return false;
  }

  /** Counts that the site answered: where they are news, the list holds more than the page's. */
  read(counts) {
    const isNews = counts.version > this.#version;
    // The counts are not the rows: only what is read anew holds what was marked until then.
    if (isNews) this.#readVersion = counts.version;
    this.#show(counts);
    if (isNews) this.#reload(null);
  }

  hear(update) {
    if (update.version <= this.#readVersion) return;
    const isOvertaken = this.#isOvertaken(update);
    const isLate = update.version < this.#version || isOvertaken;
    this.#show(update);
    // What was marked first may be told last: only the list itself says how the row stands now.
    if (isLate) this.#reload(update.kind);
    else this.#onUpdate(update);
  }

  /** Of two marks told at once the later may come first. */
  #isOvertaken({ mark_version: mark }) {
    if (!Number.isSafeInteger(mark)) return false;
    if (mark < this.#markVersion) return true;
    this.#markVersion = mark;
    return false;
  }

  #reload(kind) {
    this.#onUpdate({ kind, notification: null, reload: true, ...this.counts });
  }

  #show({ unread, unseen, unseen_by_severity, version }) {
    if (version <= this.#version) return;
    this.#version = version;
    this.counts = { unread, unseen, unseen_by_severity, version };
    this.#onCounts(this.counts);
  }
}

/** An update of the hub, or null: what is no such document is not for us. */
export function parsed(text) {
  try {
    const value = JSON.parse(text);
    return Number.isSafeInteger(value?.version) ? value : null;
  } catch {
    return null;
  }
}
