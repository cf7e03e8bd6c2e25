// The emoji picker: a popover with a search, groups, and a grid walked with the arrows.
import { found, groups } from "./emoji_data.js";
import { besides } from "./floating.js";
import { step } from "./grid.js";
import { recentEmoji, remember } from "./recent_emoji.js";

const MOST_FOUND = 64;

/**
 * @param {HTMLElement} control beside which it opens
 * @returns {Promise<string | null>} the emoji, or null when none was picked
 */
export function pickEmoji(control) {
  const picker = document.createElement("div");
  picker.className = "emoji-picker";
  picker.popover = "auto";
  picker.role = "dialog";
  picker.ariaLabel = "Pick an emoji";
  const search = searchField();
  const list = document.createElement("div");
  list.className = "emoji-groups";
  picker.append(search, list);
  document.body.append(picker);
  fill(list, "");
  return new Promise((answer) => run(picker, { search, list, control, answer }));
}

/**
 * @param {HTMLElement} picker
 * @param {{search: HTMLInputElement, list: HTMLElement, control: HTMLElement, answer: (emoji: string | null) => void}} parts
 */
function run(picker, { search, list, control, answer }) {
  const closing = new AbortController();
  const { signal } = closing;
  /** @type {string | null} */
  let picked = null;
  const take = (/** @type {Element | null} */ button) => {
    picked = /** @type {HTMLElement | null} */ (button)?.dataset.emoji ?? null;
    if (picked) remember(picked);
    if (picked) picker.hidePopover();
  };
  search.addEventListener("input", () => fill(list, search.value), { signal });
  picker.addEventListener("keydown", (event) => press(event, { search, list, take }), { signal });
  list.addEventListener("click", (event) => {
    take(/** @type {Element} */ (event.target).closest("button"));
  });
  picker.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "open") return;
    closing.abort();
    picker.remove();
    answer(picked);
  });
  picker.showPopover();
  besides(picker, control, signal);
  search.focus();
}

/**
 * @param {KeyboardEvent} event
 * @param {{search: HTMLInputElement, list: HTMLElement, take: (button: Element | null) => void}} parts
 */
function press(event, { search, list, take }) {
  if (event.isComposing) return;
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  if (event.key === "Enter" && at < 0) {
    event.preventDefault();
    return take(buttons[0] ?? null);
  }
  if (event.key === "ArrowUp" && at >= 0 && at < step.columns(buttons)) {
    event.preventDefault();
    return search.focus();
  }
  if (at < 0 && event.key !== "ArrowDown") return;
  const to = at < 0 ? 0 : step.to(event.key, at, buttons);
  if (to === null) return;
  event.preventDefault();
  buttons[to]?.focus();
}

function searchField() {
  const search = document.createElement("input");
  search.type = "search";
  search.className = "input";
  search.ariaLabel = "Search emoji";
  search.placeholder = "Search";
  search.autocomplete = "off";
  return search;
}

/**
 * @param {HTMLElement} list
 * @param {string} typed
 */
function fill(list, typed) {
  show(list, typed);
  list.scrollTop = 0;
  // One Tab stop for the grid.
  const first = list.querySelector("button");
  if (first) first.tabIndex = 0;
}

/**
 * @param {HTMLElement} list
 * @param {string} typed
 */
function show(list, typed) {
  if (typed.trim()) {
    const hits = found(typed, MOST_FOUND);
    list.replaceChildren(
      hits.length
        ? group("Found", hits)
        : Object.assign(document.createElement("p"), {
            className: "soft",
            textContent: "No emoji is called that.",
          }),
    );
    return;
  }
  const known = new Map(groups.flatMap(({ emoji }) => emoji).map((each) => [each.emoji, each]));
  const recent = recentEmoji().flatMap((emoji) => known.get(emoji) ?? []);
  const all = recent.length ? [{ name: "Used last", emoji: recent }, ...groups] : groups;
  list.replaceChildren(...all.map(({ name, emoji }) => group(name, emoji)));
}

/**
 * @param {string} name
 * @param {import("./emoji_data.js").Emoji[]} emoji
 */
function group(name, emoji) {
  const section = document.createElement("section");
  section.ariaLabel = name;
  const title = document.createElement("h3");
  title.textContent = name;
  const grid = document.createElement("div");
  grid.className = "emoji-grid";
  grid.append(...emoji.map(button));
  section.append(title, grid);
  return section;
}

/** @param {import("./emoji_data.js").Emoji} emoji */
function button({ emoji, words, name }) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.emoji = emoji;
  made.textContent = emoji;
  made.ariaLabel = `${emoji} ${name}`;
  made.title = words;
  made.tabIndex = -1;
  return made;
}
