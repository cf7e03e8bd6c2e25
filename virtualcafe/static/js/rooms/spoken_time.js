/**
 * A moment as somebody would say it now: the hour, with its day where that isn't today.
 *
 * @param {Date} moment
 * @param {Date} now
 * @param {string} [language]
 */
export function spokenTime(moment, now, language) {
  const today = moment.toDateString() === now.toDateString();
  return moment.toLocaleString(language, {
    ...(today ? {} : { weekday: "long" }),
    hour: "2-digit",
    minute: "2-digit",
  });
}
