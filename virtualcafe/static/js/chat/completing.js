// What an @ or a : before the caret may become: people of the conversation, and emoji.
import { found } from "./emoji_data.js";
import { peopleOf } from "./people.js";
import { insertAt } from "./text_box.js";
import { completed, matching } from "./words_before.js";

const MOST = 8;

/**
 * @typedef {{insert: string, sign: string, words: string}} Choice
 */

/**
 * From now on this box completes: the ARIA combobox pattern with a list above it.
 *
 * @param {HTMLTextAreaElement} box
 * @param {import("./place.js").Place} place
 * @param {AbortSignal} signal
 */
export function completeIn(box, place, signal) {
  if (box.ariaAutoComplete) return;
  const list = document.createElement("ul");
  list.className = "completions";
  list.role = "listbox";
  list.id = `${box.id}-completions`;
  list.ariaLabel = "Completions";
  list.hidden = true;
  box.before(list);
  box.role = "combobox";
  box.ariaAutoComplete = "list";
  box.ariaExpanded = "false";
  box.setAttribute("aria-controls", list.id);
  const completion = new Completion(box, list, place);
  box.addEventListener("input", () => completion.look(), { signal });
  box.addEventListener("keydown", (event) => completion.press(event), { signal, capture: true });
  box.addEventListener("blur", () => completion.close(), { signal });
  list.addEventListener("pointerdown", (event) => completion.point(event), { signal });
  completion.look();
}

class Completion {
  /** @type {Choice[]} */
  #choices = [];
  #at = 0;
  #asked = 0;

  /**
   * @param {HTMLTextAreaElement} box
   * @param {HTMLElement} list
   * @param {import("./place.js").Place} place
   */
  constructor(box, list, place) {
    this.box = box;
    this.list = list;
    this.place = place;
  }

  get #word() {
    return completed(this.box.value.slice(0, this.box.selectionStart));
  }

  async look() {
    const asked = ++this.#asked;
    const word = this.#word;
    const choices = word ? await this.#choicesFor(word) : [];
    if (asked !== this.#asked) return;
    this.#choices = choices;
    this.#at = 0;
    this.#draw();
  }

  /**
   * @param {import("./words_before.js").Word} word
   * @returns {Promise<Choice[]>}
   */
  async #choicesFor({ sign, typed }) {
    if (sign === ":") {
      return found(typed, MOST).map(({ emoji, words }) => ({ insert: emoji, sign: emoji, words }));
    }
    const people = matching(await peopleOf(this.place), typed, MOST);
    return people.map((name) => ({ insert: `@${name}`, sign: "@", words: name }));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (!this.#choices.length || event.isComposing) return;
    const last = this.#choices.length - 1;
    if (event.key === "ArrowDown") this.#at = this.#at === last ? 0 : this.#at + 1;
    else if (event.key === "ArrowUp") this.#at = this.#at === 0 ? last : this.#at - 1;
    else if (event.key === "Enter" || event.key === "Tab") this.#take(this.#at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.#draw();
  }

  /** @param {PointerEvent} event */
  point(event) {
    event.preventDefault();
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option) this.#take([...this.list.children].indexOf(option));
    this.#draw();
  }

  /** @param {number} at */
  #take(at) {
    const word = this.#word;
    const choice = this.#choices[at];
    this.#choices = [];
    if (word && choice) insertAt(this.box, `${choice.insert} `, { from: word.from });
  }

  close() {
    this.#asked += 1;
    this.#choices = [];
    this.#draw();
  }

  #draw() {
    const open = this.#choices.length > 0;
    this.list.hidden = !open;
    this.box.ariaExpanded = String(open);
    this.list.replaceChildren(...this.#choices.map((choice, place) => this.#option(choice, place)));
    const current = this.list.children[this.#at];
    if (current) this.box.setAttribute("aria-activedescendant", current.id);
    else this.box.removeAttribute("aria-activedescendant");
    current?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {Choice} choice
   * @param {number} place
   */
  #option({ sign, words }, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.role = "option";
    option.ariaSelected = String(place === this.#at);
    const mark = document.createElement("span");
    mark.textContent = sign;
    const name = document.createElement("bdi");
    name.textContent = words;
    option.append(mark, name);
    return option;
  }
}
