// What the tab says before the page's own name: a count, a clock. Each has its place.

const ORDER = /** @type {const} */ (["unread", "timer"]);
/** @type {Map<string, string>} */
const said = new Map();
const own = document.title;

/**
 * @param {typeof ORDER[number]} part
 * @param {string} words nothing takes it away
 */
export function entitle(part, words) {
  if (words) said.set(part, words);
  else said.delete(part);
  const shown = ORDER.map((each) => said.get(each)).filter(Boolean);
  const title = [...shown, own].join(" · ");
  if (document.title !== title) document.title = title;
}
