import { one } from "../lib/dom.js";

/**
 * The goal in the ring; what was left unfinished is suggested for the next focus, and what was
 * typed already stays.
 *
 * @param {HTMLElement} timer
 * @param {{goal: string, carried: string}} shown
 */
export function showGoal(timer, { goal, carried }) {
  one(timer, "[data-goal]").textContent = goal;
  const field = timer.querySelector("form.timer-start [name=goal]");
  if (!(field instanceof HTMLInputElement) || field.value !== field.defaultValue) return;
  field.defaultValue = carried;
}
