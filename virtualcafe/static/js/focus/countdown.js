// A timer of PROTOCOL.md at a moment of the server's time: what is left, and what to show.

/**
 * @typedef {object} Timer
 * @property {number} version
 * @property {"idle" | "focus" | "break" | "long_break"} phase
 * @property {"idle" | "running" | "paused"} state
 * @property {string | null} ends_at
 * @property {number} remaining_ms
 * @property {number} planned_ms
 * @property {number} elapsed_ms
 * @property {string | null} counts_from while it runs: elapsed is the time since then
 * @property {boolean} count_up
 * @property {string | null} [follows] the plan of the café clock that moves it
 * @property {number} cycle
 * @property {number} cycles
 * @property {number} focus_minutes
 * @property {number} break_minutes
 * @property {number[]} people who takes part
 * @property {number[]} resting those of them who pause by themselves
 *
 * @typedef {"idle" | "waiting" | "running" | "paused"} Moment
 */

const HOUR = 3_600_000;

/**
 * Does the phase count up, without an end of itself?
 *
 * @param {Timer} timer
 */
export function countsUp({ count_up, phase }) {
  return count_up && phase === "focus";
}

/**
 * How long the phase has run, without pauses.
 *
 * @param {Timer} timer
 * @param {number} now the server's time, ms
 */
export function elapsed({ state, counts_from, elapsed_ms }, now) {
  if (state !== "running" || !counts_from) return elapsed_ms;
  return Math.max(now - Date.parse(counts_from), 0);
}

/**
 * Everybody who draws from `ends_at` and the server's time draws the same.
 *
 * @param {Timer} timer
 * @param {number} now the server's time, ms
 */
export function remaining({ state, ends_at, remaining_ms, planned_ms }, now) {
  if (state !== "running" || !ends_at) return remaining_ms;
  return Math.min(Math.max(Date.parse(ends_at) - now, 0), planned_ms);
}

/**
 * How much of the ring is gone, from 0 to 1. What counts up fills it once an hour.
 *
 * @param {Timer} timer
 * @param {number} now
 */
export function share(timer, now) {
  if (countsUp(timer)) return 1 - (elapsed(timer, now) % HOUR) / HOUR;
  return timer.planned_ms ? 1 - remaining(timer, now) / timer.planned_ms : 0;
}

/**
 * 24:59, or 1:02:03. A second that has begun is shown, so a phase starts with its full length.
 *
 * @param {number} ms
 */
export function digits(ms) {
  const seconds = Math.ceil(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/**
 * What the digits say: of an idle timer, the focus it would begin with.
 *
 * @param {Timer} timer
 * @param {number} now
 * @param {number} [chosen] minutes of the form
 */
export function shownDigits(timer, now, chosen = timer.focus_minutes) {
  if (timer.phase === "idle") return digits(chosen * 60_000);
  if (countsUp(timer)) return digits(Math.floor(elapsed(timer, now) / 1000) * 1000);
  return digits(remaining(timer, now));
}

/**
 * The minutes of focus that a form would start, where they are some; none when it counts up.
 *
 * @param {FormData} form
 */
export function chosenMinutes(form) {
  const { focus_minutes, count_up } = lengthsOf(form);
  if (count_up) return 0;
  const minutes = Number(focus_minutes);
  return minutes >= 1 && minutes <= 180 ? Math.floor(minutes) : undefined;
}

/**
 * How long the digits stay as they are, in ms; null when they don't move.
 *
 * @param {Timer} timer
 * @param {number} now
 */
export function untilNextSecond(timer, now) {
  if (timer.state !== "running") return null;
  if (countsUp(timer)) return 1000 - (elapsed(timer, now) % 1000);
  const left = remaining(timer, now);
  return left === 0 ? null : left % 1000 || 1000;
}

/**
 * @param {Timer} timer
 * @returns {Moment}
 */
export function momentOf({ phase, state }) {
  return phase !== "idle" && state === "idle" ? "waiting" : state;
}

/**
 * What controls and words look at to show themselves. `Panel.traits` on the server says the same.
 *
 * @param {Timer} timer
 * @param {{me: number, standing: string[]}} viewer standing: solo or shared, mover or watcher
 */
export function traitsOf(timer, { me, standing }) {
  const part = partOf(timer, me);
  const end = countsUp(timer) ? "counts" : timer.follows ? "follows" : "ends";
  return new Set([momentOf(timer), timer.phase, part, end, ...standing]);
}

/**
 * @param {Timer} timer
 * @param {number} me
 * @returns {"in" | "rests" | "out"}
 */
export function partOf({ people, resting = [] }, me) {
  if (resting.includes(me)) return "rests";
  return people.includes(me) ? "in" : "out";
}

/**
 * Does one of the alternatives fit? "running+mover paused" is running and mover, or paused.
 *
 * @param {string} when
 * @param {Set<string>} traits
 */
export function fits(when, traits) {
  return when.split(" ").some((each) => each.split("+").every((trait) => traits.has(trait)));
}

/**
 * What the change from one timer to the next is called aloud; null when nothing is to be said.
 *
 * @param {Timer} before
 * @param {Timer} after
 */
export function announcementOf(before, after) {
  const moment = momentOf(after);
  if (before.phase === after.phase && momentOf(before) === moment) return null;
  if (moment !== "running") return moment;
  return before.phase === after.phase && before.state === "paused" ? "running" : after.phase;
}

// The café may say so a moment before this computer's clock does.
const EARLY = 1_500;
const LATE = 60_000;

/**
 * Has the phase that was seen before come to its end, so that a bell should ring? Not when it was
 * ended by hand, and not when the computer slept through its end. That nothing is left, anybody
 * sees without the café.
 *
 * @param {Timer} before
 * @param {Timer} after may be the same
 * @param {number} now
 */
export function justEnded(before, after, now) {
  if (before.state !== "running" || !before.ends_at) return false;
  const since = now - Date.parse(before.ends_at);
  const early = before.phase === after.phase ? 0 : EARLY;
  return since >= -early && since < LATE;
}

/** @type {Record<string, [number, number]>} */
const PRESETS = { "25/5": [25, 5], "50/10": [50, 10] };
const ROUNDS = ["long_break_minutes", "long_break_every", "cycles"];
const SWITCHES = ["auto_start_breaks", "auto_start_focus"];

/**
 * A form as the `timer` verb asks it.
 *
 * @param {string} action
 * @param {FormData} form
 * @returns {Record<string, unknown>}
 */
export function requestOf(action, form) {
  if (action === "add") return { action, minutes: Number(form.get("minutes")) };
  if (action !== "start") return { action };
  const goal = String(form.get("goal") ?? "").trim();
  const remember = form.has("remember");
  if (form.get("preset") === "follow") return { action, follow: form.get("follow") };
  return {
    action,
    ...lengthsOf(form),
    ...numbersOf(form, ROUNDS),
    ...(form.has("switches") && Object.fromEntries(SWITCHES.map((name) => [name, form.has(name)]))),
    ...(remember && { remember }),
    ...(goal && { goal }),
  };
}

/**
 * @param {FormData} form
 * @returns {{focus_minutes?: number, break_minutes?: number, count_up?: boolean}}
 */
function lengthsOf(form) {
  const name = String(form.get("preset"));
  if (name === "count_up") return { count_up: true };
  if (name === "follow") return lengthsOfPlan(String(form.get("follow")));
  if (PRESETS[name]) return lengthsOfPlan(name);
  return numbersOf(form, ["focus_minutes", "break_minutes"]);
}

/** @param {string} plan */
function lengthsOfPlan(plan) {
  const [focus_minutes, break_minutes] = PRESETS[plan];
  return { focus_minutes, break_minutes };
}

/**
 * Those that are filled in.
 *
 * @param {FormData} form
 * @param {string[]} names
 * @returns {Record<string, number>}
 */
function numbersOf(form, names) {
  const named = names.filter((name) => form.get(name));
  return Object.fromEntries(named.map((name) => [name, Number(form.get(name))]));
}
