import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";

/** One's tasks over the page, when something asks to "open-tasks". */
export class TaskSheet extends CafeElement {
  connected() {
    this.on(document, "open-tasks", () => this.#open());
    this.on(this, "click", ({ target }) => target.closest("[data-closes]") && this.#close());
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.inside("dialog"));
  }

  #close() {
    this.#dialog.close();
  }

  /** Where they can't be fetched, their page is gone to. */
  async #open() {
    const place = this.inside("[data-sheet]");
    try {
      if (!place.firstElementChild) place.append(await this.#fetched());
      if (!this.#dialog.open) this.#dialog.showModal();
      one(place, "[data-first]").focus();
    } catch {
      if (!this.signal.aborted) location.assign(one(this, "h2 a").getAttribute("href") ?? "");
    }
  }

  async #fetched() {
    await import("./task-list.js");
    const answer = await fetch(this.dataset.part ?? "", { signal: this.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return document.importNode(one(page, "task-list"), true);
  }
}

customElements.define("task-sheet", TaskSheet);
