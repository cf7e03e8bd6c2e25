import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as countdown from "../../virtualcafe/static/js/focus/countdown.js";
import { once } from "../../virtualcafe/static/js/focus/once.js";
import { tabIcon } from "../../virtualcafe/static/js/focus/tab_icon.js";

const NOON = Date.parse("2026-03-04T12:00:00.000Z");
const MINUTE = 60_000;
const timer = (fields = {}) => ({
  version: 1,
  phase: "focus",
  state: "running",
  ends_at: new Date(NOON + 25 * MINUTE).toISOString(),
  remaining_ms: 25 * MINUTE,
  planned_ms: 25 * MINUTE,
  elapsed_ms: 0,
  counts_from: new Date(NOON).toISOString(),
  count_up: false,
  cycle: 1,
  cycles: 8,
  focus_minutes: 25,
  break_minutes: 5,
  people: [7, 9],
  resting: [9],
  ...fields,
});
const paused = (fields = {}) =>
  timer({ state: "paused", ends_at: null, remaining_ms: 15 * MINUTE, ...fields });
const waiting = (phase = "break") =>
  timer({ phase, state: "idle", ends_at: null, remaining_ms: 5 * MINUTE, planned_ms: 5 * MINUTE });
const counting = (fields = {}) =>
  timer({ count_up: true, ends_at: null, remaining_ms: 0, planned_ms: 0, ...fields });
const idle = () =>
  timer({ phase: "idle", state: "idle", ends_at: null, planned_ms: 0, people: [] });

describe("what is left", () => {
  it("is drawn from the end and the server's time alone", () => {
    assert.equal(countdown.remaining(timer({ remaining_ms: 1 }), NOON + 10 * MINUTE), 15 * MINUTE);
  });

  it("never passes its bounds, whatever the clocks say", () => {
    assert.equal(countdown.remaining(timer(), NOON + 60 * MINUTE), 0);
    assert.equal(countdown.remaining(timer(), NOON - 60 * MINUTE), 25 * MINUTE);
  });

  it("stands still in a pause and while a phase waits", () => {
    assert.equal(countdown.remaining(paused(), NOON + 500 * MINUTE), 15 * MINUTE);
    assert.equal(countdown.remaining(waiting(), NOON + 500 * MINUTE), 5 * MINUTE);
  });

  it("is a share of the ring", () => {
    assert.equal(countdown.share(timer(), NOON), 0);
    assert.equal(countdown.share(timer(), NOON + 10 * MINUTE), 0.4);
    assert.equal(countdown.share(timer(), NOON + 25 * MINUTE), 1);
    assert.equal(countdown.share(idle(), NOON), 0);
  });
});

describe("what counts up", () => {
  it("shows the seconds that are over, the first one as none", () => {
    assert.equal(countdown.shownDigits(counting(), NOON + 999), "0:00");
    assert.equal(countdown.shownDigits(counting(), NOON + 61_000), "1:01");
    assert.equal(countdown.shownDigits(counting(), NOON - 5_000), "0:00");
    assert.equal(countdown.untilNextSecond(counting(), NOON + 250), 750);
  });

  it("fills the ring once an hour", () => {
    assert.equal(countdown.share(counting(), NOON), 1);
    assert.equal(countdown.share(counting(), NOON + 15 * MINUTE), 0.75);
    assert.equal(countdown.share(counting(), NOON + 75 * MINUTE), 0.75);
  });

  it("stands still in a pause", () => {
    const rests = counting({ state: "paused", counts_from: null, elapsed_ms: 90_000 });
    assert.equal(countdown.shownDigits(rests, NOON + 500 * MINUTE), "1:30");
    assert.equal(countdown.untilNextSecond(rests, NOON), null);
  });

  it("has a break like any other", () => {
    const rest = counting({ phase: "break", remaining_ms: 5 * MINUTE, planned_ms: 5 * MINUTE });
    assert.equal(countdown.countsUp(rest), false);
    assert.equal(countdown.traitsOf(rest, { me: 7, standing: [] }).has("ends"), true);
    assert.equal(countdown.traitsOf(counting(), { me: 7, standing: [] }).has("counts"), true);
  });
});

describe("the digits", () => {
  for (const [ms, shown] of [
    [0, "0:00"],
    [1, "0:01"],
    [59_000, "0:59"],
    [59_001, "1:00"],
    [25 * MINUTE, "25:00"],
    [25 * MINUTE - 1, "25:00"],
    [60 * MINUTE, "1:00:00"],
    [(62 * 60 + 3) * 1000, "1:02:03"],
  ]) {
    it(`of ${ms} ms are ${shown}`, () => assert.equal(countdown.digits(ms), shown));
  }

  it("of an idle timer are the focus it begins with", () => {
    assert.equal(countdown.shownDigits(idle(), NOON), "25:00");
  });

  it("follow what is chosen in the form while the timer is idle", () => {
    assert.equal(countdown.shownDigits(idle(), NOON, 50), "50:00");
    assert.equal(countdown.shownDigits(timer(), NOON, 50), "25:00");
  });

  it("change exactly when the next second begins", () => {
    assert.equal(countdown.untilNextSecond(timer(), NOON), 1000);
    assert.equal(countdown.untilNextSecond(timer(), NOON + 250), 750);
    assert.equal(countdown.untilNextSecond(timer(), NOON + 25 * MINUTE), null);
    assert.equal(countdown.untilNextSecond(paused(), NOON), null);
  });
});

describe("what is shown", () => {
  it("follows from the moment, the phase, the part and the place", () => {
    const traits = countdown.traitsOf(timer(), { me: 7, standing: ["shared", "mover"] });
    assert.deepEqual([...traits].sort(), ["ends", "focus", "in", "mover", "running", "shared"]);
    assert.equal(countdown.fits("paused running+mover", traits), true);
    assert.equal(countdown.fits("running+out running+solo", traits), false);
    assert.equal(countdown.traitsOf(timer(), { me: 8, standing: [] }).has("out"), true);
    assert.equal(countdown.traitsOf(timer(), { me: 9, standing: [] }).has("rests"), true);
  });

  it("a phase that is ready is waiting", () => {
    assert.equal(countdown.momentOf(waiting()), "waiting");
    assert.equal(countdown.momentOf(idle()), "idle");
    assert.equal(countdown.momentOf(paused()), "paused");
  });
});

describe("what is said aloud", () => {
  for (const [name, before, after, word] of [
    ["a start", idle(), timer(), "focus"],
    ["a break", timer(), timer({ phase: "break" }), "break"],
    ["a long break", timer(), timer({ phase: "long_break" }), "long_break"],
    ["a pause", timer(), paused(), "paused"],
    ["going on", paused(), timer(), "running"],
    ["a phase that waits", timer(), waiting(), "waiting"],
    ["starting what waited", waiting(), timer({ phase: "break" }), "break"],
    ["a stop", timer(), idle(), "idle"],
    ["somebody joining", timer(), timer({ people: [7, 8] }), null],
    ["minutes more", timer(), timer({ planned_ms: 30 * MINUTE }), null],
  ]) {
    it(`${name}: ${word}`, () => assert.equal(countdown.announcementOf(before, after), word));
  }
});

describe("the bell", () => {
  const END = NOON + 25 * MINUTE;
  const next = timer({ phase: "break" });
  const same = timer();

  it("rings when the phase has run out, whoever sees it first", () => {
    assert.equal(countdown.justEnded(timer(), waiting(), END + 200), true);
    assert.equal(countdown.justEnded(timer(), next, END - 800), true);
    assert.equal(countdown.justEnded(same, same, END), true);
    assert.equal(countdown.justEnded(same, same, END - 1), false);
  });

  it("is silent when somebody ended, paused or stretched it", () => {
    assert.equal(countdown.justEnded(timer(), next, NOON + 9 * MINUTE), false);
    assert.equal(countdown.justEnded(timer(), paused(), END - 1000), false);
    assert.equal(countdown.justEnded(paused(), next, END), false);
    assert.equal(countdown.justEnded(counting(), idle(), END), false);
  });

  it("is silent when the computer slept through the end", () => {
    assert.equal(countdown.justEnded(timer(), next, END + 61_000), false);
  });

  it("rings in one tab only, and once", async () => {
    const kept = new Map();
    const store = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    };
    let queue = Promise.resolve();
    const locks = { request: (_, act) => (queue = queue.then(act)) };
    let rung = 0;
    const tab = (key) => once(key, () => (rung += 1), { locks, store });
    await Promise.all([tab("user a"), tab("user a"), tab("user a")]);
    assert.equal(rung, 1);
    await tab("user b");
    assert.equal(rung, 2);
  });
});

describe("the tab's icon", () => {
  const icon = (fields) =>
    decodeURIComponent(tabIcon({ gone: 0, colour: "red", paused: false, ...fields }));

  it("is a ring of what is left, in the colour of the phase", () => {
    assert.match(icon({}), /stroke="red".*stroke-dasharray="69.1 99"/s);
    assert.match(icon({ gone: 0.5 }), /stroke-dasharray="34.6 99"/);
    assert.match(icon({ gone: 1 }), /stroke-dasharray="0.0 99"/);
  });

  it("is a new one forty times a phase, not every second", () => {
    assert.equal(icon({ gone: 0.5 }), icon({ gone: 0.511 }));
    assert.notEqual(icon({ gone: 0.5 }), icon({ gone: 0.53 }));
    assert.notEqual(icon({}), icon({ paused: true }));
  });
});

describe("what a form asks", () => {
  const form = (fields) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return data;
  };
  const custom = { focus_minutes: "45", break_minutes: "9" };

  it("a preset means its lengths, whatever is typed in for others", () => {
    const asked = countdown.requestOf(
      "start",
      form({ preset: "50/10", ...custom, goal: " Essay " }),
    );
    assert.deepEqual(asked, {
      action: "start",
      focus_minutes: 50,
      break_minutes: 10,
      goal: "Essay",
    });
  });

  it("custom lengths are numbers, and what is empty is not asked", () => {
    const asked = countdown.requestOf("start", form({ preset: "custom", ...custom, cycles: "" }));
    assert.deepEqual(asked, { action: "start", focus_minutes: 45, break_minutes: 9 });
  });

  it("rounds and switches go with any lengths; a switch that is off is said so", () => {
    const rounds = { cycles: "3", long_break_minutes: "20", long_break_every: "" };
    const switches = { switches: "1", auto_start_focus: "on", remember: "1" };
    assert.deepEqual(
      countdown.requestOf("start", form({ preset: "count_up", ...custom, ...rounds, ...switches })),
      {
        action: "start",
        count_up: true,
        cycles: 3,
        long_break_minutes: 20,
        auto_start_breaks: false,
        auto_start_focus: true,
        remember: true,
      },
    );
  });

  it("the café clock is followed, not set", () => {
    const asked = form({ preset: "follow", follow: "25/5", ...custom, switches: "1" });
    assert.deepEqual(countdown.requestOf("start", asked), { action: "start", follow: "25/5" });
    assert.equal(countdown.chosenMinutes(asked), 25);
    const follows = timer({ follows: "25/5" });
    assert.equal(countdown.traitsOf(follows, { me: 7, standing: [] }).has("follows"), true);
  });

  it("the minutes it would start are shown, if they can be", () => {
    assert.equal(countdown.chosenMinutes(form({ preset: "count_up" })), 0);
    assert.equal(countdown.chosenMinutes(form({ preset: "50/10" })), 50);
    assert.equal(countdown.chosenMinutes(form({ preset: "custom", focus_minutes: "7" })), 7);
    assert.equal(countdown.chosenMinutes(form({ preset: "custom", focus_minutes: "" })), undefined);
    assert.equal(
      countdown.chosenMinutes(form({ preset: "custom", focus_minutes: "999" })),
      undefined,
    );
  });

  it("other actions carry only what they need", () => {
    assert.deepEqual(countdown.requestOf("add", form({ minutes: "5" })), {
      action: "add",
      minutes: 5,
    });
    assert.deepEqual(countdown.requestOf("pause", form({ minutes: "5" })), { action: "pause" });
  });
});
