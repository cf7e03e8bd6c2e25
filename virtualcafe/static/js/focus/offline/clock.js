// A timer of one's own where no café can be reached: pure, in milliseconds of this computer's clock.
// It moves as the café's does, so that coming back is no surprise.

/**
 * @typedef {object} Lengths
 * @property {number} focus_minutes
 * @property {number} break_minutes
 * @property {number} long_break_minutes
 * @property {number} long_break_every
 * @property {number} cycles
 * @property {boolean} auto_start_breaks
 * @property {boolean} auto_start_focus
 * @property {boolean} count_up
 *
 * @typedef {object} Clock `since` is there while it runs; `elapsed` is what ran before
 * @property {"focus" | "break" | "long_break"} phase
 * @property {"idle" | "running" | "paused"} state
 * @property {number} cycle
 * @property {Lengths} lengths
 * @property {number} planned
 * @property {number} elapsed
 * @property {number} began
 * @property {number | null} since
 * @property {string} cid of the session that this phase becomes
 * @property {string} goal
 *
 * @typedef {object} Session as the API takes it
 * @property {string} cid
 * @property {"focus" | "break"} kind
 * @property {string} started_at
 * @property {string} ended_at
 * @property {number} minutes
 * @property {number} planned_minutes
 * @property {string} goal
 *
 * @typedef {{clock: Clock | null, sessions: Session[]}} Moved
 * @typedef {() => string} NewCid
 */

const MINUTE = 60_000;
/** Nobody knows who sat there longer. */
const MOST_COUNTED = 4 * 60 * MINUTE;
/** The café takes no session that is spread over more. */
const MOST_SPREAD = 12 * 60 * MINUTE;
/** What is noticed later than this lets nothing begin by itself. */
const GRACE = 2 * MINUTE;

/** @type {Lengths} */
const USUAL = {
  focus_minutes: 25,
  break_minutes: 5,
  long_break_minutes: 15,
  long_break_every: 4,
  cycles: 8,
  auto_start_breaks: true,
  auto_start_focus: false,
  count_up: false,
};

/**
 * @param {Record<string, unknown>} asked as the `timer` verb takes it
 * @param {number} now
 * @param {NewCid} newCid
 * @returns {Clock}
 */
export function start(asked, now, newCid) {
  const named = Object.keys(USUAL).filter((name) => asked[name] !== undefined);
  const lengths = {
    ...USUAL,
    ...Object.fromEntries(named.map((name) => [name, asked[name]])),
  };
  return phase("focus", { cycle: 1, lengths, goal: String(asked.goal ?? "") }, now, newCid());
}

/**
 * What a press does; an action that doesn't fit here changes nothing.
 *
 * @param {Clock} clock
 * @param {{action: string, minutes?: number}} asked
 * @param {number} now
 * @param {NewCid} newCid
 * @returns {Moved}
 */
export function act(clock, { action, minutes = 0 }, now, newCid) {
  if (action === "stop") return { clock: null, sessions: ended(clock, now) };
  if (action === "skip") return next(clock, now, newCid, true);
  return { clock: MOVES[action]?.(clock, now, minutes) ?? clock, sessions: [] };
}

/** @type {Record<string, (clock: Clock, now: number, minutes: number) => Clock>} */
const MOVES = {
  pause: (clock, now) =>
    clock.state === "running"
      ? { ...clock, state: "paused", elapsed: elapsed(clock, now), since: null }
      : clock,
  resume: (clock, now) =>
    clock.state === "running"
      ? clock
      : {
          ...clock,
          state: "running",
          since: now,
          began: clock.state === "idle" ? now : clock.began,
        },
  add: (clock, _, minutes) =>
    countsUp(clock) || clock.state === "idle"
      ? clock
      : { ...clock, planned: Math.min(clock.planned + minutes * MINUTE, 180 * MINUTE) },
};

/**
 * Every phase that is over, each at its own end.
 *
 * @param {Clock} clock
 * @param {number} now
 * @param {NewCid} newCid
 * @returns {Moved}
 */
export function settle(clock, now, newCid) {
  /** @type {Session[]} */
  const sessions = [];
  /** @type {Clock | null} */
  let at = clock;
  for (let end = endOf(at); at && end !== null && end <= now; end = at ? endOf(at) : null) {
    const moved = next(at, end, newCid, now - end <= GRACE);
    sessions.push(...moved.sessions);
    at = moved.clock;
  }
  return { clock: at, sessions };
}

/**
 * @param {Clock} clock
 * @returns {number | null} when the phase that runs is over by itself
 */
export function endOf({ state, since, elapsed, planned }) {
  return state === "running" && since !== null ? since + planned - elapsed : null;
}

/**
 * As the wire protocol spells a timer, for whoever draws one.
 *
 * @param {Clock} clock
 * @param {{me: number, now: number}} viewer
 * @returns {import("../countdown.js").Timer}
 */
export function timerOf(clock, { me, now }) {
  const ran = elapsed(clock, now);
  const counts = countsUp(clock);
  const end = endOf(clock);
  return {
    version: 0,
    phase: clock.phase,
    state: clock.state,
    ends_at: counts || end === null ? null : iso(end),
    remaining_ms: counts ? 0 : clock.planned - ran,
    planned_ms: counts ? 0 : clock.planned,
    elapsed_ms: ran,
    counts_from: clock.state === "running" ? iso(now - ran) : null,
    count_up: clock.lengths.count_up,
    cycle: clock.cycle,
    cycles: clock.lengths.cycles,
    focus_minutes: clock.lengths.focus_minutes,
    break_minutes: clock.lengths.break_minutes,
    people: [me],
    resting: [],
  };
}

/**
 * @param {Clock["phase"]} kind
 * @param {Pick<Clock, "cycle" | "lengths" | "goal">} run
 * @param {number} at
 * @param {string} cid
 * @param {boolean} [runs]
 * @returns {Clock}
 */
function phase(kind, { cycle, lengths, goal }, at, cid, runs = true) {
  const counts = lengths.count_up && kind === "focus";
  const planned = counts ? MOST_COUNTED : lengths[`${kind}_minutes`] * MINUTE;
  const state = runs ? "running" : "idle";
  const since = runs ? at : null;
  return { phase: kind, state, cycle, lengths, goal, planned, elapsed: 0, began: at, since, cid };
}

/**
 * @param {Clock} clock
 * @param {number} at
 * @param {NewCid} newCid
 * @param {boolean} there whether somebody is there, so that the next may begin by itself
 * @returns {Moved}
 */
function next(clock, at, newCid, there) {
  const sessions = ended(clock, at);
  const { lengths, cycle } = clock;
  if (clock.phase !== "focus") {
    const runs = there && lengths.auto_start_focus;
    const run = { ...clock, cycle: cycle + 1 };
    return { clock: phase("focus", run, at, newCid(), runs), sessions };
  }
  if (cycle >= lengths.cycles) return { clock: null, sessions };
  const kind = cycle % lengths.long_break_every === 0 ? "long_break" : "break";
  const runs = there && lengths.auto_start_breaks;
  return { clock: phase(kind, clock, at, newCid(), runs), sessions };
}

/**
 * What there is to write down: nothing under a minute.
 *
 * @param {Clock} clock
 * @param {number} at
 * @returns {Session[]}
 */
function ended(clock, at) {
  const minutes = Math.floor(elapsed(clock, at) / MINUTE);
  if (minutes < 1) return [];
  // The end of what was paused for a night is where its minutes would have ended.
  const end = at - clock.began > MOST_SPREAD ? clock.began + minutes * MINUTE : at;
  return [
    {
      cid: clock.cid,
      kind: clock.phase === "focus" ? "focus" : "break",
      started_at: iso(clock.began),
      ended_at: iso(end),
      minutes,
      planned_minutes: countsUp(clock) ? minutes : Math.floor(clock.planned / MINUTE),
      goal: clock.phase === "focus" ? clock.goal : "",
    },
  ];
}

/**
 * @param {Clock} clock
 * @param {number} now
 */
function elapsed({ elapsed, since, planned }, now) {
  const more = since === null ? 0 : Math.max(now - since, 0);
  return Math.min(elapsed + more, planned);
}

/** @param {Clock} clock */
function countsUp({ phase, lengths }) {
  return phase === "focus" && lengths.count_up;
}

/** @param {number} ms */
function iso(ms) {
  return new Date(ms).toISOString();
}
