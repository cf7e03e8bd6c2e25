import { one } from "../lib/dom.js";
import { askOfThought, parked } from "./acts.js";
import { GoalsPart } from "./goals-part.js";

/** What was put aside, and what becomes of it. */
export class ParkedList extends GoalsPart {
  connected() {
    super.connected();
    this.on(this, "submit", (event) => this.#submit(event));
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (event.submitter);
    const row = /** @type {HTMLElement | null | undefined} */ (button?.closest("[data-parked]"));
    if (row) await this.send(this.#askOf(button, row), row);
    else await this.#park(form);
  }

  /**
   * @param {HTMLElement | null} button
   * @param {HTMLElement} row
   */
  #askOf(button, row) {
    const ask = askOfThought(button?.dataset.do ?? "", Number(row.dataset.parked));
    if (!ask) throw new Error("Expected a button that says what to do with a thought.");
    return ask;
  }

  /** @param {HTMLFormElement} form */
  async #park(form) {
    const field = /** @type {HTMLInputElement} */ (one(form, "[name=text]"));
    const text = field.value;
    // What was written meanwhile is the next one.
    if ((await this.send(parked(text), form)) && field.value === text) form.reset();
  }
}

customElements.define("parked-list", ParkedList);
