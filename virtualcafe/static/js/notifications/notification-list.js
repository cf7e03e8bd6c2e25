import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
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
    this.#stop = this.later(() => this.#refresh(), GATHER_MS);
  }

  async #refresh() {
    try {
      const answer = await fetch(location.href, { signal: this.signal });
      if (!answer.ok || answer.redirected) return;
      this.#replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // Offline or gone: the list stays, and the next event asks again.
    }
  }

  /** @param {Document} fresh */
  #replace(fresh) {
    const twin = fresh.querySelector(this.localName);
    if (!twin) return;
    const held = /** @type {HTMLElement | null} */ (
      document.activeElement?.closest("[data-notification]")
    );
    const hadFocus = this.contains(document.activeElement);
    this.replaceChildren(...[...twin.childNodes].map((node) => document.importNode(node, true)));
    if (hadFocus) this.#focus(held?.dataset.notification);
  }

  /**
   * The keyboard stays at the row it was at, or at the list.
   *
   * @param {string | undefined} id
   */
  #focus(id) {
    const row = id && this.querySelector(`[data-notification="${id}"] a`);
    if (row) /** @type {HTMLElement} */ (row).focus();
    else one(document, "#main").focus();
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
