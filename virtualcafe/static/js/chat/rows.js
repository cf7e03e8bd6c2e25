import { one } from "../lib/dom.js";
import { dayLabel } from "../lib/times.js";
import { goesOn, startsDay } from "./grouping.js";
import { drawMessage, saidIn } from "./row.js";

/** @typedef {import("./wire.js").Message} Message */

const MOST_NOTES = 30;

/** The list of a chat: rows in the order of `seq`, what only this page knows last, days between. */
export class Rows {
  /**
   * @param {HTMLElement} list
   * @param {(name: string) => HTMLElement} copy of the server's own markup
   * @param {import("./place.js").Place} place
   */
  constructor(list, copy, place) {
    this.list = list;
    this.copy = copy;
    this.place = place;
  }

  /** @returns {HTMLElement[]} */
  get all() {
    return [...this.list.querySelectorAll(/** @type {"li"} */ (".chat-row"))];
  }

  /** @returns {HTMLElement[]} */
  get posted() {
    return [...this.list.querySelectorAll(/** @type {"li"} */ (".chat-row[data-seq]"))];
  }

  /** @returns {HTMLElement | null} */
  get last() {
    return this.list.lastElementChild?.matches(".chat-row")
      ? /** @type {HTMLElement} */ (this.list.lastElementChild)
      : (this.all.at(-1) ?? null);
  }

  /** @param {number} id @returns {HTMLElement | null} */
  byId(id) {
    return this.list.querySelector(`[data-id="${Number(id)}"]`);
  }

  /** @param {string} cid @returns {HTMLElement | null} */
  byCid(cid) {
    return this.list.querySelector(`[data-cid="${CSS.escape(cid)}"]`);
  }

  blank() {
    return this.copy("row");
  }

  /**
   * A message takes its place; the pending row of the same cid becomes it.
   *
   * @param {Message} message
   */
  post(message) {
    const row = this.byId(message.id) ?? this.#pendingOf(message) ?? this.blank();
    drawMessage(row, message, this.place);
    this.put(row);
    return row;
  }

  /** @param {HTMLElement} row */
  put(row) {
    const next = this.#after(row);
    const oldNext = row.isConnected ? nextRow(row) : undefined;
    if (next !== oldNext) {
      dividerOf(row)?.remove();
      this.list.insertBefore(row, next);
    }
    for (const each of [row, next, oldNext]) if (each) this.dress(each);
  }

  /** @param {HTMLElement} row */
  append(row) {
    this.list.append(row);
    this.dress(row);
  }

  /**
   * Older messages go on top.
   *
   * @param {Message[]} messages
   * @returns {HTMLElement[]} their rows
   */
  prepend(messages) {
    const oldFirst = this.all[0];
    const rows = this.#fresh(messages);
    this.list.prepend(...rows);
    for (const row of [...rows, oldFirst]) if (row) this.dress(row);
    return rows;
  }

  /**
   * Newer ones go below, above what only this page knows.
   *
   * @param {Message[]} messages
   * @returns {HTMLElement[]} their rows
   */
  extend(messages) {
    const rows = this.#fresh(messages);
    const unsent = this.all.find(({ dataset }) => !dataset.seq) ?? null;
    for (const row of rows) this.list.insertBefore(row, unsent);
    for (const row of [...rows, unsent]) if (row) this.dress(row);
    return rows;
  }

  /** @param {Message[]} messages */
  #fresh(messages) {
    const here = new Set(this.all.map(({ dataset }) => dataset.id));
    return messages
      .filter(({ id }) => !here.has(String(id)))
      .map((message) => this.#drawn(message));
  }

  /**
   * Everything the server has, drawn anew; what only this page knows stays.
   *
   * @param {Message[]} messages
   */
  replace(messages) {
    const unsent = this.all.filter((row) => !row.dataset.seq);
    this.list.replaceChildren();
    for (const message of messages) this.append(this.#drawn(message));
    const known = unsent.filter(({ dataset }) => !this.byCid(dataset.cid ?? ""));
    for (const row of known) this.append(row);
  }

  /** @param {HTMLElement} row */
  remove(row) {
    const next = nextRow(row);
    dividerOf(row)?.remove();
    row.remove();
    if (next) this.dress(next);
  }

  /**
   * @param {number} most
   * @param {"oldest" | "newest"} end
   * @returns {boolean} whether any had to go
   */
  trim(most, end) {
    const posted = this.posted;
    const over = posted.length - most;
    if (over <= 0) return false;
    const gone = end === "oldest" ? posted.slice(0, over) : posted.slice(-over);
    for (const row of gone) {
      dividerOf(row)?.remove();
      row.remove();
    }
    // Once for all of them: dressing each that comes first would draw a day above it, too.
    const first = this.all[0];
    if (first) this.dress(first);
    return true;
  }

  /**
   * What others said after this.
   *
   * @param {number} seq
   */
  newSince(seq) {
    return this.posted.filter(({ dataset }) => Number(dataset.seq) > seq && !("own" in dataset));
  }

  /**
   * Who came and who left: one pair a person, and never a flood.
   *
   * @param {{id: number, username: string}} person
   * @param {"join" | "leave"} kind
   */
  note(person, kind) {
    this.list.querySelector(`.chat-note[data-note="${kind}-${Number(person.id)}"]`)?.remove();
    const note = this.copy("note");
    note.dataset.note = `${kind}-${person.id}`;
    one(note, "bdi").textContent = person.username;
    for (const words of note.querySelectorAll("[data-kind]")) {
      if (/** @type {HTMLElement} */ (words).dataset.kind !== kind) words.remove();
    }
    this.list.insertBefore(note, this.all.find((row) => !row.dataset.seq) ?? null);
    const notes = this.list.querySelectorAll(".chat-note");
    if (notes.length > MOST_NOTES) notes[0]?.remove();
  }

  /**
   * Named or not, and the day above it.
   *
   * @param {HTMLElement} row
   */
  dress(row) {
    const { firstElementChild: top } = this.list;
    if (top?.matches("[data-note=hello]")) top.remove();
    const said = saidIn(row);
    const before = previousRow(row);
    const beforeSaid = before && saidIn(before);
    this.#divide(row, startsDay(beforeSaid, said) ? said.at : null);
    const joined = row.previousElementSibling === before && goesOn(beforeSaid, said);
    row.toggleAttribute("data-grouped", joined);
  }

  /**
   * @param {HTMLElement} row
   * @param {Date | null} day
   */
  #divide(row, day) {
    const divider = dividerOf(row);
    if (!day) {
      divider?.remove();
      return;
    }
    const shown = divider ?? this.copy("day");
    const time = /** @type {HTMLTimeElement} */ (one(shown, "time"));
    time.dateTime = day.toISOString();
    time.textContent = dayLabel(day, new Date());
    if (!divider) row.before(shown);
  }

  /** @param {Message} message */
  #drawn(message) {
    const row = this.blank();
    drawMessage(row, message, this.place);
    return row;
  }

  /** @param {Message} message */
  #pendingOf({ cid, sender }) {
    const row = sender.id === this.place.me.id ? this.byCid(cid) : null;
    return row?.dataset.seq ? null : row;
  }

  /**
   * The row before which this one belongs. New ones belong last, so the search starts there.
   *
   * @param {HTMLElement} row
   * @returns {HTMLElement | null}
   */
  #after(row) {
    const { last: newest } = this;
    if (newest !== row && Number(newest?.dataset.seq) < Number(row.dataset.seq)) return null;
    const others = this.all.filter((other) => other !== row);
    const before = others.findLastIndex(
      ({ dataset }) => Number(dataset.seq) < Number(row.dataset.seq),
    );
    return others[before + 1] ?? null;
  }
}

/** @param {Element} row */
function previousRow(row) {
  return sibling(row, "previousElementSibling");
}

/** @param {Element} row */
function nextRow(row) {
  return sibling(row, "nextElementSibling");
}

/**
 * @param {Element} row
 * @param {"previousElementSibling" | "nextElementSibling"} direction
 */
function sibling(row, direction) {
  let other = row[direction];
  while (other && !other.matches(".chat-row")) other = other[direction];
  return /** @type {HTMLElement | null} */ (other);
}

/** @param {Element} row */
function dividerOf(row) {
  const before = row.previousElementSibling;
  return before?.matches(".chat-day") ? before : null;
}
