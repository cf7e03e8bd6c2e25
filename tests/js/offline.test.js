import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  act,
  endOf,
  settle,
  start,
  timerOf,
} from "../../virtualcafe/static/js/focus/offline/clock.js";
import { OfflineKeeper } from "../../virtualcafe/static/js/focus/offline/keeper.js";

const NOON = Date.parse("2026-03-04T12:00:00.000Z");
const MINUTE = 60_000;
const ME = 7;
const at = (minutes) => NOON + minutes * MINUTE;
const iso = (minutes) => new Date(at(minutes)).toISOString();

function cids() {
  let number = 0;
  return () => `cid-${++number}`;
}

function focus(asked = {}) {
  return start({ focus_minutes: 25, break_minutes: 5, ...asked }, NOON, () => "first");
}

describe("a timer without a café", () => {
  it("runs as the form says, and ends by itself", () => {
    const clock = focus({ goal: "Essay" });
    assert.equal(endOf(clock), at(25));
    const { clock: after, sessions } = settle(clock, at(25), cids());
    assert.deepEqual(sessions, [
      {
        cid: "first",
        kind: "focus",
        started_at: iso(0),
        ended_at: iso(25),
        minutes: 25,
        planned_minutes: 25,
        goal: "Essay",
      },
    ]);
    assert.deepEqual([after?.phase, after?.state, endOf(after)], ["break", "running", at(30)]);
  });

  it("lets nothing begin by itself when nobody noticed the end", () => {
    const { clock, sessions } = settle(focus(), at(180), cids());
    assert.deepEqual([clock?.phase, clock?.state], ["break", "idle"]);
    assert.deepEqual(
      sessions.map(({ minutes }) => minutes),
      [25],
    );
  });

  it("doesn't count pauses, and writes nothing under a minute", () => {
    const paused = act(focus(), { action: "pause" }, at(10.5), cids()).clock;
    const again = act(paused, { action: "resume" }, at(60), cids()).clock;
    const { clock, sessions } = act(again, { action: "stop" }, at(65), cids());
    assert.equal(clock, null);
    assert.deepEqual([sessions[0].minutes, sessions[0].ended_at], [15, iso(65)]);
    assert.deepEqual(act(focus(), { action: "stop" }, at(0.9), cids()).sessions, []);
  });

  it("takes a night's pause out of the span that it reports", () => {
    const paused = act(focus(), { action: "pause" }, at(10), cids()).clock;
    const { sessions } = act(paused, { action: "stop" }, at(13 * 60), cids());
    assert.deepEqual([sessions[0].minutes, sessions[0].ended_at], [10, iso(10)]);
  });

  it("goes through its rounds: a long break every so often, and an end", () => {
    let clock = focus({ cycles: 2, long_break_every: 2, auto_start_focus: true });
    const phases = [];
    for (let minutes = 0; clock && minutes < 200; minutes += 1) {
      phases.push(clock.phase);
      clock = settle(clock, at(minutes), cids()).clock;
    }
    assert.deepEqual([...new Set(phases)], ["focus", "break"]);
    assert.equal(clock, null);
    const four = act(focus({ long_break_every: 1 }), { action: "skip" }, at(5), cids());
    assert.equal(four.clock.phase, "long_break");
  });

  it("can be longer by a press, never than the café measures", () => {
    const longer = act(focus(), { action: "add", minutes: 5 }, at(1), cids()).clock;
    assert.equal(endOf(longer), at(30));
    assert.equal(
      endOf(act(focus(), { action: "add", minutes: 999 }, at(1), cids()).clock),
      at(180),
    );
  });

  it("counts up until somebody stops it, four hours at most", () => {
    const clock = focus({ count_up: true });
    assert.equal(timerOf(clock, { me: ME, now: at(90) }).elapsed_ms, 90 * MINUTE);
    const { sessions } = act(clock, { action: "stop" }, at(90), cids());
    assert.deepEqual([sessions[0].minutes, sessions[0].planned_minutes], [90, 90]);
    assert.equal(settle(clock, at(2000), cids()).sessions[0].minutes, 240);
  });

  it("is drawn like one of the café's", () => {
    const shown = timerOf(focus(), { me: ME, now: at(5) });
    assert.deepEqual([shown.ends_at, shown.remaining_ms], [iso(25), 20 * MINUTE]);
    assert.deepEqual([shown.phase, shown.state, shown.people], ["focus", "running", [ME]]);
  });
});

describe("what a browser keeps", () => {
  function world() {
    const kept = new Map();
    const store = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    };
    const clock = { minutes: 0 };
    const tab = () => new OfflineKeeper(store, { now: () => at(clock.minutes), newCid: cids() });
    return { kept, clock, tab };
  }

  it("is there after a reload, and written once by two tabs", () => {
    const { clock, tab } = world();
    const [one, other] = [tab(), tab()];
    one.act({ action: "start", focus_minutes: 25 }, ME);
    clock.minutes = 26;
    assert.equal(other.waitingOf(ME).length, 1);
    assert.equal(one.waitingOf(ME).length, 1);
    assert.equal(tab().clockOf(ME)?.phase, "break");
  });

  it("is forgotten piece by piece, and leaves nothing", () => {
    const { kept, clock, tab } = world();
    const keeper = tab();
    keeper.act({ action: "start" }, ME);
    clock.minutes = 10;
    keeper.act({ action: "stop" }, ME);
    const [session] = keeper.waitingOf(ME);
    assert.equal(session?.minutes, 10);
    keeper.forget(session?.cid ?? "");
    assert.equal(kept.size, 0);
  });

  it("is one person's: another's timer is stopped, and its session stays theirs", () => {
    const { clock, tab } = world();
    const keeper = tab();
    keeper.act({ action: "start" }, ME);
    clock.minutes = 10;
    assert.equal(keeper.clockOf(8), null);
    keeper.act({ action: "start" }, 8);
    assert.equal(keeper.clockOf(8)?.phase, "focus");
    assert.deepEqual([keeper.waitingOf(ME).length, keeper.waitingOf(8).length], [1, 0]);
  });

  it("hands over a phase that only waits", () => {
    const { clock, tab } = world();
    const keeper = tab();
    keeper.act({ action: "start" }, ME);
    keeper.letGo();
    assert.equal(keeper.clockOf(ME)?.state, "running");
    clock.minutes = 100;
    keeper.letGo();
    assert.equal(keeper.clockOf(ME), null);
    assert.equal(keeper.waitingOf(ME).length, 1);
  });

  it("starts afresh from what nobody can read", () => {
    const { kept, tab } = world();
    kept.set("offline", "{");
    assert.equal(tab().clockOf(ME), null);
  });
});
