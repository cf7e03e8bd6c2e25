// How long to stay away before knocking again.

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Doubles from half a second to half a minute. Half of it is chance, so that a thousand people
 * whose server restarted don't come back in one instant.
 *
 * @param {number} attempt 0 for the first
 * @param {number} random from 0 to 1
 * @returns {number} milliseconds
 */
export function delayBefore(attempt, random) {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return whole * (0.5 + random / 2);
}
