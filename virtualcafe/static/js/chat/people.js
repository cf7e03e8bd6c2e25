import { get } from "../lib/api.js";

const FRESH_MS = 60_000;
/** @type {Map<string, {at: number, names: Promise<string[]>}>} */
const asked = new Map();

/**
 * Whom one can call here: who spoke last first, then everybody with a seat. The others are asked for
 * once a minute at most.
 *
 * @param {import("./place.js").Place} place
 * @returns {Promise<string[]>}
 */
export async function peopleOf({ section, me }) {
  const path = section.dataset.people ?? "";
  const spoke = [...section.querySelectorAll(".chat-row:not([data-own]) .chat-author")]
    .map(({ textContent }) => textContent ?? "")
    .reverse();
  const names = new Set([...spoke, ...(await seated(path))]);
  names.delete("");
  names.delete(me.username);
  return [...names];
}

/**
 * @param {string} path
 * @returns {Promise<string[]>}
 */
function seated(path) {
  const known = asked.get(path);
  if (!path) return Promise.resolve([]);
  if (known && Date.now() - known.at < FRESH_MS) return known.names;
  const names = get(`${path}?limit=100`)
    .then(({ results }) => results.map((/** @type {any} */ { user }) => user.username))
    // The lounge has no members: there are those who spoke.
    .catch(() => []);
  asked.set(path, { at: Date.now(), names });
  return names;
}
