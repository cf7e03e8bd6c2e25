import { CafeElement } from "../lib/element.js";
import { shortcutOf, VanishedField } from "../lib/shortcuts.js";

const OFF = "shortcuts-off";

/**
 * Single keys for controls that carry data-shortcut, and on "?" the list of those on this page.
 * A checkbox in the list turns them off on this device (WCAG 2.1.4).
 */
export class ShortcutHelp extends CafeElement {
  #vanished = new VanishedField();

  connected() {
    this.on(document, "keydown", (event) => this.#press(event));
    this.on(document, "pointerdown", () => this.#vanished.left());
    for (const button of this.#openers()) {
      button.hidden = !matchMedia("(any-pointer: fine)").matches;
      this.on(button, "click", () => this.#open());
    }
    this.#switch.checked = !localStorage.getItem(OFF);
    this.on(this.#switch, "change", () => this.#remember());
  }

  get #switch() {
    return /** @type {HTMLInputElement} */ (this.inside("input[type=checkbox]"));
  }

  /** @returns {NodeListOf<HTMLElement>} */
  #openers() {
    return document.querySelectorAll('[data-shortcut="?"]');
  }

  #remember() {
    if (this.#switch.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (this.#vanished.goesOn(event, document.activeElement)) return event.preventDefault();
    if (!this.#switch.checked || document.querySelector("dialog[open]")) return;
    const name = shortcutOf(event, document.activeElement);
    const control = name && visibleControls().find((each) => each.dataset.shortcut === name);
    if (!control) return;
    event.preventDefault();
    if (control.matches("input, textarea, select")) control.focus();
    else control.click();
  }

  #open() {
    const rows = visibleControls().flatMap((control) => {
      const key = document.createElement("kbd");
      key.textContent = control.dataset.shortcut ?? "";
      const term = document.createElement("dt");
      term.append(key);
      const meaning = document.createElement("dd");
      meaning.textContent = wordsOf(control);
      return [term, meaning];
    });
    this.inside(".key-list").replaceChildren(...rows);
    /** @type {HTMLDialogElement} */ (this.inside("dialog")).showModal();
  }
}

/** @returns {HTMLElement[]} */
function visibleControls() {
  const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-shortcut]"));
  return [...all].filter((each) => each.getClientRects().length > 0 && !each.matches(":disabled"));
}

/** @param {HTMLElement} control */
function wordsOf(control) {
  const label = control instanceof HTMLInputElement ? control.labels?.[0]?.textContent : null;
  return (control.ariaLabel || label || control.textContent || "").trim();
}

customElements.define("shortcut-help", ShortcutHelp);
