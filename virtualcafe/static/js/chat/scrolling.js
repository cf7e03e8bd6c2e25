// Keeping one's place in a list that grows at both ends.

const NEAR_END = 48;
/** So many screens before an end the next page is asked for. */
const AHEAD = 1.5;

/** @param {Element} box */
export function isAtEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
}

/** @param {Element} box */
export function isNearStart(box) {
  return box.scrollTop < box.clientHeight * AHEAD;
}

/** @param {Element} box */
export function isNearEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < box.clientHeight * AHEAD;
}

/**
 * Whether there is nothing to scroll by: then nobody could ask for more.
 *
 * @param {Element} box
 */
export function isUnfilled(box) {
  return box.clientHeight > 0 && box.scrollHeight <= box.clientHeight;
}

/** @param {Element} box */
export function toEnd(box) {
  box.scrollTop = box.scrollHeight;
}

/**
 * What is being looked at stays where it is while the list changes around it.
 *
 * @param {Element} box
 * @param {HTMLElement[]} rows of which one is on the screen
 * @param {() => void} change
 */
export function keepingPlace(box, rows, change) {
  const top = box.getBoundingClientRect().top;
  const anchor = firstBelow(rows, top);
  const before = anchor?.getBoundingClientRect().top ?? 0;
  change();
  if (!anchor?.isConnected) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (Math.abs(moved) >= 1) box.scrollTop += moved;
}

/**
 * By bisection: rows stand under each other.
 *
 * @param {HTMLElement[]} rows
 * @param {number} top
 */
function firstBelow(rows, top) {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  return rows[low];
}

/**
 * A picture that loads, a composer that grows, a phone that turns: the end stays in sight.
 *
 * @param {Element} box
 * @param {Element} list
 * @param {() => boolean} detached whether its end is not the end
 * @param {AbortSignal} signal
 */
export function keepAtEnd(box, list, detached, signal) {
  let atEnd = isAtEnd(box);
  const look = () => {
    atEnd = isAtEnd(box) && !detached();
  };
  const observer = new ResizeObserver(() => atEnd && toEnd(box));
  box.addEventListener("scroll", look, { signal });
  observer.observe(box);
  observer.observe(list);
  signal.addEventListener("abort", () => observer.disconnect());
}

/**
 * @param {Element} element
 * @param {Element} box
 */
export function isSeen(element, box) {
  const { top, bottom } = box.getBoundingClientRect();
  const place = element.getBoundingClientRect();
  return place.top >= top && place.bottom <= bottom;
}
