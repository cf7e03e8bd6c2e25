export const MOST = 4_000;
const NEAR = 200;

/**
 * How many more characters fit, counted as the server does: code points, not UTF-16 units.
 *
 * @param {string} text
 */
export function roomLeft(text) {
  if (text.length <= MOST - NEAR) return MOST - text.length;
  return MOST - [...text].length;
}

/**
 * What to tell the writer; nothing while there is plenty of room.
 *
 * @param {string} text
 */
export function roomWords(text) {
  const left = roomLeft(text);
  if (left > NEAR) return "";
  return left >= 0 ? `${left} left` : `${-left} too many`;
}
