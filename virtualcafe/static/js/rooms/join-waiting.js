import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";

/** The page of whoever waits at a private room's door: it goes in by itself. */
export class JoinWaiting extends CafeElement {
  #code = this.dataset.room;

  connected() {
    const own = socket.stream("user");
    this.on(own, "join_approved", ({ detail }) => this.#isMine(detail.room) && this.#enter());
    this.on(own, "join_denied", ({ detail }) => this.#isMine(detail.room) && this.#refused(detail));
    this.on(own, "notification", ({ detail }) => this.#opened(detail.notification));
    // What was missed for so long is on the page anew.
    this.on(own, "reset", () => location.reload());
  }

  /** @param {{code: string}} room */
  #isMine({ code }) {
    return code === this.#code;
  }

  #enter() {
    location.assign(`/rooms/${this.#code}/`);
  }

  /** @param {import("../notifications/wire.js").Notification} notification */
  #opened({ kind, data }) {
    if (kind === "room_opened" && this.#isMine(data.room)) this.#enter();
  }

  /** @param {{reason?: string}} answer */
  #refused({ reason = "denied" }) {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-state], [data-while]")
    )) {
      part.hidden = part.dataset.state !== reason;
    }
  }
}

customElements.define("join-waiting", JoinWaiting);
