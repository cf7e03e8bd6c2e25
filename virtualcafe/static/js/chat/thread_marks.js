import { drawThread, repliesUnder } from "./row.js";

/** In which threads something waits for this person: told as a whole, shown at their roots. */
export class ThreadMarks {
  /** @type {Map<number, number>} */
  #waiting = new Map();

  /** @param {import("./rows.js").Rows} rows */
  constructor(rows) {
    this.rows = rows;
  }

  /** @param {{thread: number, count: number}[] | undefined} threads what crowds are told has none */
  told(threads) {
    if (!threads) return;
    const before = [...this.#waiting.keys()];
    this.#waiting = new Map(threads.map(({ thread, count }) => [thread, count]));
    for (const id of new Set([...before, ...this.#waiting.keys()])) this.#draw(this.rows.byId(id));
  }

  /** @param {HTMLElement[]} rows that were drawn anew */
  again(rows) {
    if (!this.#waiting.size) return;
    for (const row of rows) if (this.#waiting.has(Number(row.dataset.id))) this.#draw(row);
  }

  /** @param {HTMLElement | null} row */
  #draw(row) {
    if (row) drawThread(row, repliesUnder(row), this.#waiting.get(Number(row.dataset.id)));
  }
}
