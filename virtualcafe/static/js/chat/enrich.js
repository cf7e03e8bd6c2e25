// What makes the words of a row easier to read: long ones fold, code can be copied, calls stand out.
import { cloneOf } from "../lib/dom.js";
import { templateOf } from "./row.js";

const LONG = 1_400;
const MANY_LINES = 22;
const BREAKS = "br, p, li, tr, blockquote";

/**
 * @param {HTMLElement} row
 * @param {import("./place.js").Place} place
 */
export function enrich(row, { section, me }) {
  const body = row.querySelector(".chat-body");
  if (!body || row.dataset.state === "deleted") return;
  row.toggleAttribute("data-called", !!body.querySelector(`.mention[data-person="${me.id}"]`));
  if (row.dataset.state !== "posted") return;
  for (const code of body.querySelectorAll("pre")) copyable(code, section);
  fold(row, body, section);
}

/**
 * @param {Element} code
 * @param {Element} section
 */
function copyable(code, section) {
  if (code.parentElement?.matches(".code-block")) return;
  const frame = document.createElement("div");
  frame.className = "code-block";
  code.replaceWith(frame);
  frame.append(code, cloneOf(templateOf(section, "copy")));
}

/**
 * @param {HTMLElement} row
 * @param {Element} body
 * @param {Element} section
 */
function fold(row, body, section) {
  const button = row.querySelector(".chat-unfold");
  if (!isLong(body.textContent ?? "", body.querySelectorAll(BREAKS).length)) {
    button?.remove();
    delete row.dataset.folded;
  } else if (!button) {
    row.dataset.folded = "";
    body.after(cloneOf(templateOf(section, "fold")));
  }
}

/**
 * Counted, not measured: measuring would lay out the page for each row.
 *
 * @param {string} words
 * @param {number} breaks
 */
export function isLong(words, breaks) {
  return words.length > LONG || breaks + words.split("\n").length > MANY_LINES;
}

/**
 * @param {HTMLElement} row
 * @param {HTMLElement} button
 */
export function unfold(row, button) {
  const folded = row.toggleAttribute("data-folded");
  button.ariaExpanded = String(!folded);
  button.textContent = folded ? "Show all" : "Show less";
}
