import { one } from "../lib/dom.js";
import { added, askOfTask, fieldsOf, ordered } from "./acts.js";
import { drag } from "./drag.js";
import { GoalsPart } from "./goals-part.js";
import { stepped } from "./order.js";
import "./task-dialog.js";

/** @typedef {import("./task-dialog.js").TaskDialog} TaskDialog */

const STEPS = new Map([
  ["ArrowUp", -1],
  ["ArrowDown", 1],
]);

/** One's tasks: written down, put in order, chosen and done. */
export class TaskList extends GoalsPart {
  #held = false;
  /** Of the row with the keyboard, before it went. */
  #place = -1;

  connected() {
    super.connected();
    this.on(this, "submit", (event) => this.#submit(event));
    this.on(this, "click", (event) => this.#click(event));
    this.on(this, "keydown", (event) => this.#key(event));
    this.on(this, "pointerdown", (event) => this.#grip(event));
    this.on(this, "task-changed", ({ detail }) => this.#changed(detail.act));
  }

  async draw() {
    const open = this.querySelector("details.tasks-done")?.hasAttribute("open");
    this.#place = this.#rows.findIndex((row) => row.contains(document.activeElement));
    await super.draw();
    this.querySelector("details.tasks-done")?.toggleAttribute("open", open);
  }

  get isHeld() {
    return this.#held;
  }

  /** @param {string | undefined} act that was done in the dialog */
  async #changed(act) {
    await this.renew();
    if (act === "delete") this.#undo?.focus();
  }

  /** @returns {HTMLElement | null} */
  get #undo() {
    return this.querySelector("[data-do=restore]");
  }

  /** The task that moved up into its place, or else the field for a new one. */
  get fallback() {
    const next = this.#rows[Math.min(this.#place, this.#rows.length - 1)];
    /** @type {HTMLElement | null | undefined} */
    const check = next?.querySelector(".task-check");
    return check ?? super.fallback;
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (event.submitter);
    if (form.matches(".task-form")) return;
    event.preventDefault();
    if (form.dataset.do === "add") this.#add(form);
    else if (button) this.#act(button);
  }

  /** @param {HTMLFormElement} form */
  async #add(form) {
    const fields = fieldsOf(new FormData(form));
    if (!(await this.send(added(fields), form))) return;
    this.say(this.word("added", fields.title));
    // What was written meanwhile is the next one.
    if (fieldsOf(new FormData(form)).title === fields.title) form.reset();
    one(form, "[name=title]").focus();
  }

  /** @param {HTMLElement} button */
  async #act(button) {
    const row = /** @type {HTMLElement} */ (button.closest("[data-task]"));
    const act = button.dataset.do ?? "";
    const ask = askOfTask(act, Number(row.dataset.task));
    const title = row.querySelector(".task-title")?.textContent ?? "";
    if (ask && (await this.send(ask, row)) && act === "done") this.say(this.word("done", title));
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const link = /** @type {Element} */ (event.target).closest("a[data-do=edit]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!(link instanceof HTMLAnchorElement) || elsewhere) return;
    event.preventDefault();
    /** @type {TaskDialog} */ (this.inside("task-dialog")).open(link.href);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const row = gripped(event);
    const by = STEPS.get(event.key);
    if (!row || !by) return;
    event.preventDefault();
    this.#put(row, stepped(this.#ids, Number(row.dataset.task), by));
  }

  /** @param {PointerEvent} event */
  async #grip(event) {
    const row = gripped(event);
    if (!row || event.button !== 0) return;
    event.preventDefault();
    const before = this.#ids.join();
    this.#held = true;
    await drag(event, row, this.signal);
    this.#held = false;
    if (this.#ids.join() !== before) await this.#put(row, this.#ids);
    else this.renew();
  }

  /**
   * It stands there at once; a refusal puts it back.
   *
   * @param {HTMLElement} row
   * @param {number[]} ids
   */
  async #put(row, ids) {
    const list = /** @type {HTMLElement} */ (row.parentElement);
    const rows = new Map(this.#rows.map((each) => [Number(each.dataset.task), each]));
    const place = ids.indexOf(Number(row.dataset.task));
    list.append(...ids.flatMap((id) => rows.get(id) ?? []));
    one(row, ".task-grip").focus();
    const said = this.word("moved", one(row, ".task-title").textContent ?? "");
    this.say(said.replace("%", String(place + 1)).replace("@", String(ids.length)));
    if (!(await this.send(ordered(ids)))) this.renew();
  }

  get #rows() {
    /** @type {NodeListOf<HTMLElement>} */
    const rows = this.querySelectorAll("ol.tasks > [data-task]");
    return [...rows];
  }

  get #ids() {
    return this.#rows.map((row) => Number(row.dataset.task));
  }
}

/** @param {Event} event @returns {HTMLElement | null | undefined} the row by whose grip it is held */
function gripped({ target }) {
  const grip = target instanceof Element ? target.closest(".task-grip") : null;
  return grip?.closest("[data-task]");
}

customElements.define("task-list", TaskList);
