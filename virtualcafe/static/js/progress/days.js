// Walking through a year of days that are drawn as columns of weeks.

const WEEK = 7;
const MONTH = 4 * WEEK;

/** @type {Record<string, number>} */
const STEPS = {
  ArrowUp: -1,
  ArrowDown: 1,
  ArrowLeft: -WEEK,
  ArrowRight: WEEK,
  PageUp: -MONTH,
  PageDown: MONTH,
};

/**
 * Where a key leads from the day at `place` of `count` days; null where the key is not for walking.
 * A step over the edge stays.
 *
 * @param {string} key
 * @param {number} place
 * @param {number} count
 * @param {boolean} fromRightToLeft
 */
export function stepOf(key, place, count, fromRightToLeft) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (!Object.hasOwn(STEPS, key)) return null;
  const mirrored = fromRightToLeft && (key === "ArrowLeft" || key === "ArrowRight");
  const next = place + (mirrored ? -STEPS[key] : STEPS[key]);
  return next >= 0 && next < count ? next : place;
}

/**
 * The order of days, which stand row by row in the markup: first the Mondays, then the Tuesdays.
 *
 * @template T
 * @param {{week: number, weekday: number, day: T}[]} days
 * @returns {T[]}
 */
export function inOrder(days) {
  const sorted = days.toSorted((a, b) => a.week - b.week || a.weekday - b.weekday);
  return sorted.map(({ day }) => day);
}
