import { get } from "../lib/api.js";
import { cloneOf, one } from "../lib/dom.js";
import { drawnHit } from "./hits.js";
import { templateOf } from "./row.js";

const PAUSE_MS = 250;

/**
 * Search in this conversation and everywhere else, as one types.
 *
 * @param {import("./chat-aside.js").ChatAside} aside
 * @returns {HTMLElement}
 */
export function open(aside) {
  const panel = cloneOf(templateOf(aside, "search"));
  const search = new Search(panel, (id) => aside.jump(id));
  panel.addEventListener("input", () => search.typed());
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    search.first();
  });
  panel.addEventListener("click", (event) => search.click(event));
  panel.addEventListener("keydown", (event) => walk(event, panel));
  aside.append(panel);
  one(panel, "input[type=search]").focus();
  search.say("hint");
  return panel;
}

/** What is looked for, and what was found last. */
class Search {
  #timer = 0;
  #asked = 0;
  /** @type {string | null} */
  #next = null;

  /**
   * @param {HTMLElement} panel
   * @param {(id: number) => void} jump
   */
  constructor(panel, jump) {
    this.panel = panel;
    this.jump = jump;
    this.list = one(panel, ".chat-hits");
  }

  get #query() {
    return /** @type {HTMLInputElement} */ (one(this.panel, "input[type=search]")).value.trim();
  }

  typed() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#look(), PAUSE_MS);
  }

  /** @param {string | null} cursor of the next page */
  async #look(cursor = null) {
    const query = this.#query;
    const asked = ++this.#asked;
    if (!query) return this.#show([], null, "hint");
    this.list.ariaBusy = "true";
    try {
      const { results, next } = await get(this.#address(query, cursor));
      if (asked !== this.#asked) return;
      if (cursor) this.#add(results, next);
      else this.#show(results, next, results.length ? "some" : "none");
    } catch {
      if (asked === this.#asked) this.#show([], null, "trouble");
    } finally {
      this.list.ariaBusy = null;
    }
  }

  /**
   * @param {string} query
   * @param {string | null} cursor
   */
  #address(query, cursor) {
    const { api, search } = this.panel.dataset;
    const everywhere = /** @type {HTMLInputElement} */ (one(this.panel, "[value=everywhere]"))
      .checked;
    const asked = new URLSearchParams(everywhere ? "" : search);
    asked.set("q", query);
    asked.set("limit", "20");
    if (cursor) asked.set("cursor", cursor);
    return `${api}?${asked}`;
  }

  /**
   * @param {import("./hits.js").Hit[]} hits
   * @param {string | null} next
   * @param {"hint" | "some" | "none" | "trouble"} words
   */
  #show(hits, next, words) {
    this.list.replaceChildren();
    this.#add(hits, next);
    this.say(words);
  }

  /**
   * @param {import("./hits.js").Hit[]} hits
   * @param {string | null} next
   */
  #add(hits, next) {
    this.list.append(...hits.map((hit) => drawnHit(this.panel, hit)));
    this.#next = next;
    one(this.panel, "[data-do=more]").hidden = !next;
  }

  /** @param {"hint" | "some" | "none" | "trouble"} words */
  say(words) {
    const line = one(this.panel, ".chat-found");
    line.textContent = line.dataset[words] ?? "";
  }

  first() {
    this.list.querySelector("a")?.click();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-do=more]")) this.#look(this.#next);
    const link = /** @type {HTMLElement | null} */ (target.closest(".chat-hit a"));
    if (!link || event.ctrlKey || event.metaKey) return;
    const { stream, id } = link.dataset;
    if (stream !== this.panel.dataset.streamHere) return;
    event.preventDefault();
    this.jump(Number(id));
  }
}

/**
 * Down from the words to what was found, and up again.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} panel
 */
function walk(event, panel) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = /** @type {HTMLElement[]} */ ([
    one(panel, "input[type=search]"),
    ...panel.querySelectorAll(".chat-hit a"),
  ]);
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = at < 0 ? undefined : stops[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
