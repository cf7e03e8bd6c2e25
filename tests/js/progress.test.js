import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inOrder, stepOf } from "../../virtualcafe/static/js/progress/days.js";

describe("walking through a year of days", () => {
  for (const [key, from, to] of [
    ["ArrowDown", 10, 11],
    ["ArrowUp", 10, 9],
    ["ArrowRight", 10, 17],
    ["ArrowLeft", 10, 3],
    ["PageDown", 10, 38],
    ["PageUp", 40, 12],
    ["Home", 40, 0],
    ["End", 40, 62],
    ["ArrowLeft", 6, 6],
    ["ArrowRight", 60, 60],
    ["ArrowDown", 62, 62],
    ["ArrowUp", 0, 0],
  ]) {
    it(`${key} leads from ${from} to ${to}`, () => {
      assert.equal(stepOf(key, from, 63, false), to);
    });
  }

  it("goes by what one sees from right to left", () => {
    assert.equal(stepOf("ArrowLeft", 10, 63, true), 17);
    assert.equal(stepOf("ArrowRight", 10, 63, true), 3);
    assert.equal(stepOf("ArrowDown", 10, 63, true), 11);
  });

  it("leaves other keys alone", () => {
    for (const key of ["Enter", "Tab", "a", "Escape", "constructor"])
      assert.equal(stepOf(key, 10, 63, false), null);
  });

  it("knows the order of days that stand by weekday", () => {
    const days = [
      { week: 1, weekday: 0, day: "5 January" },
      { week: 0, weekday: 3, day: "1 January" },
      { week: 1, weekday: 3, day: "8 January" },
      { week: 0, weekday: 4, day: "2 January" },
    ];
    assert.deepEqual(inOrder(days), ["1 January", "2 January", "5 January", "8 January"]);
  });
});
