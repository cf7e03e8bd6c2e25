import assert from "node:assert/strict";
import { test } from "node:test";
import { bellCount, isElsewhere } from "../../virtualcafe/static/js/notifications/bell_count.js";
import { Knocks } from "../../virtualcafe/static/js/rooms/knocks.js";

const ME = 7;

/** @param {object} [fields] */
function knock(fields) {
  return {
    id: 1,
    kind: "join_request",
    data: { host: ME },
    text: "bob asks",
    url: "/rooms/K7MXQ2/requests/",
    created_at: "2026-03-04T12:00:00.000Z",
    read_at: null,
    ...fields,
  };
}

test("the bell counts to ninety-nine and is empty at nothing", () => {
  assert.deepEqual([-1, 0, 1, 99, 100].map(bellCount), ["", "", "1", "99", "99+"]);
});

test("what happens before one's eyes isn't said again", () => {
  const mention = { kind: "mention", url: "/rooms/K7MXQ2/?message=5#message-5" };
  assert.equal(isElsewhere(mention, "/rooms/K7MXQ2/"), false);
  assert.equal(isElsewhere(mention, "/home/"), true);
  assert.equal(isElsewhere(mention, "/home/", ["mention"]), false);
});

test("a knock is shown to the host alone", () => {
  const knocks = new Knocks(ME);
  const others = knock({ data: { host: 8 } });
  assert.deepEqual(knocks.fresh([knock(), others, knock({ kind: "mention" })]), [knock()]);
});

test("what was put off stays away in this tab, until they ask anew", () => {
  const remembered = new Knocks(ME).later(knock());
  const knocks = new Knocks(ME, remembered);
  assert.deepEqual(knocks.fresh([knock()]), []);
  const anew = knock({ created_at: "2026-03-04T12:30:00.000Z" });
  assert.deepEqual(knocks.fresh([anew]), [anew]);
});

test("no more is remembered than a hundred", () => {
  const knocks = new Knocks(ME);
  let remembered = "";
  for (let id = 0; id < 150; id += 1) remembered = knocks.later({ id, created_at: "t" });
  assert.equal(remembered.split(" ").length, 100);
  assert.match(remembered, /149@t$/);
});
