/** A person at the table of one room: a connection in a world that the test moves. */
import { beforeEach } from "node:test";
import { Connection } from "../../virtualcafe/static/js/lib/connection.js";
import { FakeWorld, hello } from "./world.js";

export const ROOM = "room:ABCDEF";
export const said = (seq) => ({ type: "chat_message", stream: ROOM, seq, message: { seq } });

/** @type {FakeWorld} */
export let world;
/** @type {Connection} */
export let connection;

beforeEach(() => {
  world = new FakeWorld();
  connection = new Connection("ws://cafe/ws/", world);
  connection.wake();
});

export function answer(type, fields) {
  const { id } = world.socket.asked(type).at(-1);
  world.socket.receive({ type: "ok", id, ...fields });
}

/** Open, and listening to the room with everything up to `seq` heard. */
export function sitDown(seq = 10) {
  connection.subscribe(ROOM, { since: seq, epoch: "e1" });
  world.socket.receive(hello());
  answer("subscribe", { stream: ROOM, seq, epoch: "e1", state: {} });
  world.socket.receive({ type: "synced", stream: ROOM, seq });
}
