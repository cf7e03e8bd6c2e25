import { one } from "../lib/dom.js";
import { askOfThought, cameOut, parked, setOut } from "./acts.js";
import { GoalsPart } from "./goals-part.js";

const NOT_ASKED = "outcome-not-asked";

/**
 * What lies before one at the timer: the task, the goal, a thought put aside with one key; and in
 * the break what became of the goal, and the thoughts again.
 *
 * Tells "open-tasks", and "goal-shown" {goal, carried} whenever it was drawn.
 */
export class FocusDesk extends GoalsPart {
  /** Where the keyboard was before a thought came between. @type {HTMLElement | null} */
  #before = null;

  connected() {
    super.connected();
    this.on(this, "submit", (event) => this.#submit(event));
    this.on(this, "click", (event) => this.#click(event));
    this.on(this, "toggle", (event) => this.#toggled(event), { capture: true });
    this.on(this, "keydown", (event) => event.key === "Escape" && this.#escape(event));
    if (this.hasAttribute("data-empty")) this.renew();
    else this.#drawn();
  }

  /** Whoever writes their goal goes on writing; what changed is drawn when they are done. */
  async draw() {
    const field = this.live.querySelector("details[open] input[name=goal]");
    if (field instanceof HTMLInputElement && field === document.activeElement) {
      this.on(field, "blur", () => this.later(() => this.renew(), 0), { once: true });
      return;
    }
    await super.draw();
    this.#drawn();
  }

  /** @returns {HTMLElement | null} */
  get fallback() {
    return this.querySelector(".desk-task");
  }

  #drawn() {
    const ask = /** @type {HTMLElement | null} */ (this.querySelector("[data-session]"));
    if (ask) {
      ask.hidden = sessionStorage.getItem(NOT_ASKED) === ask.dataset.session;
      one(ask, "[data-do=later]").hidden = false;
    }
    const { goal, carried } = this.inside("[data-goal]").dataset;
    this.tell("goal-shown", { goal: goal ?? "", carried: carried ?? "" });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const pressed = /** @type {Element} */ (event.target).closest("[data-do]");
    const act = pressed instanceof HTMLElement ? pressed.dataset.do : undefined;
    if (act === "later") this.#notNow();
    if (act !== "tasks" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.tell("open-tasks");
  }

  #notNow() {
    const ask = one(this, "[data-session]");
    sessionStorage.setItem(NOT_ASKED, ask.dataset.session ?? "");
    ask.hidden = true;
    this.fallback?.focus();
  }

  /** @param {Event} event */
  #toggled({ target }) {
    if (!(target instanceof HTMLDetailsElement)) return;
    if (!target.open) return;
    const held = document.activeElement;
    if (held instanceof HTMLElement && !this.contains(held)) this.#before = held;
    one(target, ".input").focus();
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    const open = /** @type {HTMLDetailsElement | null} */ (this.querySelector("details[open]"));
    if (!open) return;
    event.stopPropagation();
    this.#fold(open);
  }

  /** @param {HTMLDetailsElement} part */
  #fold(part) {
    part.open = false;
    const before = this.#before?.isConnected ? this.#before : one(part, "summary");
    this.#before = null;
    if (before === document.body) /** @type {HTMLElement} */ (document.activeElement)?.blur();
    else before.focus();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (form.dataset.do === "park") await this.#park(form);
    else if (form.dataset.do === "goal") await this.#setOut(form);
    else if (form.dataset.session) await this.#cameOut(form, button?.value ?? "");
    else if (button) await this.#thought(button);
  }

  /** @param {HTMLFormElement} form */
  async #park(form) {
    const field = /** @type {HTMLInputElement} */ (one(form, "[name=text]"));
    const text = field.value;
    if (!(await this.send(parked(text), form))) return;
    this.say(this.word("parked", ""));
    // What was written meanwhile is the next one.
    if (field.value !== text) return;
    form.reset();
    this.#fold(/** @type {HTMLDetailsElement} */ (form.closest("details")));
  }

  /** @param {HTMLFormElement} form */
  async #setOut(form) {
    const field = /** @type {HTMLInputElement} */ (one(form, "[name=goal]"));
    const part = /** @type {HTMLDetailsElement} */ (form.closest("details"));
    this.#fold(part);
    if (!(await this.send(setOut(field.value), form))) part.open = true;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} outcome
   */
  #cameOut(form, outcome) {
    return this.send(cameOut(Number(form.dataset.session), outcome), form);
  }

  /** @param {HTMLButtonElement} button */
  async #thought(button) {
    const row = /** @type {HTMLElement} */ (button.closest("[data-parked]"));
    const ask = askOfThought(button.dataset.do ?? "", Number(row.dataset.parked));
    if (ask) await this.send(ask, row);
  }
}

customElements.define("focus-desk", FocusDesk);
