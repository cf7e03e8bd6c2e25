import { call } from "../lib/api.js";
import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { askOfTask, fieldsOf, patched } from "./acts.js";

/** The form of one task over the page it was opened from. */
export class TaskDialog extends CafeElement {
  connected() {
    this.on(this, "submit", (event) => this.#submit(event));
    this.on(this, "click", (event) => this.#click(event));
    // What lies under it stays open.
    this.on(this, "keydown", (event) => event.key === "Escape" && event.stopPropagation());
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.inside("dialog"));
  }

  /**
   * The form is the page's own; where it can't be fetched, the page is gone to.
   *
   * @param {string} address
   */
  async open(address) {
    try {
      const answer = await fetch(address, { signal: this.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const form = document.importNode(one(page, "form.task-form"), true);
      this.inside("[data-form]").replaceChildren(form);
      this.#dialog.showModal();
      one(form, "[name=title]").focus();
    } catch {
      if (!this.signal.aborted) location.assign(address);
    }
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (!(/** @type {Element} */ (event.target).closest("[data-closes]"))) return;
    event.stopPropagation();
    this.close();
  }

  close() {
    this.#dialog.close();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    event.stopPropagation();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const id = Number(form.dataset.task);
    const act = /** @type {HTMLElement | null} */ (event.submitter)?.dataset.do;
    const ask = askOfTask(act ?? "", id) ?? patched(id, fieldsOf(new FormData(form)));
    try {
      await call(ask.method, ask.path, ask.body);
      this.close();
      this.tell("task-changed", { act, id });
    } catch (refusal) {
      this.#refuse(form, /** @type {Error} */ (refusal).message);
    }
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} sentence
   */
  #refuse(form, sentence) {
    const error = form.querySelector(".field-error") ?? document.createElement("p");
    error.className = "field-error";
    error.role = "alert";
    error.textContent = sentence;
    form.prepend(error);
  }
}

customElements.define("task-dialog", TaskDialog);
