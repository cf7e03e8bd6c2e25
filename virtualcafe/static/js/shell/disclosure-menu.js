import { CafeElement } from "../lib/element.js";

/** A <details> that closes on Escape, and when the focus or a click goes elsewhere. */
export class DisclosureMenu extends CafeElement {
  connected() {
    this.on(this, "keydown", (event) => this.#escape(event));
    this.on(this, "focusout", (event) => this.#leave(event.relatedTarget));
    this.on(document, "pointerdown", (event) => this.#leave(event.target));
  }

  close() {
    this.querySelector("details")?.removeAttribute("open");
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== "Escape" || !this.querySelector("details[open]")) return;
    event.stopPropagation();
    this.close();
    this.querySelector("summary")?.focus();
  }

  /** @param {EventTarget | null} target */
  #leave(target) {
    if (target instanceof Node && !this.contains(target)) this.close();
  }
}

customElements.define("disclosure-menu", DisclosureMenu);
