// Drawing one seat into the markup that the server's own partial made.
import { drawAvatar, one } from "../lib/dom.js";

/** @typedef {import("./wire.js").Present} Present */

/** @type {Record<import("./wire.js").Status, string>} */
const WORDS = { available: "here", focus: "in focus", break: "on a break", away: "away" };

/**
 * @param {HTMLElement} seat
 * @param {Present} someone
 * @param {{me: number, mayKick: boolean}} viewer
 */
export function drawSeat(seat, { user, status }, { me, mayKick }) {
  seat.dataset.person = String(user.id);
  seat.toggleAttribute("data-self", user.id === me);
  drawAvatar(one(seat, ".avatar"), user);
  one(seat, ".seat-name").textContent = user.username;
  drawStatus(seat, status);
  const kick = /** @type {HTMLButtonElement | null} */ (seat.querySelector("[data-do=kick]"));
  if (kick && (!mayKick || user.id === me)) kick.remove();
  else if (kick) kick.ariaLabel = `Remove ${user.username} from the room`;
}

/**
 * What they set out to do, whole for a mouse that asks; nothing where they keep it to themselves.
 *
 * @param {HTMLElement} seat
 * @param {string} goal
 */
export function drawGoal(seat, goal) {
  const place = one(seat, ".seat-goal");
  if (place.textContent === goal) return;
  place.textContent = place.title = goal;
}

/**
 * @param {HTMLElement} seat
 * @param {import("./wire.js").Status} status
 */
export function drawStatus(seat, status) {
  if (seat.dataset.status === status) return;
  seat.dataset.status = status;
  one(seat, "[data-status-words]").textContent = WORDS[status];
}
