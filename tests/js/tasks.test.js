// Tasks: what is asked of the API, in which order they stand, and when they are drawn anew.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  added,
  askOfTask,
  askOfThought,
  cameOut,
  fieldsOf,
} from "../../virtualcafe/static/js/tasks/acts.js";
import { placeAt, placed, stepped } from "../../virtualcafe/static/js/tasks/order.js";
import { Renewal } from "../../virtualcafe/static/js/tasks/renewal.js";

test("a step stops at the ends of the list", () => {
  assert.deepEqual(stepped([1, 2, 3], 2, -1), [2, 1, 3]);
  assert.deepEqual(stepped([1, 2, 3], 1, -1), [1, 2, 3]);
  assert.deepEqual(stepped([1, 2, 3], 3, 1), [1, 2, 3]);
  assert.deepEqual(stepped([1, 2, 3], 9, 1), [1, 2, 3]);
  assert.deepEqual(placed([1, 2, 3], 1, 2), [2, 3, 1]);
});

test("what is held stands before the first whose middle is below it", () => {
  const others = [
    { top: 0, bottom: 10 },
    { top: 10, bottom: 30 },
  ];
  assert.deepEqual(
    [4, 6, 19, 21].map((y) => placeAt(y, others)),
    [0, 1, 1, 2],
  );
});

test("a day or a number that was left empty is none", () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ title: " Essay ", due: "", estimate: "" })) {
    form.set(name, value);
  }
  const nothing = { notes: "", priority: "normal", due: null, estimate: null, recurrence: "none" };
  assert.deepEqual(fieldsOf(form), { title: "Essay", ...nothing });
  form.set("estimate", "3");
  form.set("due", "2026-03-09");
  assert.deepEqual(fieldsOf(form), { title: "Essay", ...nothing, estimate: 3, due: "2026-03-09" });
});

test("each act has its address, and only those that are known", () => {
  assert.deepEqual(askOfTask("done", 7), {
    method: "PATCH",
    path: "/api/focus/tasks/7/",
    body: { done: true },
  });
  assert.deepEqual(askOfThought("drop", 7), { method: "DELETE", path: "/api/focus/parked/7/" });
  assert.deepEqual(cameOut(7, "partly").body, { outcome: "partly" });
  assert.equal(added({ title: "Essay" }).method, "POST");
  assert.equal(askOfTask("burn", 7), undefined);
  assert.equal(askOfThought("burn", 7), undefined);
});

test("what changes while it is drawn is drawn once more, and waited for", async () => {
  /** @type {(() => void)[]} */
  const drawings = [];
  const renewal = new Renewal(() => new Promise((done) => drawings.push(() => done())));
  let isDrawn = false;
  renewal.ask();
  renewal.ask();
  const last = renewal.ask().then(() => {
    isDrawn = true;
  });
  assert.equal(drawings.length, 1);
  drawings[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(drawings.length, 2);
  assert.equal(isDrawn, false);
  drawings[1]?.();
  await last;
  assert.equal(drawings.length, 2);
});
