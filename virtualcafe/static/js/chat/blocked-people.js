import { cloneOf } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";

/** Folds away what people said whom the reader blocked, in all that its section shows. */
export class BlockedPeople extends CafeElement {
  #ids = new Set((this.dataset.ids ?? "").split(" "));
  #section = /** @type {HTMLElement} */ (this.closest("section"));

  connected() {
    const observer = new MutationObserver(() => this.#foldAll());
    observer.observe(this.#section, { childList: true, subtree: true });
    this.signal.addEventListener("abort", () => observer.disconnect());
    this.#foldAll();
  }

  #foldAll() {
    const rows = /** @type {NodeListOf<HTMLElement>} */ (
      this.#section.querySelectorAll(".chat-row[data-sender]:not([data-blocked])")
    );
    for (const row of rows) if (this.#ids.has(row.dataset.sender ?? "")) this.#fold(row);
  }

  /** @param {HTMLElement} row */
  #fold(row) {
    row.dataset.blocked = "folded";
    const button = cloneOf(this.querySelector("template"));
    button.addEventListener("click", () => {
      row.dataset.blocked = "shown";
      button.remove();
      row.focus();
    });
    row.append(button);
  }
}

customElements.define("blocked-people", BlockedPeople);
