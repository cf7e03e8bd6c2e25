/**
 * The word at the caret that asks to be completed.
 *
 * @typedef {{sign: "@" | ":", typed: string, from: number}} Word
 */

const WORD = /(?:^|[\s([{"'])(@[A-Za-z0-9_.-]{0,30}|:[a-z0-9_+-]{2,20})$/;

/**
 * @param {string} before what stands before the caret
 * @returns {Word | null}
 */
export function completed(before) {
  const word = WORD.exec(before)?.[1];
  if (!word) return null;
  const sign = /** @type {"@" | ":"} */ (word[0]);
  return { sign, typed: word.slice(1), from: before.length - word.length };
}

/**
 * Names that begin with what was typed, then those that hold it.
 *
 * @param {string[]} names
 * @param {string} typed
 * @param {number} most
 */
export function matching(names, typed, most) {
  const part = typed.toLowerCase();
  const places = names.map((name) => ({ name, place: name.toLowerCase().indexOf(part) }));
  const fits = places.filter(({ place }) => place >= 0);
  return fits
    .sort((a, b) => Number(a.place > 0) - Number(b.place > 0))
    .slice(0, most)
    .map(({ name }) => name);
}
