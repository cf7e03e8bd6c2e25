import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Outbox } from "../../virtualcafe/static/js/chat/outbox.js";
import { heard } from "./world.js";

/** @type {any} */
let desk;
let kept;
let answers;
let sent;
let waits;

beforeEach(() => {
  kept = new Map();
  answers = [];
  sent = [];
  waits = [];
  desk = {
    key: "outbox",
    store: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    },
    isOpen: () => true,
    later: (done, ms) => waits.push({ done, ms }),
    newCid: () => `cid-${sent.length}-${kept.size}-${Math.random()}`,
    send: (item) => {
      sent.push([item.cid, item.content]);
      const next = answers.shift() ?? { message_id: sent.length, seq: sent.length };
      return next.code ? Promise.reject(next) : Promise.resolve(next);
    },
  };
});

const settled = () => new Promise((done) => setImmediate(done));
const stages = (changes) => changes.map(([, { stage }]) => stage);
/** The stage of an item changes in place, so it is noted when it is told. */
function steps(outbox) {
  const list = [];
  outbox.addEventListener("change", ({ detail }) => list.push(`${detail.content} ${detail.stage}`));
  return list;
}

describe("a message", () => {
  it("is pending at once, then sent, then forgotten", async () => {
    const outbox = new Outbox(desk);
    const told = steps(outbox);
    outbox.add("hello");
    await settled();
    assert.deepEqual(told, ["hello waiting", "hello sending", "hello sent"]);
    assert.deepEqual(outbox.items, []);
    assert.equal(kept.size, 0);
  });

  it("goes out in the order of writing, one after the other", async () => {
    const outbox = new Outbox(desk);
    for (const word of ["one", "two", "three"]) outbox.add(word);
    await settled();
    assert.deepEqual(
      sent.map(([, content]) => content),
      ["one", "two", "three"],
    );
  });

  it("waits offline and goes out with the same cid", async () => {
    desk.isOpen = () => false;
    const outbox = new Outbox(desk);
    outbox.add("later");
    await settled();
    assert.deepEqual(sent, []);
    desk.isOpen = () => true;
    const [{ cid }] = outbox.items;
    outbox.resume();
    await settled();
    assert.deepEqual(sent, [[cid, "later"]]);
  });

  for (const code of ["disconnected", "timeout", "offline"]) {
    it(`${code} while sending is sent again with the same cid`, async () => {
      answers.push({ code });
      const outbox = new Outbox(desk);
      outbox.add("twice");
      await settled();
      assert.equal(outbox.items[0].stage, "waiting");
      outbox.resume();
      await settled();
      assert.equal(sent.length, 2);
      assert.equal(sent[0][0], sent[1][0]);
    });
  }

  it("survives a reload, even in the middle of sending", async () => {
    const first = new Outbox({ ...desk, send: () => new Promise(() => {}) });
    first.add("mine");
    await settled();
    const second = new Outbox(desk);
    assert.deepEqual(
      second.items.map(({ content, stage }) => [content, stage]),
      [["mine", "waiting"]],
    );
    await second.flush();
    assert.deepEqual(sent, [[first.items[0].cid, "mine"]]);
  });

  it("too fast waits as long as it was told, and nobody overtakes it", async () => {
    answers.push({ code: "rate_limited", retry_after: 3 });
    const outbox = new Outbox(desk);
    outbox.add("fast");
    outbox.add("second");
    await settled();
    assert.equal(waits[0].ms, 3000);
    assert.deepEqual(
      sent.map(([, content]) => content),
      ["fast"],
    );
    waits[0].done();
    await settled();
    assert.deepEqual(
      sent.map(([, content]) => content),
      ["fast", "fast", "second"],
    );
  });

  for (const [code, sentence] of [
    ["muted", "You are muted in this room."],
    ["too_large", "This message is too long."],
    ["bad_request", "Say something."],
  ]) {
    it(`that is refused as ${code} stays, with the reason`, async () => {
      answers.push({ code, detail: "Say something." });
      const outbox = new Outbox(desk);
      const changes = heard(outbox, "change");
      outbox.add("no");
      outbox.add("next");
      await settled();
      assert.equal(outbox.items[0].stage, "failed");
      assert.equal(outbox.items[0].why, sentence);
      assert.deepEqual(
        sent.map(([, content]) => content),
        ["no", "next"],
      );
      assert.ok(stages(changes).includes("failed"));
    });
  }

  it("failed is sent again on request, or discarded", async () => {
    answers.push({ code: "muted" }, { code: "muted" });
    const outbox = new Outbox(desk);
    outbox.add("please");
    await settled();
    const [{ cid }] = outbox.items;
    outbox.again(cid);
    await settled();
    assert.deepEqual(
      sent.map(([each]) => each),
      [cid, cid],
    );
    outbox.discard(cid);
    assert.deepEqual(outbox.items, []);
    assert.equal(kept.size, 0);
  });

  it("fails after a few tries when the server keeps stumbling", async () => {
    answers.push({ code: "internal" }, { code: "internal" }, { code: "internal", detail: "" });
    const outbox = new Outbox(desk);
    outbox.add("bump");
    for (let index = 0; index < 3; index++) {
      await settled();
      outbox.resume();
    }
    await settled();
    assert.equal(outbox.items[0].stage, "failed");
    assert.equal(sent.length, 3);
  });

  it("seen in the room is not sent again, though its answer was lost", async () => {
    answers.push({ code: "disconnected" });
    const outbox = new Outbox(desk);
    outbox.add("arrived");
    await settled();
    outbox.confirm(outbox.items[0].cid);
    outbox.resume();
    await settled();
    assert.equal(sent.length, 1);
  });
});

it("what a broken store kept is forgotten", () => {
  kept.set("outbox", "{not json");
  assert.deepEqual(new Outbox(desk).items, []);
});
