// Walking a grid of buttons whose columns the style sheet decides.

/** @param {HTMLElement[]} buttons */
function columns(buttons) {
  const top = buttons[0]?.offsetTop;
  const next = buttons.findIndex(({ offsetTop }) => offsetTop !== top);
  return next < 0 ? Math.max(buttons.length, 1) : next;
}

/**
 * The nearest in the row above or below: the rows of two groups needn't be equally long.
 *
 * @param {HTMLElement[]} buttons
 * @param {number} at
 * @param {1 | -1} way
 */
function vertical(buttons, at, way) {
  const from = buttons[at];
  if (!from) return null;
  for (let to = at + way; buttons[to]; to += way) {
    const button = /** @type {HTMLElement} */ (buttons[to]);
    const further = button.getBoundingClientRect().top - from.getBoundingClientRect().top;
    if (further * way > 1) return nearest(buttons, to, way, from);
  }
  return null;
}

/**
 * @param {HTMLElement[]} buttons
 * @param {number} start of the row, seen from where one comes
 * @param {1 | -1} way
 * @param {HTMLElement} from
 */
function nearest(buttons, start, way, from) {
  const x = from.getBoundingClientRect().left;
  const row = buttons[start]?.getBoundingClientRect().top ?? 0;
  let best = start;
  for (let to = start; buttons[to]; to += way) {
    const place = /** @type {HTMLElement} */ (buttons[to]).getBoundingClientRect();
    if (Math.abs(place.top - row) > 1) break;
    const old = /** @type {HTMLElement} */ (buttons[best]).getBoundingClientRect();
    if (Math.abs(place.left - x) < Math.abs(old.left - x)) best = to;
  }
  return best;
}

export const step = {
  columns,
  /**
   * @param {string} key
   * @param {number} at
   * @param {HTMLElement[]} buttons
   * @returns {number | null} null when the key means nothing here
   */
  to(key, at, buttons) {
    const last = buttons.length - 1;
    if (key === "ArrowRight") return Math.min(at + 1, last);
    if (key === "ArrowLeft") return Math.max(at - 1, 0);
    if (key === "ArrowDown") return vertical(buttons, at, 1) ?? at;
    if (key === "ArrowUp") return vertical(buttons, at, -1) ?? at;
    if (key === "Home") return 0;
    if (key === "End") return last;
    return null;
  },
};
