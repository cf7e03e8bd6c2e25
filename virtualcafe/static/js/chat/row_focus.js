// One Tab stop for all the messages: arrows walk the rows, Tab goes on to the actions of the row.

const STEPS = { ArrowUp: -1, ArrowDown: 1, k: -1, j: 1 };
const LIT_MS = 2_500;
const STOPS = ".chat-more, .chat-reply, .chat-thread, .reaction, .chat-unfold, .copy-code";

/**
 * @param {HTMLElement} box the scroller around the rows
 * @param {() => HTMLElement[]} rowsOf
 * @param {AbortSignal} signal
 */
export function walkRows(box, rowsOf, signal) {
  box.addEventListener("keydown", (event) => walk(event, box, rowsOf()), { signal });
  box.addEventListener("focusin", ({ target }) => hold(box, rowOf(target)), { signal });
}

/** @type {WeakMap<HTMLElement, HTMLElement>} */
const held = new WeakMap();

/**
 * Only the actions of this row can be reached with Tab.
 *
 * @param {HTMLElement} box
 * @param {HTMLElement | null | undefined} row
 */
export function hold(box, row) {
  if (!row) return;
  const before = held.get(box);
  if (before && before !== row) stop(before, -1);
  held.set(box, row);
  stop(row, 0);
}

/**
 * Rows that were drawn: none of theirs can, until the row is held.
 *
 * @param {HTMLElement[]} rows
 */
export function letGo(rows) {
  for (const row of rows) stop(row, -1);
}

/**
 * @param {HTMLElement} row
 * @param {0 | -1} tabIndex
 */
function stop(row, tabIndex) {
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll(STOPS))) {
    each.tabIndex = tabIndex;
  }
}

/**
 * Somebody was led here: the keyboard, the eyes, and a moment's light.
 *
 * @param {HTMLElement} row
 */
export function light(row) {
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
  row.dataset.lit = "";
  setTimeout(() => delete row.dataset.lit, LIT_MS);
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} box
 * @param {HTMLElement[]} rows
 */
function walk(event, box, rows) {
  const row = rowOf(event.target);
  if (event.target !== box && event.target !== row) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const next = nextOf(event.key, row, rows);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * @param {string} key
 * @param {HTMLElement | null} row
 * @param {HTMLElement[]} rows
 */
function nextOf(key, row, rows) {
  if (key === "Home") return rows[0];
  if (key === "End") return rows.at(-1);
  if (!(key in STEPS)) return undefined;
  const step = STEPS[/** @type {keyof typeof STEPS} */ (key)];
  return row ? rows[rows.indexOf(row) + step] : rows.at(-1);
}

/** @param {EventTarget | null} target */
function rowOf(target) {
  return target instanceof Element
    ? /** @type {HTMLElement | null} */ (target.closest(".chat-row"))
    : null;
}
