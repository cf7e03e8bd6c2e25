import assert from "node:assert/strict";
import test from "node:test";
import { MOST, Tray } from "../../virtualcafe/static/js/files/tray.js";
import { targetOf } from "../../virtualcafe/static/js/files/upload.js";
import { extension, inWords, minutes, sizeWords } from "../../virtualcafe/static/js/files/words.js";

/** A tray whose uploads end when the test says so. */
function tray() {
  const going = new Map();
  const made = new Tray(
    (item, progress) => new Promise((done, fail) => going.set(item, { done, fail, progress })),
  );
  return { tray: made, going };
}

const file = (name) => /** @type {any} */ ({ name, size: 10 });
const settled = () => new Promise((done) => setTimeout(done));

test("two files go at once, the others wait their turn", async () => {
  const { tray: files, going } = tray();
  const [a, b, c] = ["a", "b", "c"].map((name) => files.add(file(name)));
  assert.deepEqual(
    [a, b, c].map(({ state }) => state),
    ["sending", "sending", "waiting"],
  );
  going.get(b).done({ id: 2 });
  await settled();
  assert.deepEqual(
    [a, b, c].map(({ state }) => state),
    ["sending", "ready", "sending"],
  );
  assert.ok(files.pending);
});

test("what is ready stands in the order it was picked in", async () => {
  const { tray: files, going } = tray();
  const [a, b] = ["a", "b"].map((name) => files.add(file(name)));
  going.get(b).done({ id: 2 });
  going.get(a).done({ id: 1 });
  await settled();
  assert.deepEqual(files.ready, [{ id: 1 }, { id: 2 }]);
  assert.ok(!files.pending);
});

test("one that failed keeps its place, and can be sent again", async () => {
  const { tray: files, going } = tray();
  const item = files.add(file("a"));
  going.get(item).progress(0.5);
  going.get(item).fail(new Error("The connection was lost."));
  await settled();
  assert.deepEqual([item.state, item.why], ["failed", "The connection was lost."]);
  assert.ok(!files.pending);
  files.again(item);
  assert.deepEqual([item.state, item.why, item.part], ["sending", "", 0]);
  going.get(item).done({ id: 1 });
  await settled();
  assert.deepEqual(files.ready, [{ id: 1 }]);
});

test("removing one stops it and lets the next go", () => {
  const { tray: files } = tray();
  const [a, , c] = ["a", "b", "c"].map((name) => files.add(file(name)));
  files.remove(a);
  assert.ok(a.stop.signal.aborted);
  assert.equal(c.state, "sending");
  assert.equal(files.items.length, 2);
});

test("clearing takes only what was sent", async () => {
  const { tray: files, going } = tray();
  const [a, b] = ["a", "b"].map((name) => files.add(file(name)));
  going.get(a).done({ id: 1 });
  going.get(b).fail(new Error("no"));
  await settled();
  files.clear();
  assert.deepEqual(files.items, [b]);
  assert.equal(MOST, 10);
});

test("where files are uploaded for", () => {
  assert.deepEqual(targetOf("/api/chat/rooms/12/messages/"), ["room", "12"]);
  assert.deepEqual(targetOf("/api/chat/private-threads/3/messages/"), ["thread", "3"]);
  assert.deepEqual(targetOf("/api/chat/rooms/12/messages/7/thread/"), ["room", "12"]);
  assert.throws(() => targetOf("/elsewhere/"));
});

test("how long, how large and of what kind", () => {
  assert.deepEqual([0, 5.4, 65, 300].map(minutes), ["0:00", "0:05", "1:05", "5:00"]);
  assert.deepEqual([10, 2048, 2_200_000].map(sizeWords), [
    "10\u00a0bytes",
    "2.0\u00a0KB",
    "2.1\u00a0MB",
  ]);
  assert.deepEqual(["a.pdf", "b.tar.gz", "README", ".env", "a.markdown"].map(extension), [
    "PDF",
    "GZ",
    "FILE",
    "FILE",
    "FILE",
  ]);
});

test("files alone are said in words", () => {
  assert.equal(inWords([]), "");
  assert.equal(inWords(["image"]), "a picture");
  assert.equal(inWords(["image", "image"]), "2 pictures");
  assert.equal(inWords(["audio"]), "a voice message");
  assert.equal(inWords(["file"]), "a file");
  assert.equal(inWords(["image", "file", "audio"]), "3 files");
});
