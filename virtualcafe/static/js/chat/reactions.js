// The emoji under a message: how many, whose, and whether one of them is mine.

/**
 * @typedef {import("./wire.js").Reaction} Reaction
 * @typedef {import("./wire.js").User} User
 *
 * @typedef {object} Reacted what the stream tells
 * @property {string} emoji
 * @property {number} [count]
 * @property {User[]} users the first of them
 * @property {User | null} [user] who put it there or took it away
 * @property {boolean} [on]
 */

/**
 * Whether I stand behind it now: pushes name the first of many, and who has just changed.
 *
 * @param {Reacted | Reaction} told
 * @param {number} me
 * @param {boolean} before
 */
export function isMine(told, me, before) {
  if ("mine" in told && told.mine !== undefined) return told.mine;
  if (told.users?.some(({ id }) => id === me)) return true;
  if ("user" in told && told.user?.id === me) return told.on === true;
  return before && (told.count ?? 0) > (told.users?.length ?? 0);
}

/**
 * "👍 alice, bob and 3 more".
 *
 * @param {{emoji: string, count?: number, users?: User[]}} reaction
 */
export function reactionWords({ emoji, users = [], count = users.length }) {
  const names = users.slice(0, 12).map(({ username }) => username);
  const more = count - names.length;
  if (!names.length) return `${emoji} ${count}`;
  return `${emoji} ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
