// Where a thing comes to stand among others. Pure: ids and places in, ids out.

/**
 * @param {number[]} ids
 * @param {number} id
 * @param {number} by places; at the end of the list it stays where it is
 */
export function stepped(ids, id, by) {
  const from = ids.indexOf(id);
  if (from < 0) return ids;
  const to = Math.min(Math.max(from + by, 0), ids.length - 1);
  return placed(ids, id, to);
}

/**
 * @param {number[]} ids
 * @param {number} id
 * @param {number} place
 */
export function placed(ids, id, place) {
  const others = ids.filter((each) => each !== id);
  return [...others.slice(0, place), id, ...others.slice(place)];
}

/**
 * The place of what is held at this height, among the others.
 *
 * @param {number} y
 * @param {{top: number, bottom: number}[]} others in their order
 */
export function placeAt(y, others) {
  const below = others.findIndex((box) => y < (box.top + box.bottom) / 2);
  return below < 0 ? others.length : below;
}
