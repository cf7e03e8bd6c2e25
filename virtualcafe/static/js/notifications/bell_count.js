// What the bell shows, and what it says aloud.

const MOST = 99;

/** What asks for an answer has a place of its own on the page. */
const ANSWERED_ELSEWHERE = new Set(["join_request"]);

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
 */
export function isElsewhere({ kind, url }, path) {
  return !ANSWERED_ELSEWHERE.has(kind) && url.split(/[?#]/)[0] !== path;
}
