import { counted, one } from "../lib/dom.js";
import { clockTime, dayKey, dayLabel } from "../lib/times.js";

/** The line above what is new to this person, and the word over the log that leads there. */
export class UnreadLine {
  /** How far was read when the line was drawn. */
  read = 0;
  #line;

  /**
   * @param {import("./rows.js").Rows} rows
   * @param {HTMLElement} line
   * @param {HTMLElement} bar with a button that goes to the first
   */
  constructor(rows, line, bar) {
    this.rows = rows;
    this.#line = line;
    this.bar = bar;
  }

  /**
   * What came after this seq is new; whoever was never here has nothing to catch up on.
   *
   * @param {number} read
   * @param {boolean} more whether there are older ones that this page doesn't have
   */
  since(read, more) {
    this.read = read;
    const fresh = read ? this.rows.newSince(read) : [];
    this.#put(fresh[0]);
    if (fresh[0]) this.#say(fresh.length, more && this.rows.posted[0] === fresh[0], fresh[0]);
  }

  /**
   * The first thing said while nobody looked.
   *
   * @param {HTMLElement} row
   */
  above(row) {
    if (!this.#line.isConnected) this.#put(row);
  }

  /** The rows were drawn anew. */
  again() {
    if (this.read) this.#put(this.rows.newSince(this.read)[0]);
  }

  /** @returns {HTMLElement | null} where the new begins, when that is in the page */
  get place() {
    return this.#line.isConnected ? this.#line : null;
  }

  /** Once the line was seen nobody has to be led to it. */
  hide() {
    this.bar.hidden = true;
  }

  clear() {
    this.read = 0;
    this.#line.remove();
    this.hide();
  }

  /** @param {HTMLElement | undefined} row */
  #put(row) {
    this.#line.remove();
    row?.before(this.#line);
  }

  /**
   * @param {number} count
   * @param {boolean} more
   * @param {HTMLElement} first
   */
  #say(count, more, first) {
    const time = /** @type {HTMLTimeElement} */ (one(first, "time"));
    const words = counted(count, "1 new", `#${more ? "+" : ""} new`);
    one(this.bar, "button").textContent = `${words} since ${sinceWords(new Date(time.dateTime))}`;
    this.bar.hidden = false;
  }
}

/** @param {Date} date */
function sinceWords(date) {
  const now = new Date();
  if (dayKey(date) === dayKey(now)) return clockTime(date);
  return `${dayLabel(date, now)}, ${clockTime(date)}`;
}
