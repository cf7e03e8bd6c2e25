import { get } from "../lib/api.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";

/** In how many conversations something waits, beside the link to them, in every tab. */
export class MessageBadge extends CafeElement {
  #badge = this.inside(".badge");

  connected() {
    this.on(socket.stream("user"), "unread", ({ detail }) => this.#heard(detail.stream));
  }

  /** @param {string} stream */
  async #heard(stream) {
    if (!stream.startsWith("private:")) return;
    const answer = await get("/api/chat/private-threads/unread/").catch(() => null);
    if (answer) this.#show(answer.threads);
  }

  /** @param {number} threads */
  #show(threads) {
    this.#badge.hidden = threads === 0;
    this.inside("[data-count]").textContent = String(threads);
  }
}

customElements.define("message-badge", MessageBadge);
