import { sentenceOf } from "./sentences.js";

/**
 * @typedef {{message_id: number, seq: number}} Receipt
 * @typedef {"waiting" | "sending" | "failed" | "sent" | "discarded"} Stage
 * @typedef {{reply?: import("./wire.js").Message["reply_to"], attachments?: import("./wire.js").Attachment[]}} Beside
 * @typedef {{cid: string, content: string, stage: Stage, why?: string, receipt?: Receipt} & Beside} Item
 *
 * @typedef {object} Desk
 * @property {string} key under which it is kept
 * @property {import("../lib/store.js").Keeper} store
 * @property {(item: Item) => Promise<Receipt>} send
 * @property {() => boolean} isOpen
 * @property {(done: () => void, ms: number) => unknown} later
 * @property {() => string} newCid
 */

const UNANSWERED = new Set(["offline", "disconnected", "timeout"]);
const RETRY_MS = 2_000;
const MOST_TRIES = 3;

/**
 * Messages on their way, in order, until the server has answered. Sending again is safe: the `cid`
 * stays the same, over reconnections and reloads.
 *
 * Each step is a "change" event with the item as its detail.
 */
export class Outbox extends EventTarget {
  /** @type {Item[]} */
  #items;
  #busy = false;
  #paused = false;
  /** @type {Map<string, number>} */
  #tries = new Map();

  /** @param {Desk} desk */
  constructor(desk) {
    super();
    this.desk = desk;
    this.#items = restored(desk);
  }

  get items() {
    return [...this.#items];
  }

  /**
   * @param {string} content
   * @param {Beside} [beside] what it answers, and the files that go with it
   */
  add(content, beside = {}) {
    /** @type {Item} */
    const item = { ...beside, cid: this.desk.newCid(), content, stage: "waiting" };
    this.#items.push(item);
    this.#move(item, "waiting");
    this.flush();
  }

  /** @param {string} cid */
  again(cid) {
    const item = this.#find(cid);
    if (item?.stage !== "failed") return;
    this.#tries.delete(cid);
    this.#move(item, "waiting");
    this.flush();
  }

  /** @param {string} cid */
  discard(cid) {
    const item = this.#find(cid);
    if (item) this.#done(item, "discarded");
  }

  /**
   * The message was seen in the room: whatever became of the answer, it is there.
   *
   * @param {string} cid
   */
  confirm(cid) {
    const item = this.#find(cid);
    if (item) this.#done(item, "sent");
  }

  /** Send what waits, one after the other. */
  async flush() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let item = this.#next(); item; item = this.#next()) await this.#post(item);
    } finally {
      this.#busy = false;
    }
  }

  #next() {
    if (this.#paused || !this.desk.isOpen()) return undefined;
    return this.#items.find(({ stage }) => stage === "waiting");
  }

  /** @param {Item} item */
  async #post(item) {
    this.#move(item, "sending");
    try {
      item.receipt = await this.desk.send(item);
      if (this.#find(item.cid)) this.#done(item, "sent");
    } catch (refusal) {
      if (this.#find(item.cid)) this.#refused(item, /** @type {any} */ (refusal));
    }
  }

  /**
   * @param {Item} item
   * @param {{code: string, detail: string, retry_after?: number}} refusal
   */
  #refused(item, refusal) {
    const wait = this.#patience(item, refusal);
    if (wait === null) {
      this.#move(item, "failed", sentenceOf(refusal));
      return;
    }
    this.#move(item, "waiting");
    this.#pause(wait);
  }

  /**
   * @param {Item} item
   * @param {{code: string, retry_after?: number}} refusal
   * @returns {number | null} milliseconds, or null when waiting won't help
   */
  #patience({ cid }, { code, retry_after = 0 }) {
    if (UNANSWERED.has(code)) return RETRY_MS;
    if (code === "rate_limited") return Math.max(retry_after * 1000, 250);
    const tries = (this.#tries.get(cid) ?? 0) + 1;
    this.#tries.set(cid, tries);
    return code === "internal" && tries < MOST_TRIES ? RETRY_MS : null;
  }

  /** @param {number} ms */
  #pause(ms) {
    this.#paused = true;
    this.desk.later(() => this.resume(), ms);
  }

  /** Go on at once, as when the connection is back. */
  resume() {
    this.#paused = false;
    this.flush();
  }

  /**
   * @param {Item} item
   * @param {Stage} stage
   */
  #done(item, stage) {
    this.#items = this.#items.filter(({ cid }) => cid !== item.cid);
    this.#tries.delete(item.cid);
    this.#move(item, stage);
  }

  /**
   * @param {Item} item
   * @param {Stage} stage
   * @param {string} [why]
   */
  #move(item, stage, why) {
    item.stage = stage;
    item.why = why;
    this.#keep();
    this.dispatchEvent(new CustomEvent("change", { detail: item }));
  }

  #keep() {
    const { store, key } = this.desk;
    if (this.#items.length) store.setItem(key, JSON.stringify(this.#items));
    else store.removeItem(key);
  }

  /** @param {string} cid */
  #find(cid) {
    return this.#items.find((item) => item.cid === cid);
  }
}

/**
 * What an earlier load of this page left; an interrupted sending is tried again.
 *
 * @param {Desk} desk
 * @returns {Item[]}
 */
function restored({ store, key }) {
  try {
    /** @type {Item[]} */
    const items = JSON.parse(store.getItem(key) ?? "[]");
    return items.map((item) => (item.stage === "sending" ? { ...item, stage: "waiting" } : item));
  } catch {
    return [];
  }
}
