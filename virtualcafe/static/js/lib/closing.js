// What a close code means for whoever was connected.

/** @typedef {"malformed" | "signed_out" | "banned" | "version"} End */

/** @type {Record<number, End>} */
const FINAL = { 4400: "malformed", 4401: "signed_out", 4403: "banned", 4406: "version" };

/** Too many tabs or frames: knocking at once would only push another tab out. */
const TOO_FAST = 4429;
const PATIENT_ATTEMPT = 5;

/**
 * Why it is over for good; undefined when one may come back.
 *
 * @param {number} code
 * @returns {End | undefined}
 */
export function endOf(code) {
  return FINAL[code];
}

/**
 * @param {number} code
 * @param {number} attempt
 */
export function attemptAfter(code, attempt) {
  return code === TOO_FAST ? Math.max(attempt, PATIENT_ATTEMPT) : attempt;
}
