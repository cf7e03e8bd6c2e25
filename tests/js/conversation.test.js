import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { found, groups } from "../../virtualcafe/static/js/chat/emoji_data.js";
import { isMine, reactionWords } from "../../virtualcafe/static/js/chat/reactions.js";
import { recentEmoji, remember } from "../../virtualcafe/static/js/chat/recent_emoji.js";
import { completed, matching } from "../../virtualcafe/static/js/chat/words_before.js";

const alice = { id: 1, username: "alice" };
const bob = { id: 2, username: "bob" };

describe("whether a reaction is mine", () => {
  for (const [name, told, before, mine] of [
    ["an answer says so", { mine: true, users: [] }, false, true],
    ["an answer says it isn't", { mine: false, users: [alice] }, true, false],
    ["a push names me", { count: 2, users: [bob, alice] }, false, true],
    [
      "I put it there, beyond those named",
      { count: 30, users: [bob], user: alice, on: true },
      false,
      true,
    ],
    ["I took it away", { count: 30, users: [bob], user: alice, on: false }, true, false],
    [
      "somebody else did something, and I stay",
      { count: 30, users: [bob], user: bob, on: true },
      true,
      true,
    ],
    ["all are named, and I am not", { count: 1, users: [bob], user: bob, on: true }, true, false],
  ]) {
    it(name, () => assert.equal(isMine({ emoji: "👍", ...told }, 1, before), mine));
  }

  it("is told with names", () => {
    assert.equal(reactionWords({ emoji: "👍", count: 2, users: [alice, bob] }), "👍 alice, bob");
    assert.equal(reactionWords({ emoji: "👍", count: 9, users: [bob] }), "👍 bob and 8 more");
    assert.equal(reactionWords({ emoji: "👍", count: 3 }), "👍 3");
  });
});

describe("the word that asks to be completed", () => {
  for (const [before, word] of [
    ["@", { sign: "@", typed: "", from: 0 }],
    ["thanks @bo", { sign: "@", typed: "bo", from: 7 }],
    ["(@bo", { sign: "@", typed: "bo", from: 1 }],
    ["done :ta", { sign: ":", typed: "ta", from: 5 }],
    ["bob@bo", null],
    ["at 10:30", null],
    [":t", null],
    ["@bob ", null],
  ]) {
    it(before, () => assert.deepEqual(completed(before), word));
  }

  it("finds names that begin so before those that hold it", () => {
    assert.deepEqual(matching(["Jacob", "bob", "carol"], "BO", 8), ["bob"]);
    assert.deepEqual(matching(["Jacob", "carol", "cob"], "co", 8), ["cob", "Jacob"]);
    assert.deepEqual(matching(["a", "b", "c"], "", 2), ["a", "b"]);
  });
});

describe("emoji", () => {
  const all = groups.flatMap(({ emoji }) => emoji);

  it("each is there once, with a name", () => {
    assert.equal(new Set(all.map(({ emoji }) => emoji)).size, all.length);
    assert.ok(all.length > 350);
    assert.deepEqual(
      all.filter(({ emoji, name }) => !name || /[a-z]/i.test(emoji)),
      [],
    );
  });

  it("are found by the beginnings of their words, the best first", () => {
    assert.equal(found("coffee", 5)[0]?.emoji, "☕");
    assert.equal(found("tada", 5)[0]?.emoji, "🎉");
    assert.deepEqual(
      found("red heart", 3).map(({ emoji }) => emoji),
      ["❤️"],
    );
    assert.equal(found("heart", 4).length, 4);
    assert.deepEqual(found("no such thing", 5), []);
    assert.deepEqual(found("  ", 5), []);
  });

  it("that were used last come first, once each", () => {
    const kept = new Map();
    const store = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    };
    assert.deepEqual(recentEmoji(store), []);
    for (const emoji of ["☕", "🎉", "☕"]) remember(emoji, store);
    assert.deepEqual(recentEmoji(store), ["☕", "🎉"]);
    for (let number = 0; number < 40; number += 1) remember(String(number), store);
    assert.equal(recentEmoji(store).length, 16);
    kept.set("emoji-recent", "{broken");
    assert.deepEqual(recentEmoji(store), []);
  });
});
