import { CafeElement } from "../lib/element.js";
import { applyTheme, chosenTheme, onThemeChange } from "../lib/theme.js";

/** @typedef {import("../lib/theme.js").Theme} Theme */

/** The theme's three buttons: changed at once here, kept by the form's own post. */
export class ThemeToggle extends CafeElement {
  connected() {
    this.on(this, "submit", (event) => this.#choose(event));
    onThemeChange(() => this.#show(), this.signal);
  }

  /** @param {SubmitEvent} event */
  #choose(event) {
    const button = event.submitter;
    const form = event.target;
    if (!(button instanceof HTMLButtonElement && form instanceof HTMLFormElement)) return;
    event.preventDefault();
    applyTheme(/** @type {Theme} */ (button.value));
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form, button)) body.set(name, String(value));
    fetch(form.action, { method: "post", body, redirect: "manual" }).catch(() => {
      // Offline: the choice holds on this page and is asked again on the next.
    });
  }

  #show() {
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === chosenTheme()));
    }
  }
}

customElements.define("theme-toggle", ThemeToggle);
