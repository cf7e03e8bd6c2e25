import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shortcutOf, VanishedField } from "../../virtualcafe/static/js/lib/shortcuts.js";
import { seeded } from "../../virtualcafe/static/js/scene/random.js";

const press = (key, more = {}) => ({ key, ...more });
const focused = (...tags) => ({
  matches: (selector) => selector.split(", ").some((each) => tags.includes(each)),
});

describe("a key on a page", () => {
  for (const [key, name] of [
    [" ", "Space"],
    ["/", "/"],
    ["?", "?"],
    ["n", "n"],
    ["N", "n"],
  ]) {
    it(`${JSON.stringify(key)} means ${name}`, () => {
      assert.equal(shortcutOf(press(key), focused("body")), name);
      assert.equal(shortcutOf(press(key), null), name);
    });
  }

  for (const key of ["Enter", "Escape", "ArrowDown", "F5", "Shift"]) {
    it(`${key} is never a shortcut`, () => {
      assert.equal(shortcutOf(press(key), null), null);
    });
  }

  for (const field of ["input", "textarea", "select"]) {
    it(`belongs to the words being typed into ${field}`, () => {
      assert.equal(shortcutOf(press("n"), focused(field)), null);
      assert.equal(shortcutOf(press(" "), focused(field)), null);
    });
  }

  it("Space on a button presses that button and nothing else", () => {
    assert.equal(shortcutOf(press(" "), focused("button")), null);
    assert.equal(shortcutOf(press("n"), focused("button")), "n");
  });

  for (const held of ["ctrlKey", "metaKey", "altKey", "isComposing", "defaultPrevented"]) {
    it(`is somebody else's with ${held}`, () => {
      assert.equal(shortcutOf(press("n", { [held]: true }), null), null);
    });
  }
});

describe("the scene's chance", () => {
  const draw = (seed) => Array.from({ length: 200 }, seeded(seed));

  it("is the same for the same seed, and another for another", () => {
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
  });

  it("stays from 0 up to 1 and spreads", () => {
    const numbers = draw(7);
    assert.ok(numbers.every((number) => number >= 0 && number < 1));
    const mean = numbers.reduce((sum, number) => sum + number) / numbers.length;
    assert.ok(Math.abs(mean - 0.5) < 0.1, String(mean));
  });
});

describe("words whose field was taken away", () => {
  const typed = (field, keys) =>
    keys.map(([key, timeStamp, where]) => field.goesOn({ key, timeStamp }, focused(where)));

  it("go nowhere, and are nobody's shortcuts", () => {
    const field = new VanishedField();
    const keys = [
      ["a", 0, "input"],
      ["n", 200, "body"],
      [" ", 400, "body"],
      ["d", 600, "body"],
    ];
    assert.deepEqual(typed(field, keys), [false, true, true, true]);
  });

  it("end with a pause, with a press, and with a key that is no letter", () => {
    const field = new VanishedField();
    assert.deepEqual(
      typed(field, [
        ["a", 0, "input"],
        ["n", 2_000, "body"],
      ]),
      [false, false],
    );
    assert.deepEqual(
      typed(field, [
        ["a", 3_000, "input"],
        ["Tab", 3_100, "input"],
        ["n", 3_200, "body"],
      ]),
      [false, false, false],
    );
    typed(field, [["a", 4_000, "input"]]);
    field.left();
    assert.deepEqual(typed(field, [["n", 4_100, "body"]]), [false]);
  });

  it("leave the browser its own combinations", () => {
    const field = new VanishedField();
    typed(field, [["a", 0, "input"]]);
    const copy = press("c", { timeStamp: 100, ctrlKey: true });
    assert.equal(field.goesOn(copy, focused("body")), false);
    assert.deepEqual(typed(field, [["d", 200, "body"]]), [true]);
  });
});
