import { get } from "../lib/api.js";
import { History } from "./history.js";
import { isNearEnd, isNearStart, isUnfilled, keepingPlace } from "./scrolling.js";

/** @typedef {import("./wire.js").Message} Message */

/** Fewer than the page may hold: a row on its way finds room, too. */
const MOST_ROWS = 380;

/**
 * The part of a long conversation that is in the page: grows at the end one scrolls to, shrinks at
 * the other, and what is looked at stays where it is.
 */
export class Reel {
  /**
   * @param {object} options
   * @param {HTMLElement} options.box the scroller
   * @param {import("./rows.js").Rows} options.rows
   * @param {import("./place.js").Place} options.place
   * @param {(rows: HTMLElement[]) => void} options.drawn what these rows still need
   */
  constructor({ box, rows, place, drawn }) {
    this.box = box;
    this.rows = rows;
    this.place = place;
    this.drawn = drawn;
    this.history = new History(place.messages, get);
  }

  /** While reading far back the newest rows are not in the page. */
  get detached() {
    return this.history.newer;
  }

  /**
   * What the page came with.
   *
   * @param {DOMStringMap} told of the log
   */
  adopt({ first, last, older, newer }) {
    this.history.adopt({
      first: Number(first),
      last: Number(last),
      older: older !== undefined,
      newer: newer !== undefined,
    });
  }

  /**
   * Replies in a thread are read there.
   *
   * @param {Message} message
   */
  shows({ id, thread }) {
    return this.place.thread ? (thread ?? id) === this.place.thread : !thread;
  }

  /** Somebody scrolled: what will be seen soon is fetched. */
  async fill() {
    const { box } = this;
    if (isNearStart(box) && this.history.older) await this.#older();
    else if (isNearEnd(box) && this.history.newer) await this.#newer();
    else return;
    // A page may hold nothing but replies of threads.
    if (isUnfilled(box) && (this.history.older || this.history.newer)) await this.fill();
  }

  async #older() {
    const messages = await this.#fetched(this.history.before());
    if (!messages) return;
    keepingPlace(this.box, this.rows.all, () => {
      this.drawn(this.rows.prepend(messages.filter((each) => this.shows(each))));
      this.#trim("newest");
    });
  }

  async #newer() {
    const messages = await this.#fetched(this.history.after());
    if (!messages) return;
    keepingPlace(this.box, this.rows.all, () => {
      this.drawn(this.rows.extend(messages.filter((each) => this.shows(each))));
      this.#trim("oldest");
    });
  }

  /** After a message of now: the oldest make room. */
  trim() {
    this.#trim("oldest");
  }

  /** @param {"oldest" | "newest"} end */
  #trim(end) {
    if (!this.rows.trim(MOST_ROWS, end)) return;
    const { posted } = this.rows;
    const edge = end === "oldest" ? posted[0] : posted.at(-1);
    const seq = Number(edge?.dataset.seq);
    if (end === "oldest") this.history.forgetBefore(seq);
    else this.history.forgetAfter(seq);
  }

  latest() {
    return this.#anew(this.history.latest());
  }

  /** @param {number} id */
  around(id) {
    return this.#anew(this.history.around(id));
  }

  /** @param {number} seq */
  since(seq) {
    return this.#anew(this.history.since(seq));
  }

  /**
   * @param {Promise<Message[] | null>} page
   * @returns {Promise<Message[] | null>} null when it couldn't be had
   */
  async #anew(page) {
    const messages = await this.#fetched(page);
    if (!messages) return null;
    this.rows.replace(messages.filter((each) => this.shows(each)));
    this.drawn(this.rows.all);
    return messages;
  }

  /**
   * Reading back is not worth an alarm: scrolling again asks again.
   *
   * @template T
   * @param {Promise<T>} page
   * @returns {Promise<T | null>}
   */
  async #fetched(page) {
    this.box.ariaBusy = "true";
    try {
      return await page;
    } catch {
      return null;
    } finally {
      this.box.ariaBusy = null;
    }
  }
}
