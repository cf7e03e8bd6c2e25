import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answer, connection, ROOM, said, sitDown, world } from "./at-the-table.js";
import { heard, hello } from "./world.js";

describe("opening", () => {
  it("speaks cafe.v1 and is open with hello, not before", () => {
    assert.equal(world.socket.protocol, "cafe.v1");
    assert.equal(connection.state, "connecting");
    world.socket.receive(hello());
    assert.equal(connection.state, "open");
  });

  it("asks for what was rendered, from there on", () => {
    connection.subscribe(ROOM, { since: 7, epoch: "e1" });
    world.socket.receive(hello());
    assert.deepEqual(world.socket.asked("subscribe"), [
      { type: "subscribe", stream: ROOM, since: 7, epoch: "e1", id: 1 },
    ]);
  });

  it("doesn't ask for the user stream, which is always there", () => {
    world.socket.receive(hello());
    assert.deepEqual(world.socket.sent, []);
    const own = heard(connection.stream("user"), "notification");
    world.socket.receive({ type: "notification", stream: "user", seq: 6 });
    assert.equal(own.length, 1);
  });

  it("gives up on a server that never says hello", () => {
    world.pass(10_000);
    assert.equal(connection.state, "away");
    world.pass(500);
    assert.equal(world.sockets.length, 2);
  });
});

describe("a stream", () => {
  it("tells each event once, in order", () => {
    sitDown();
    const events = heard(connection.stream(ROOM), "chat_message");
    world.socket.receive(said(11), said(11), said(12), said(10));
    assert.deepEqual(
      events.map(([, { seq }]) => seq),
      [11, 12],
    );
  });

  it("asks again where something is missing, once, and fills the gap", () => {
    sitDown();
    const events = heard(connection.stream(ROOM), "chat_message");
    world.socket.receive(said(13), said(14));
    assert.deepEqual(world.socket.asked("subscribe").at(-1).since, 10);
    assert.equal(world.socket.asked("subscribe").length, 2);
    answer("subscribe", { stream: ROOM, seq: 14, epoch: "e1" });
    world.socket.receive(said(11), said(12), said(13), said(14));
    world.socket.receive({ type: "synced", stream: ROOM, seq: 14 }, said(15));
    assert.deepEqual(
      events.map(([, { seq }]) => seq),
      [11, 12, 13, 14, 15],
    );
  });

  it("passes what doesn't last, and hides it once nobody wants the stream", () => {
    sitDown();
    const events = heard(connection.stream(ROOM), "typing");
    world.socket.receive({ type: "typing", stream: ROOM, user: { id: 2 } });
    connection.unsubscribe(ROOM);
    world.socket.receive({ type: "typing", stream: ROOM, user: { id: 2 } });
    assert.equal(events.length, 1);
    assert.deepEqual(world.socket.sent.at(-1), { type: "unsubscribe", stream: ROOM });
  });

  it("starts anew at a reset", () => {
    sitDown();
    const events = heard(connection.stream(ROOM), "reset", "chat_message");
    world.socket.receive({ type: "reset", stream: ROOM, seq: 900, epoch: "e2" }, said(901));
    assert.deepEqual(
      events.map(([type]) => type),
      ["reset", "chat_message"],
    );
    world.socket.fall(1006);
    world.pass(500);
    world.socket.receive(hello({ epoch: "e2" }));
    const asked = world.socket.asked("subscribe").find(({ stream }) => stream === ROOM);
    assert.deepEqual([asked.since, asked.epoch], [901, "e2"]);
  });

  it("keeps the old epoch until the reset came, should the network fall in between", () => {
    sitDown();
    world.socket.fall(1006);
    world.pass(500);
    world.socket.receive(hello({ epoch: "e2" }));
    const { id } = world.socket.asked("subscribe").find(({ stream }) => stream === ROOM);
    world.socket.receive({ type: "ok", id, stream: ROOM, seq: 3, epoch: "e2" });
    world.socket.fall(1006);
    world.pass(1_000);
    world.socket.receive(hello({ epoch: "e2" }));
    const again = world.socket.asked("subscribe").find(({ stream }) => stream === ROOM);
    assert.deepEqual([again.since, again.epoch], [10, "e1"]);
  });

  it("fetches anew when a replay left something out", () => {
    connection.subscribe(ROOM, { since: 10, epoch: "e1" });
    world.socket.receive(hello());
    const events = heard(connection.stream(ROOM), "reset", "synced");
    answer("subscribe", { stream: ROOM, seq: 12, epoch: "e1" });
    world.socket.receive(said(11), { type: "synced", stream: ROOM, seq: 12 });
    assert.deepEqual(
      events.map(([type]) => type),
      ["reset"],
    );
  });

  it("without since starts where the server says now is", () => {
    connection.subscribe(ROOM);
    world.socket.receive(hello());
    assert.equal("since" in world.socket.asked("subscribe")[0], false);
    const events = heard(connection.stream(ROOM), "chat_message");
    answer("subscribe", { stream: ROOM, seq: 40, epoch: "e1" });
    world.socket.receive(said(41), said(43));
    assert.equal(events.length, 1);
    assert.equal(world.socket.asked("subscribe").at(-1).since, 41);
  });

  it("is refused once and not asked for again", () => {
    connection.subscribe(ROOM);
    const events = heard(connection.stream(ROOM), "refused");
    world.socket.receive(hello());
    const { id } = world.socket.asked("subscribe")[0];
    world.socket.receive({
      type: "error",
      id,
      code: "not_found",
      detail: "There is no such room.",
    });
    assert.equal(events[0][1].code, "not_found");
    world.socket.fall(1006);
    world.pass(500);
    world.socket.receive(hello());
    assert.deepEqual(world.socket.asked("subscribe"), []);
  });

  it("is asked for again after rate_limited, when it said so", () => {
    connection.subscribe(ROOM);
    world.socket.receive(hello());
    const { id } = world.socket.asked("subscribe")[0];
    world.socket.receive({ type: "error", id, code: "rate_limited", retry_after: 3 });
    world.pass(2_999);
    assert.equal(world.socket.asked("subscribe").length, 1);
    world.pass(1);
    assert.equal(world.socket.asked("subscribe").length, 2);
  });
});

describe("questions", () => {
  it("are answered by id", async () => {
    world.socket.receive(hello());
    const first = connection.send({ type: "read", stream: ROOM, seq: 1 });
    const second = connection.send({ type: "read", stream: ROOM, seq: 2 });
    world.socket.receive({ type: "ok", id: 2, unread: 0 }, { type: "ok", id: 1, unread: 1 });
    assert.deepEqual([(await first).unread, (await second).unread], [1, 0]);
  });

  it("are refused with the server's words", async () => {
    world.socket.receive(hello());
    const question = connection.send({ type: "read", stream: ROOM, seq: 1 });
    world.socket.receive({
      type: "error",
      id: 1,
      code: "rate_limited",
      detail: "Slow",
      retry_after: 2,
    });
    await assert.rejects(question, ({ code, detail, retry_after }) => {
      assert.deepEqual([code, detail, retry_after], ["rate_limited", "Slow", 2]);
      return true;
    });
  });

  it("end with the connection", async () => {
    world.socket.receive(hello());
    const question = connection.send({ type: "read", stream: ROOM, seq: 1 });
    world.socket.fall(1006);
    await assert.rejects(question, { code: "disconnected" });
  });

  it("end when nobody answers", async () => {
    world.socket.receive(hello());
    const question = connection.send({ type: "read", stream: ROOM, seq: 1 });
    world.pass(15_000);
    await assert.rejects(question, { code: "timeout" });
  });

  it("are not asked into the void", async () => {
    await assert.rejects(connection.send({ type: "read" }), { code: "offline" });
    connection.cast({ type: "typing", stream: ROOM });
    assert.deepEqual(world.socket.sent, []);
  });
});

describe("the server's clock", () => {
  it("is known to half a round trip", () => {
    world.socket.receive(hello({ server_time: new Date(1_004_900).toISOString() }));
    assert.equal(connection.clockOffset, 4_900);
    connection.send({ type: "read" });
    world.pass(200);
    world.socket.receive({ type: "ok", id: 1 });
    assert.equal(connection.clockOffset, 5_000);
  });

  it("is followed by the heartbeat, also when this computer's clock drifts", () => {
    world.socket.receive(hello());
    const beat = (offset) =>
      world.socket.receive({ type: "ping", t: new Date(world.time + offset).toISOString() });
    beat(60_000);
    assert.equal(connection.clockOffset, 60_000);
    for (let count = 0; count < 8; count++) beat(-300);
    assert.equal(connection.clockOffset, -300);
  });

  it("is learnt anew with each connection", () => {
    world.socket.receive(hello({ server_time: new Date(1_090_000).toISOString() }));
    world.socket.fall(1006);
    world.pass(500);
    world.socket.receive(hello({ server_time: new Date(1_000_500).toISOString() }));
    assert.equal(connection.clockOffset, 0);
  });
});
