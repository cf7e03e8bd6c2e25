import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";

const MOST = 99;

/** How many messages of a stream wait for this person, wherever the stream is named. */
export class UnreadMark extends CafeElement {
  connected() {
    this.on(socket.stream("user"), "unread", ({ detail }) => {
      if (detail.stream === this.dataset.stream) this.#say(detail.count);
    });
  }

  /** @param {number} count */
  #say(count) {
    this.inside(".badge").textContent = count > MOST ? `${MOST}+` : String(count);
    this.hidden = count === 0;
  }
}

customElements.define("unread-mark", UnreadMark);
