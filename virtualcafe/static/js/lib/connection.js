import { delayBefore } from "./backoff.js";
import { ClockOffset } from "./clock_offset.js";
import { attemptAfter, endOf } from "./closing.js";
import { Requests } from "./requests.js";
import { Streams } from "./streams.js";

/**
 * What the connection needs of the browser; tests bring their own.
 *
 * @typedef {object} World
 * @property {(url: string, protocol: string) => WebSocket} open
 * @property {() => number} now milliseconds
 * @property {() => number} random from 0 to 1
 * @property {(done: () => void, ms: number) => () => void} after returns the way to call it off
 *
 * @typedef {"connecting" | "open" | "away" | "closed"} State
 * @typedef {{type: string, stream?: string, seq?: number} & Record<string, any>} Frame
 */

const PROTOCOL = "cafe.v1";
const HELLO_MS = 10_000;
const ANSWER_MS = 15_000;
const PROBE_MS = 4_000;
/** How much later than promised a heartbeat may be. */
const LATE_MS = 15_000;
/** A connection that lived this long was a good one: the next attempt is a first one again. */
const STEADY_MS = 5_000;

/**
 * One socket for the whole page, kept open: hello, answers, streams, coming back.
 *
 * Events: "state" {state, end} and "build" {build} when the server was replaced by a newer one.
 */
export class Connection extends EventTarget {
  /** @type {State} */
  state = "away";
  /** Why it is over, once `state` is "closed". @type {import("./closing.js").End | undefined} */
  end;
  /** @type {WebSocket | null} */
  #socket = null;
  #clock = new ClockOffset();
  #attempt = 0;
  #heartbeat = 25_000;
  #heardAt = 0;
  /** @type {string | undefined} */
  #build;
  #stopWaiting = () => {};
  #stopWatching = () => {};

  /**
   * @param {string} url
   * @param {World} world
   */
  constructor(url, world) {
    super();
    this.url = url;
    this.world = world;
    this.requests = new Requests(world, (ms) => this.#clock.roundTrip(ms));
    this.streams = new Streams({
      request: (frame, yes, no) => this.#request(frame, ANSWER_MS, yes, no),
      later: (done, ms) => world.after(done, ms),
    });
  }

  /** Milliseconds to add to Date.now() to have the server's time. */
  get clockOffset() {
    return this.#clock.value;
  }

  /**
   * Where a stream's frames arrive, as events named by their type with the frame as `detail`.
   * Besides: "subscribed" (the `ok`, with `state`), "synced", "reset" (fetch anew), "refused".
   *
   * @param {string} name
   * @returns {EventTarget}
   */
  stream(name) {
    return this.streams.of(name).target;
  }

  /**
   * Listen to a stream from `since` on, over every reconnection, until told otherwise.
   *
   * @param {string} name
   * @param {{since?: number | null, epoch?: string | null}} [from]
   */
  subscribe(name, from) {
    this.streams.want(name, from, this.state === "open");
  }

  /** @param {string} name */
  unsubscribe(name) {
    this.streams.leave(name);
    if (this.state === "open") this.cast({ type: "unsubscribe", stream: name });
  }

  /**
   * Ask, and get the `ok` frame; refused with {code, detail, retry_after}. Codes of our own:
   * "offline" (never left this page), "disconnected" and "timeout" (nobody knows).
   *
   * @param {Frame} frame
   * @returns {Promise<any>}
   */
  send(frame) {
    return new Promise((yes, no) => this.#request(frame, ANSWER_MS, yes, no));
  }

  /**
   * Say something that needs no answer; lost when nobody is connected.
   *
   * @param {Frame} frame
   */
  cast(frame) {
    if (this.state === "open") this.#write(frame);
  }

  /** Connect now, or find out whether what looks open still is. */
  wake() {
    if (this.state === "closed" || this.state === "connecting") return;
    if (this.state === "away") {
      this.#attempt = 0;
      this.#connect();
    } else {
      this.#probe();
    }
  }

  /** Whether a heartbeat is overdue, as after a sleep. */
  get isSilent() {
    return this.world.now() - this.#heardAt > this.#heartbeat + 5_000;
  }

  /** The page is put away; `wake` brings it back. */
  rest() {
    if (this.state === "closed") return;
    this.#drop();
    this.#become("away");
  }

  #connect() {
    this.#stopWaiting();
    this.#become("connecting");
    const socket = this.world.open(this.url, PROTOCOL);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = ({ code }) => this.#lost(code);
    this.#stopWaiting = this.world.after(() => this.#lost(4408), HELLO_MS);
  }

  /** @param {Frame} frame */
  #receive(frame) {
    this.#heardAt = this.world.now();
    if (frame.type === "hello") this.#greet(frame);
    else if (frame.type === "ping") this.#beat(frame);
    else if (frame.type === "ok" || frame.type === "error")
      this.requests.settle(/** @type {any} */ (frame));
    else if (frame.stream) this.streams.receive(/** @type {any} */ (frame));
  }

  /** @param {Frame} hello */
  #greet(hello) {
    const connectedAt = this.world.now();
    this.#stopWaiting();
    this.#stopWaiting = this.world.after(() => {
      this.#attempt = 0;
    }, STEADY_MS);
    this.#heartbeat = (hello.heartbeat ?? 25) * 1000;
    this.#clock.restart();
    this.#clock.stamp(Date.parse(hello.server_time), connectedAt);
    this.#watch();
    this.#become("open");
    this.streams.greet(hello);
    if (this.#build && hello.build !== this.#build) this.#tell("build", { build: hello.build });
    this.#build = hello.build;
  }

  /** @param {Frame} ping */
  #beat(ping) {
    this.#write({ type: "pong", t: ping.t });
    this.#clock.stamp(Date.parse(ping.t), this.world.now());
    this.#watch();
    this.streams.compare(ping.tops ?? {});
  }

  /** No heartbeat for long: the network went away without telling anybody. */
  #watch() {
    this.#stopWatching();
    this.#stopWatching = this.world.after(() => this.#lost(4408), this.#heartbeat + LATE_MS);
  }

  /** Asking for what we know already costs the server next to nothing, and must be answered. */
  #probe() {
    const { state } = this.streams.of("user");
    this.#request(
      { type: "subscribe", stream: "user", ...state.ask() },
      PROBE_MS,
      (ok) => this.streams.answered("user", ok),
      ({ code }) => {
        state.asking = false;
        if (code === "timeout") this.#lost(4408);
      },
    );
  }

  /**
   * @param {Frame} frame
   * @param {number} timeout
   * @param {(ok: any) => void} yes
   * @param {(refusal: import("./requests.js").Refusal) => void} no
   */
  #request(frame, timeout, yes, no) {
    if (this.state !== "open") no({ code: "offline", detail: "There is no connection." });
    else this.#write({ ...frame, id: this.requests.open(timeout, yes, no) });
  }

  /** @param {Frame} frame */
  #write(frame) {
    this.#socket?.send(JSON.stringify(frame));
  }

  /** @param {number} code */
  #lost(code) {
    this.#drop();
    this.end = endOf(code);
    if (this.end) return this.#become("closed");
    const attempt = attemptAfter(code, this.#attempt);
    this.#attempt = attempt + 1;
    const delay = delayBefore(attempt, this.world.random());
    this.#stopWaiting = this.world.after(() => this.#connect(), delay);
    this.#become("away");
  }

  /** Forget the socket without waiting for its goodbye: a dead network never says it. */
  #drop() {
    this.#stopWaiting();
    this.#stopWatching();
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    this.streams.disconnect();
    this.requests.abandon();
  }

  /** @param {State} state */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.#tell("state", { state, end: this.end });
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
