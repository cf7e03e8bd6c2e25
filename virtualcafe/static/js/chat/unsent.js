import { one } from "../lib/dom.js";
import { socket } from "../lib/socket.js";
import { drawPending } from "./row.js";

/** @typedef {import("./outbox.js").Item} Item */

/** Rows of messages that the server hasn't answered: on their way, waiting, or not taken. */
export class Unsent {
  /**
   * @param {import("./rows.js").Rows} rows
   * @param {(name: string) => HTMLElement} copy of the server's own markup
   * @param {import("./place.js").Place} place
   */
  constructor(rows, copy, place) {
    this.rows = rows;
    this.copy = copy;
    this.place = place;
  }

  /** @param {Item} item */
  show(item) {
    const row = this.rows.byCid(item.cid);
    // Its event was quicker than its answer.
    if (row?.dataset.seq) return;
    if (item.stage === "discarded") row && this.rows.remove(row);
    else if (item.stage === "sent") row && this.#posted(row, item);
    else this.#status(row ?? this.#drawn(item), item);
  }

  /** @param {Item} item */
  #drawn(item) {
    const row = this.rows.blank();
    drawPending(row, item, this.place);
    this.rows.append(row);
    return row;
  }

  /**
   * @param {HTMLElement} row
   * @param {Item} item
   */
  #posted(row, { receipt }) {
    if (!receipt) return;
    const { message_id: id, seq } = receipt;
    Object.assign(row.dataset, { id, seq, state: "posted" });
    if (!this.place.thread) row.id = `message-${id}`;
    one(row, ".chat-status").replaceChildren();
    this.rows.put(row);
  }

  /**
   * @param {HTMLElement} row
   * @param {Item} item
   */
  #status(row, item) {
    row.dataset.state = item.stage === "failed" ? "failed" : "pending";
    const status = one(row, ".chat-status");
    status.replaceChildren();
    if (item.stage === "failed") this.#failed(status, item.why ?? "");
    else if (item.stage === "waiting" && socket.state !== "open")
      status.append(this.copy(socket.end === "signed_out" ? "signed-out" : "waiting"));
  }

  /**
   * @param {HTMLElement} status
   * @param {string} why
   */
  #failed(status, why) {
    const words = this.copy("failed");
    one(words, "[data-why]").textContent = why;
    status.append(words);
  }
}
