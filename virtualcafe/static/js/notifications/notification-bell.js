import { get } from "../lib/api.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { bellCount, isElsewhere } from "./bell_count.js";

/** @typedef {import("./wire.js").Notification} Notification */

/**
 * How many notifications are unread, live in every tab. The number comes with each event, so it is
 * never counted here. One bell of the page also says what came, unless something else does.
 */
export class NotificationBell extends CafeElement {
  #count = this.inside("[data-count]");

  connected() {
    const own = socket.stream("user");
    const { since, epoch } = this.dataset;
    this.on(own, "notification", ({ detail }) => this.#ring(detail));
    this.on(own, "notifications_read", ({ detail }) => this.#show(detail.unread));
    this.on(own, "reset", () => this.#fetch());
    socket.subscribe("user", { since: Number(since), epoch });
  }

  /** @param {{notification: Notification, unread: number}} event */
  #ring({ notification, unread }) {
    this.#show(unread);
    if (this.hasAttribute("data-quiet")) return;
    if (!isElsewhere(notification, location.pathname, toldByParts())) return;
    this.tell("announce", { text: notification.text, href: notification.url });
  }

  /** @param {number} unread */
  #show(unread) {
    this.dataset.unread = String(unread);
    this.#count.textContent = bellCount(unread);
  }

  async #fetch() {
    const answer = await get("/api/notifications/?limit=1").catch(() => null);
    if (answer) this.#show(answer.unread);
  }
}

/** Parts of the page name in data-tells the kinds that they show themselves. */
function toldByParts() {
  const parts = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tells]"));
  return [...parts].flatMap(({ dataset }) => dataset.tells?.split(" ") ?? []);
}

customElements.define("notification-bell", NotificationBell);
