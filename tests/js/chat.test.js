import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { goesOn, startsDay } from "../../virtualcafe/static/js/chat/grouping.js";
import { History } from "../../virtualcafe/static/js/chat/history.js";
import { MOST, roomLeft, roomWords } from "../../virtualcafe/static/js/chat/length.js";
import { ReadMarks } from "../../virtualcafe/static/js/chat/read_marks.js";
import { sentenceOf } from "../../virtualcafe/static/js/chat/sentences.js";
import { TypingPace } from "../../virtualcafe/static/js/chat/typing_pace.js";
import { Typists, typingWords } from "../../virtualcafe/static/js/chat/typists.js";

const at = (text, sender = 1) => ({ sender, at: new Date(text) });

describe("messages stand together", () => {
  for (const [name, before, message, together] of [
    ["within five minutes", at("2026-11-21T10:00"), at("2026-11-21T10:04:59"), true],
    ["not after", at("2026-11-21T10:00"), at("2026-11-21T10:05"), false],
    ["not of two people", at("2026-11-21T10:00", 1), at("2026-11-21T10:01", 2), false],
    ["not over midnight", at("2026-11-21T23:59"), at("2026-11-22T00:01"), false],
    ["not the first", null, at("2026-11-21T10:00"), false],
  ]) {
    it(name, () => assert.equal(goesOn(before, message), together));
  }

  it("a day starts with its first message", () => {
    assert.equal(startsDay(null, at("2026-11-21T10:00")), true);
    assert.equal(startsDay(at("2026-11-21T00:00"), at("2026-11-21T23:59")), false);
    assert.equal(startsDay(at("2026-11-21T23:59"), at("2026-11-22T00:00")), true);
  });
});

describe("who is typing", () => {
  for (const [names, words] of [
    [[], ""],
    [["bob"], "bob is typing…"],
    [["bob", "eve"], "bob and eve are typing…"],
    [["a", "b", "c"], "Several people are typing…"],
  ]) {
    it(words || "nobody", () => assert.equal(typingWords(names), words));
  }

  it("is forgotten after a while, or when they stop", () => {
    const typists = new Typists();
    typists.typing({ id: 1, username: "bob" }, 0);
    typists.typing({ id: 2, username: "eve" }, 3_000);
    assert.deepEqual(typists.names(6_999), ["bob", "eve"]);
    assert.deepEqual(typists.names(7_000), ["eve"]);
    typists.stopped(2);
    assert.deepEqual(typists.names(7_000), []);
  });
});

describe("saying that one types", () => {
  it("happens at most every three seconds", () => {
    const pace = new TypingPace();
    const said = [0, 1_000, 2_999, 3_000, 5_000].map((now) => pace.typed(false, now));
    assert.deepEqual(said, ["typing", null, null, "typing", null]);
  });

  it("ends when the box is empty or the message sent", () => {
    const pace = new TypingPace();
    assert.equal(pace.typed(true, 0), null);
    pace.typed(false, 0);
    assert.equal(pace.typed(true, 1_000), "stop_typing");
    assert.equal(pace.stop(1_100), null);
    assert.equal(pace.typed(false, 1_200), "typing");
  });

  it("needs no end where it has run out", () => {
    const pace = new TypingPace();
    pace.typed(false, 0);
    assert.equal(pace.stop(6_000), null);
  });
});

describe("the length of a message", () => {
  it("is counted in code points, as the server does", () => {
    assert.equal(roomLeft("☕".repeat(MOST)), 0);
    assert.equal(roomLeft("🫖".repeat(MOST)), 0);
    assert.equal(roomLeft("🫖".repeat(MOST + 1)), -1);
  });

  it("is only spoken of near the end", () => {
    assert.equal(roomWords("a".repeat(3_799)), "");
    assert.equal(roomWords("a".repeat(3_800)), "200 left");
    assert.equal(roomWords("a".repeat(4_002)), "2 too many");
  });
});

describe("marking as read", () => {
  it("tells the highest, and no more than once a second", () => {
    const told = [];
    const waits = [];
    const marks = new ReadMarks({
      read: 5,
      tell: (seq) => told.push(seq),
      later: (done) => waits.push(done),
    });
    for (const seq of [4, 5, 6, 7, 9, 8]) marks.seen(seq);
    assert.deepEqual(told, [6]);
    waits.shift()();
    assert.deepEqual(told, [6, 9]);
    waits.shift()();
    assert.deepEqual([told, waits], [[6, 9], []]);
  });
});

describe("reading back and forth", () => {
  const page = (from, count, { previous = null, next = null } = {}) => ({
    results: Array.from({ length: count }, (_, index) => ({ seq: from + index })),
    previous,
    next,
  });
  const reading = (...answers) => {
    const paths = [];
    const history = new History("/messages/", async (path) => {
      paths.push(path);
      return answers.shift() ?? page(0, 0);
    });
    history.adopt({ first: 101, last: 150, older: true, newer: true });
    return { history, paths };
  };

  it("fetches page by page until the beginning", async () => {
    const { history, paths } = reading(page(51, 50, { previous: "before-51" }), page(38, 13));
    assert.equal((await history.before())?.length, 50);
    assert.equal((await history.before())?.length, 13);
    assert.equal(await history.before(), null);
    assert.deepEqual(paths, [
      "/messages/?limit=50&cursor=before-101",
      "/messages/?limit=50&cursor=before-51",
    ]);
  });

  it("and until now", async () => {
    const { history, paths } = reading(page(151, 50, { next: "after-200" }), page(201, 2));
    await history.after();
    assert.equal(history.newer, true);
    await history.after();
    assert.equal(history.newer, false);
    assert.equal(history.last, 202);
    assert.deepEqual(paths, [
      "/messages/?limit=50&cursor=after-150",
      "/messages/?limit=50&cursor=after-200",
    ]);
  });

  it("jumps to the page around a message, and knows both its ends", async () => {
    const { history, paths } = reading(
      page(500, 50, { previous: "before-500", next: "after-549" }),
    );
    await history.around(7);
    assert.deepEqual(paths, ["/messages/?limit=50&message=7"]);
    assert.deepEqual([history.last, history.older, history.newer], [549, true, true]);
    await history.before();
    assert.equal(paths[1], "/messages/?limit=50&cursor=before-500");
  });

  it("reads again what went out of the page", async () => {
    const { history, paths } = reading();
    history.forgetAfter(120);
    history.forgetBefore(110);
    await history.after();
    await history.before();
    assert.deepEqual(paths, [
      "/messages/?limit=50&cursor=after-120",
      "/messages/?limit=50&cursor=before-110",
    ]);
  });

  it("fetches one page at a time, and goes on after a failure", async () => {
    let fail = true;
    const history = new History("/messages/", async () => {
      if (fail) throw new Error("offline");
      return page(51, 50);
    });
    history.adopt({ first: 101, last: 150, older: true, newer: false });
    const first = history.before();
    assert.equal(await history.before(), null);
    await assert.rejects(first);
    fail = false;
    assert.equal((await history.before())?.length, 50);
  });
});

it("a refusal is a sentence", () => {
  assert.equal(sentenceOf({ code: "muted" }), "You are muted in this room.");
  assert.equal(sentenceOf({ code: "bad_request", detail: "Say something." }), "Say something.");
  const blocked = "alice can't be written to.";
  assert.equal(sentenceOf({ code: "forbidden", detail: blocked }), blocked);
  const stranger = { code: "forbidden", detail: "Join this room first." };
  assert.equal(sentenceOf(stranger), "You can't write in this room any more.");
  assert.equal(sentenceOf({ code: "internal", detail: "" }), "That didn't work.");
});
