// What the bell shows, and what it says aloud.

const MOST = 99;

/**
 * @param {number} unread
 * @returns {string} empty when there is nothing
 */
export function bellCount(unread) {
  if (unread <= 0) return "";
  return unread > MOST ? `${MOST}+` : String(unread);
}

/**
 * Whether it has to be said: not where the person sees it happen anyway.
 *
 * @param {{kind: string, url: string}} notification
 * @param {string} path of the page
 * @param {string[]} told kinds that parts of the page tell themselves
 */
export function isElsewhere({ kind, url }, path, told = []) {
  return !told.includes(kind) && url.split(/[?#]/)[0] !== path;
}
