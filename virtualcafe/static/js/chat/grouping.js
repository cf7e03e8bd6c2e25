// Which messages stand together, and where a new day begins.
import { dayKey } from "../lib/times.js";

const TOGETHER_MS = 5 * 60_000;

/** @typedef {{sender: number, at: Date}} Said who, when */

/**
 * Whether a message goes on where the one before it stopped: then nobody has to be named again.
 *
 * @param {Said | null} before
 * @param {Said} message
 */
export function goesOn(before, message) {
  if (!before || before.sender !== message.sender) return false;
  if (startsDay(before, message)) return false;
  return message.at.getTime() - before.at.getTime() < TOGETHER_MS;
}

/**
 * @param {Said | null} before
 * @param {Said} message
 */
export function startsDay(before, message) {
  return !before || dayKey(before.at) !== dayKey(message.at);
}
