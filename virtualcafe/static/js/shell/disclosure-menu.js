/** A <details> that closes on Escape, and when the focus or a click goes elsewhere. */
export class DisclosureMenu extends HTMLElement {
  /** @type {AbortController | undefined} */
  #ending;

  connectedCallback() {
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    this.addEventListener("keydown", (event) => this.#escape(event), { signal });
    this.addEventListener("focusout", (event) => this.#leave(event.relatedTarget), { signal });
    document.addEventListener("pointerdown", (event) => this.#leave(event.target), { signal });
  }

  disconnectedCallback() {
    this.#ending?.abort();
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
