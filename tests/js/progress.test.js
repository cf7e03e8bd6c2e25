import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inOrder, stepOf } from "../../virtualcafe/static/js/progress/days.js";
import { Celebrated, Moments } from "../../virtualcafe/static/js/progress/moments.js";

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

describe("moments to celebrate", () => {
  const table = (may = () => true) => {
    const shown = [];
    const moments = new Moments(may, ({ key }) => shown.push(key));
    return { moments, shown, add: (key) => moments.add({ key, title: key }) };
  };

  it("come one after another", () => {
    const { moments, shown, add } = table();
    add("first-sip");
    add("level-2");
    assert.deepEqual(shown, ["first-sip"]);
    moments.done();
    assert.deepEqual(shown, ["first-sip", "level-2"]);
    moments.done();
    moments.go();
    assert.deepEqual(shown, ["first-sip", "level-2"]);
  });

  it("wait for the end of the focus", () => {
    let focus = true;
    const { moments, shown, add } = table(() => !focus);
    add("first-sip");
    assert.deepEqual(shown, []);
    focus = false;
    moments.go();
    assert.deepEqual(shown, ["first-sip"]);
  });

  it("are not repeated where another tab had them", () => {
    let hidden = true;
    const { moments, shown, add } = table(() => !hidden);
    add("first-sip");
    add("level-2");
    moments.drop("first-sip");
    hidden = false;
    moments.go();
    moments.done();
    assert.deepEqual(shown, ["level-2"]);
  });

  it("are the last three of many, each once", () => {
    let focus = true;
    const { moments, shown, add } = table(() => !focus);
    for (const key of ["a", "b", "b", "c", "d"]) add(key);
    focus = false;
    moments.go();
    for (let times = 0; times < 5; times += 1) moments.done();
    assert.deepEqual(shown, ["b", "c", "d"]);
  });

  it("are remembered over the tabs of a browser, the last forty", () => {
    const kept = new Map();
    const keeper = {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (...pair) => kept.set(...pair),
    };
    const here = new Celebrated(keeper);
    const there = new Celebrated(keeper);
    assert.equal(there.has("level-2@100"), false);
    here.add("level-2@100");
    assert.equal(there.has("level-2@100"), true);
    for (let number = 0; number < 40; number += 1) there.add(`badge-${number}`);
    assert.equal(here.has("level-2@100"), false);
    assert.equal(here.has("badge-0"), true);
  });
});
