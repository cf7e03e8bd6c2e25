import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { delayBefore } from "../../virtualcafe/static/js/lib/backoff.js";
import { StreamState } from "../../virtualcafe/static/js/lib/stream_state.js";
import { dayKey, dayLabel } from "../../virtualcafe/static/js/lib/times.js";

describe("coming back", () => {
  it("is spread over half of the wait", () => {
    assert.equal(delayBefore(0, 0), 250);
    assert.equal(delayBefore(0, 1), 500);
    assert.equal(delayBefore(3, 0), 2_000);
    assert.equal(delayBefore(3, 1), 4_000);
  });

  it("never waits longer than half a minute", () => {
    assert.equal(delayBefore(6, 1), 30_000);
    assert.equal(delayBefore(500, 1), 30_000);
  });
});

describe("a stream that loses, doubles and jumbles what it can", () => {
  // Whatever happens on the way, what is heard is 1, 2, 3 … up to the top, each once.
  for (let seed = 1; seed <= 50; seed++) {
    it(`ends whole, seed ${seed}`, () => {
      const random = randomFrom(seed);
      const state = new StreamState({ since: 0, epoch: "e" });
      const heard = [];
      const hear = (seq) => {
        const verdict = state.hear(seq);
        if (verdict === "new") heard.push(seq);
        return verdict;
      };
      const replay = (top) => {
        const { since = 0 } = state.ask();
        state.answered({ seq: top, epoch: "e" });
        for (let seq = since + 1; seq <= top; seq++) hear(seq);
        assert.equal(state.synced(top), true);
      };
      let top = 0;
      for (let step = 0; step < 200; step++) {
        top += 1;
        const luck = random();
        if (luck < 0.2) continue;
        if (hear(luck < 0.3 ? Math.ceil(random() * top) : top) === "gap") replay(top);
        if (luck > 0.9) hear(top);
      }
      if (state.isBehind(top)) replay(top);
      assert.deepEqual(
        heard,
        Array.from({ length: top }, (_, index) => index + 1),
      );
    });
  }
});

describe("days are called", () => {
  const now = new Date(2026, 10, 21, 0, 30);
  for (const [name, date, label] of [
    ["this one", new Date(2026, 10, 21, 23, 59), "Today"],
    ["the one before, though an hour ago", new Date(2026, 10, 20, 23, 30), "Yesterday"],
    ["by its weekday within a week", new Date(2026, 10, 17, 12), weekday(new Date(2026, 10, 17))],
  ]) {
    it(name, () => assert.equal(dayLabel(date, now), label));
  }

  it("by its year when that is another", () => {
    assert.match(dayLabel(new Date(2025, 4, 1), now), /2025/);
    assert.doesNotMatch(dayLabel(new Date(2026, 4, 1), now), /2026/);
  });

  it("apart from each other by the local date", () => {
    assert.notEqual(dayKey(new Date(2026, 0, 11)), dayKey(new Date(2026, 10, 1)));
  });
});

function weekday(date) {
  return date.toLocaleDateString(undefined, { weekday: "long" });
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
