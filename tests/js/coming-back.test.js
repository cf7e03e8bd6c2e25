import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answer, connection, ROOM, said, sitDown, world } from "./at-the-table.js";
import { heard, hello } from "./world.js";

describe("the heartbeat", () => {
  it("is answered", () => {
    sitDown();
    world.socket.receive({ type: "ping", t: 77, tops: {} });
    assert.deepEqual(world.socket.sent.at(-1), { type: "pong", t: 77 });
  });

  it("repairs a lost broadcast", () => {
    sitDown();
    world.socket.receive({ type: "ping", t: 1, tops: { [ROOM]: 11 } });
    assert.equal(world.socket.asked("subscribe").at(-1).since, 10);
    const before = world.socket.asked("subscribe").length;
    world.socket.receive({ type: "ping", t: 2, tops: { [ROOM]: 11 } });
    assert.equal(world.socket.asked("subscribe").length, before);
  });

  it("leaves alone what is up to date", () => {
    sitDown();
    world.socket.receive({ type: "ping", t: 1, tops: { [ROOM]: 10, user: 5, "room:OTHERS": 3 } });
    assert.equal(world.socket.asked("subscribe").length, 1);
  });

  it("that stays away means the network did", () => {
    sitDown();
    world.pass(40_000);
    assert.equal(connection.state, "away");
    assert.equal(world.socket.closed, true);
  });
});

describe("coming back", () => {
  it("asks for what was missed, also of the user stream", () => {
    sitDown();
    world.socket.receive(said(11));
    world.socket.fall(1006);
    assert.equal(connection.state, "away");
    world.pass(500);
    world.socket.receive(hello({ user_seq: 8 }));
    assert.deepEqual(
      world.socket.asked("subscribe").map(({ stream, since }) => [stream, since]),
      [
        ["user", 5],
        [ROOM, 11],
      ],
    );
  });

  it("waits longer each time, at most half a minute", () => {
    const waits = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      world.socket.fall(1006);
      const before = world.sockets.length;
      const since = world.time;
      while (world.sockets.length === before) world.pass(100);
      waits.push(world.time - since);
    }
    assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  });

  it("begins at the shortest wait again once a connection held", () => {
    world.socket.fall(1006);
    world.pass(500);
    world.socket.fall(1006);
    world.pass(1_000);
    world.socket.receive(hello());
    world.pass(5_000);
    world.socket.fall(4503);
    world.pass(500);
    assert.equal(world.sockets.length, 4);
  });

  it("is patient after 4429: another tab needs the place", () => {
    world.socket.receive(hello());
    world.socket.fall(4429);
    world.pass(15_999);
    assert.equal(world.sockets.length, 1);
    world.pass(1);
    assert.equal(world.sockets.length, 2);
  });

  it("doesn't wait once the browser is online again", () => {
    world.socket.fall(1006);
    connection.wake();
    assert.equal(connection.state, "connecting");
    assert.equal(world.sockets.length, 2);
  });

  it("finds out that an open socket is dead", () => {
    sitDown();
    connection.wake();
    assert.equal(world.socket.asked("subscribe").at(-1).stream, "user");
    world.pass(4_000);
    assert.equal(connection.state, "away");
  });

  it("keeps an open socket that answers", () => {
    sitDown();
    connection.wake();
    answer("subscribe", { stream: "user", seq: 5, epoch: "e1" });
    world.socket.receive({ type: "synced", stream: "user", seq: 5 });
    world.pass(4_000);
    assert.equal(connection.state, "open");
  });

  it("rests with the page and wakes with it", () => {
    sitDown();
    connection.rest();
    world.pass(600_000);
    assert.equal(world.sockets.length, 1);
    connection.wake();
    world.socket.receive(hello());
    assert.equal(world.socket.asked("subscribe")[0].since, 10);
  });

  for (const [code, end] of [
    [4400, "malformed"],
    [4401, "signed_out"],
    [4403, "banned"],
    [4406, "version"],
  ]) {
    it(`never after ${code}`, () => {
      const states = heard(connection, "state");
      world.socket.receive(hello());
      world.socket.fall(code);
      assert.deepEqual(states.at(-1)[1], { state: "closed", end });
      connection.wake();
      world.pass(600_000);
      assert.equal(world.sockets.length, 1);
    });
  }

  it("says that the café was renewed", () => {
    const builds = heard(connection, "build");
    world.socket.receive(hello());
    world.socket.fall(4503);
    world.pass(500);
    world.socket.receive(hello({ build: "b2" }));
    assert.deepEqual(
      builds.map(([, { build }]) => build),
      ["b2"],
    );
  });
});
