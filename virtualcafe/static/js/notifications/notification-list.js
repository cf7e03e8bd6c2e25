import { CafeElement } from "../lib/element.js";
import { refresh } from "../lib/fresh.js";
import { socket } from "../lib/socket.js";

const GATHER_MS = 300;

/** The page's list: kept as the server would write it now, and read where somebody follows it. */
export class NotificationList extends CafeElement {
  #stop = () => {};

  connected() {
    const own = socket.stream("user");
    for (const change of ["notification", "notifications_read", "reset"]) {
      this.on(own, change, () => this.#soon());
    }
    this.on(this, "click", ({ target }) => this.#follow(target));
  }

  /** Several that come together are fetched once. */
  #soon() {
    this.#stop();
    this.#stop = this.later(() => refresh(this, this.signal), GATHER_MS);
  }

  /** @param {EventTarget | null} target */
  #follow(target) {
    const link = target instanceof Element ? target.closest("li[data-new] a") : null;
    const button = link?.closest("li")?.querySelector("button[name=id]");
    if (!(button instanceof HTMLButtonElement) || !button.form) return;
    // Sent although the page is left in the same moment.
    navigator.sendBeacon(button.form.action, new FormData(button.form, button));
  }
}

customElements.define("notification-list", NotificationList);
