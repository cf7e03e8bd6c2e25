import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Folding } from "../../virtualcafe/static/js/rooms/folding.js";
import { Roster } from "../../virtualcafe/static/js/rooms/roster.js";
import { spokenTime } from "../../virtualcafe/static/js/rooms/spoken_time.js";

const ME = 7;
const someone = (id, minute = id) => ({
  user: { id, username: `p${id}`, avatar_url: null, level: 1 },
  status: "available",
  since: new Date(minute * 60_000).toISOString(),
});
const ids = ({ seats }) => seats.map(({ user }) => user.id);

describe("the seats", () => {
  it("show oneself first, then who has been here longest", () => {
    const roster = new Roster(ME);
    roster.replace([someone(3, 30), someone(ME, 20), someone(2, 10)]);
    assert.deepEqual(ids(roster.shown()), [ME, 2, 3]);
  });

  it("nobody sits twice, and who changes status keeps the place", () => {
    const roster = new Roster(ME);
    roster.replace([someone(1, 1), someone(2, 2)]);
    roster.seat({ ...someone(1, 50), status: "focus" });
    assert.deepEqual(ids(roster.shown()), [1, 2]);
    assert.equal(roster.shown().seats[0]?.status, "focus");
    assert.equal(roster.size, 2);
  });

  it("coming in a second tab changes nothing", () => {
    const roster = new Roster(ME);
    roster.replace([{ ...someone(1), status: "focus" }]);
    roster.seat({ user: someone(1).user });
    assert.deepEqual(roster.shown().seats, [{ ...someone(1), status: "focus" }]);
  });

  it("are free again when somebody leaves", () => {
    const roster = new Roster(ME);
    roster.replace([someone(1), someone(2)]);
    roster.leave(1);
    roster.leave(99);
    assert.deepEqual(ids(roster.shown()), [2]);
  });

  for (const [people, seats, folded] of [
    [60, 60, 0],
    [61, 61, 0],
    [62, 60, 2],
    [1000, 60, 940],
  ]) {
    it(`${people} people: ${seats} faces and ${folded} folded`, () => {
      const roster = new Roster(ME);
      roster.replace(Array.from({ length: people }, (_, index) => someone(index + 100)));
      const shown = roster.shown();
      assert.deepEqual([shown.seats.length, shown.folded], [seats, folded]);
    });
  }
});

describe("the chat", () => {
  const told = (folding, steps) =>
    steps.map((step) => {
      if (step === "toggle") folding.toggle();
      else folding.phase(step === "focus");
      return folding.open;
    });

  it("is not taken from whoever writes in it", () => {
    const folding = new Folding({ open: true, focused: false });
    folding.phase(true, true);
    assert.equal(folding.open, true);
    folding.phase(false);
    assert.equal(folding.open, true);
  });

  for (const [name, start, steps, open] of [
    [
      "folds for focus and opens after it",
      { open: true, focused: false },
      ["focus", "break"],
      [false, true],
    ],
    [
      "stays folded when it was",
      { open: false, focused: false },
      ["focus", "break"],
      [false, false],
    ],
    [
      "opened in focus stays open",
      { open: true, focused: false },
      ["focus", "toggle", "break"],
      [false, true, true],
    ],
    [
      "closed in the break stays closed",
      { open: true, focused: true },
      ["break", "toggle", "focus", "break"],
      [true, false, false, false],
    ],
    ["starts folded in focus", { open: true, focused: true }, ["focus", "break"], [false, true]],
    [
      "a paused focus changes nothing",
      { open: true, focused: false },
      ["focus", "toggle", "focus"],
      [false, true, true],
    ],
  ]) {
    it(name, () => assert.deepEqual(told(new Folding(start), steps), open));
  }
});

describe("a moment in words", () => {
  const now = new Date(2026, 2, 4, 12, 0);

  it("is the hour today", () => {
    assert.equal(spokenTime(new Date(2026, 2, 4, 17, 5), now, "en-GB"), "17:05");
  });

  it("says its day otherwise", () => {
    assert.match(spokenTime(new Date(2026, 2, 5, 9, 0), now, "en-GB"), /Thursday.* 09:00/);
  });
});
