import { CafeElement } from "../lib/element.js";
import { refresh } from "../lib/fresh.js";
import { socket } from "../lib/socket.js";
import "./join-answer.js";

const GATHER_MS = 300;

/** Who waits at the door of one room, as a part of its pages, live. */
export class JoinRequests extends CafeElement {
  #stop = () => {};

  connected() {
    const own = socket.stream("user");
    this.on(own, "notification", ({ detail }) => this.#heard(detail.notification));
    this.on(own, "notifications_read", () => this.#soon());
    this.on(own, "reset", () => this.#soon());
  }

  /** @param {import("../notifications/wire.js").Notification} notification */
  #heard({ kind, data }) {
    if (kind === "join_request" && data.room.code === this.dataset.room) this.#soon();
  }

  /** Several that come together are fetched once. */
  #soon() {
    this.#stop();
    this.#stop = this.later(() => refresh(this, this.signal), GATHER_MS);
  }
}

customElements.define("join-requests", JoinRequests);
