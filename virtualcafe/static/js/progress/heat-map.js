import { CafeElement } from "../lib/element.js";
import { inOrder, stepOf } from "./days.js";

/**
 * A year of days one walks through with the arrow keys, as a grid of which one cell can be focused.
 * Without this script the drawing is a picture with a table below it, and each day has its tooltip.
 */
export class HeatMap extends CafeElement {
  #drawing = /** @type {SVGSVGElement} */ (this.querySelector("svg"));
  #readout = this.inside("[data-readout]");
  /** @type {SVGRectElement[]} */
  #days = [];
  #place = 0;

  connected() {
    this.#days = daysOf(this.#drawing);
    if (!this.#days.length) return;
    this.#becomeAGrid();
    this.#place = this.#days.length - 1;
    this.#days[this.#place].setAttribute("tabindex", "0");
    this.on(this.#drawing, "keydown", (event) => this.#walk(event));
    this.on(this.#drawing, "focusin", ({ target }) => this.#look(target));
    this.on(this.#drawing, "pointerover", ({ target }) => this.#say(target));
    this.on(this.#drawing, "click", ({ target }) => this.#focus(this.#days.indexOf(target)));
    this.#showToday();
  }

  #becomeAGrid() {
    this.#drawing.setAttribute("role", "grid");
    this.#drawing.setAttribute("aria-readonly", "true");
    for (const row of this.#drawing.querySelectorAll("[data-weekday]"))
      row.setAttribute("role", "row");
    for (const day of this.#days) {
      day.setAttribute("role", "gridcell");
      day.setAttribute("aria-label", wordsOf(day));
      day.setAttribute("tabindex", "-1");
    }
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const mirrored = getComputedStyle(this).direction === "rtl";
    const next = stepOf(event.key, this.#place, this.#days.length, mirrored);
    if (next === null) return;
    event.preventDefault();
    this.#focus(next);
  }

  /** @param {number} place */
  #focus(place) {
    this.#days[place]?.focus();
  }

  /** @param {EventTarget} target */
  #look(target) {
    const place = this.#days.indexOf(/** @type {SVGRectElement} */ (target));
    if (place < 0) return;
    this.#days[this.#place].setAttribute("tabindex", "-1");
    this.#days[place].setAttribute("tabindex", "0");
    this.#place = place;
    this.#say(target);
  }

  /** @param {EventTarget} target */
  #say(target) {
    const day = /** @type {SVGElement} */ (target);
    if (day.dataset.week) this.#readout.textContent = wordsOf(day);
  }

  /** A narrow screen begins with the weeks that were last. */
  #showToday() {
    const scroll = this.inside("[data-scroll]");
    const at = this.#days[this.#place].getBoundingClientRect();
    const box = scroll.getBoundingClientRect();
    scroll.scrollLeft += at.left + at.width / 2 - (box.left + box.width * 0.8);
  }
}

/** @param {SVGElement} drawing */
function daysOf(drawing) {
  const rows = [...drawing.querySelectorAll("[data-weekday]")];
  return inOrder(
    rows.flatMap((row, weekday) =>
      [...row.querySelectorAll("rect")].map((day) => ({
        week: Number(day.dataset.week),
        weekday,
        day,
      })),
    ),
  );
}

/** @param {Element} day */
function wordsOf(day) {
  return day.querySelector("title")?.textContent ?? "";
}

customElements.define("heat-map", HeatMap);
