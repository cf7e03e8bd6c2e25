import { get } from "../lib/api.js";
import { cloneOf } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { drawThread, drawTime } from "./thread_row.js";

const PREFIX = "private:";

/** The list of conversations, live and the latest on top, and the stream of the open one. */
export class MessagePage extends CafeElement {
  #list = this.inside("[data-threads]");
  #stream = this.dataset.stream ?? "";

  connected() {
    const { since, epoch } = this.dataset;
    for (const row of this.#rows) drawTime(row, new Date());
    this.on(socket.stream("user"), "unread", ({ detail }) => this.#changed(detail.stream));
    if (!this.#stream) return;
    this.on(socket.stream(this.#stream), "private_message", () => this.#changed(this.#stream));
    this.on(socket.stream(this.#stream), "refused", () => location.assign("/messages/"));
    socket.subscribe(this.#stream, { since: Number(since), epoch });
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children]);
  }

  /** @param {string} stream */
  async #changed(stream) {
    if (!stream.startsWith(PREFIX)) return;
    const id = stream.slice(PREFIX.length);
    const thread = await get(`/api/chat/private-threads/${id}/`).catch(() => null);
    if (thread && this.isConnected) this.#show(thread);
  }

  /**
   * Nothing moves for what was only read.
   *
   * @param {import("./wire.js").Thread} thread
   */
  #show(thread) {
    const known = this.#rows.find(({ dataset }) => dataset.stream === thread.stream);
    const row = known ?? cloneOf(this.querySelector("template[data-of=thread]"));
    const before = row.querySelector("time")?.getAttribute("datetime");
    drawThread(row, thread);
    this.inside("[data-empty]").hidden = true;
    if (!known || before !== (thread.last_message?.created_at ?? "")) this.#toTop(row);
  }

  /**
   * Whoever stands on a row with the keyboard stays on it.
   *
   * @param {HTMLElement} row
   */
  #toTop(row) {
    if (this.#list.firstElementChild === row) return;
    const held = row.contains(document.activeElement) ? document.activeElement : null;
    this.#list.prepend(row);
    /** @type {HTMLElement | null} */ (held)?.focus();
  }
}

customElements.define("message-page", MessagePage);
