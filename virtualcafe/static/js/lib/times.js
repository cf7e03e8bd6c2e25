// Moments as this person reads them: in the browser's zone and language.

const DAY_MS = 86_400_000;
// Made once: making one costs more than drawing the row that it is for.
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** @param {Date} date */
export function clockTime(date) {
  return CLOCK.format(date);
}

/** @param {Date} date */
export function fullTime(date) {
  return FULL.format(date);
}

/**
 * Equal for two moments of the same local day.
 *
 * @param {Date} date
 */
export function dayKey(date) {
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/**
 * "Today", "Yesterday", a weekday, or the date.
 *
 * @param {Date} date
 * @param {Date} now
 */
export function dayLabel(date, now) {
  const days = daysBetween(date, now);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days > 1 && days < 7) return date.toLocaleDateString(undefined, { weekday: "long" });
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString(undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year,
  });
}

/**
 * Counted at noon, where no change of the clocks reaches.
 *
 * @param {Date} from
 * @param {Date} to
 */
function daysBetween(from, to) {
  return Math.round((noon(to) - noon(from)) / DAY_MS);
}

/** @param {Date} date */
function noon(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12).getTime();
}
