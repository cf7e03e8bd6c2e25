// Keeping one's place in a list that grows at both ends.

const NEAR_END = 48;
const NEAR_START = 240;

/** @param {Element} box */
export function isAtEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
}

/** @param {Element} box */
export function isNearStart(box) {
  return box.scrollTop < NEAR_START;
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
 * What is being looked at stays where it is while the list changes above it.
 *
 * @param {Element} box
 * @param {() => void} change
 */
export function keepingPlace(box, change) {
  const fromEnd = box.scrollHeight - box.scrollTop;
  change();
  box.scrollTop = box.scrollHeight - fromEnd;
}
