// The words of a hit, with those that were looked for set off and as much around them as helps.

const AROUND = 90;

/**
 * @param {string} text
 * @param {string} query
 * @returns {{words: string, marked: boolean}[]}
 */
export function markedParts(text, query) {
  const line = text.replace(/\s+/g, " ").trim();
  const looked = patternOf(query);
  const first = looked ? line.search(looked) : -1;
  const from = first > AROUND ? line.lastIndexOf(" ", first - AROUND / 2) + 1 : 0;
  const shown = line.slice(from, from + 2 * AROUND);
  const parts = split(shown, looked);
  if (from > 0) parts.unshift({ words: "… ", marked: false });
  if (from + shown.length < line.length) parts.push({ words: " …", marked: false });
  return parts;
}

/**
 * @param {string} text
 * @param {RegExp | null} looked
 */
function split(text, looked) {
  if (!looked) return [{ words: text, marked: false }];
  return text
    .split(new RegExp(`(${looked.source})`, "giu"))
    .map((words, place) => ({ words, marked: place % 2 === 1 }))
    .filter(({ words }) => words);
}

/** @param {string} query */
function patternOf(query) {
  const words = query.split(/[^\p{L}\p{N}\p{M}_]+/u).filter(Boolean);
  if (!words.length) return null;
  return new RegExp(words.join("|"), "iu");
}
