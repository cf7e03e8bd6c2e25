import { StreamState } from "./stream_state.js";

/**
 * @typedef {import("./connection.js").Frame & {stream: string}} StreamFrame
 * @typedef {import("./requests.js").Refusal} Refusal
 * @typedef {{state: StreamState, target: EventTarget, wanted: boolean}} Stream
 *
 * @typedef {object} Line the way to the server
 * @property {(frame: StreamFrame, yes: (ok: any) => void, no: (refusal: Refusal) => void) => void} request
 * @property {(done: () => void, ms: number) => () => void} later
 */

const RETRY_MS = 2_000;
const PASSING = new Set(["rate_limited", "internal", "timeout"]);
const GONE = new Set(["offline", "disconnected"]);

/** All streams of the page: who wants which, how far each was heard, and closing the gaps. */
export class Streams {
  /** @type {Map<string, Stream>} */
  #streams = new Map();

  /** @param {Line} line */
  constructor(line) {
    this.line = line;
  }

  /** @param {string} name */
  of(name) {
    let stream = this.#streams.get(name);
    if (!stream) {
      stream = { state: new StreamState(), target: new EventTarget(), wanted: name === "user" };
      this.#streams.set(name, stream);
    }
    return stream;
  }

  /**
   * @param {string} name
   * @param {{since?: number | null, epoch?: string | null} | undefined} from
   * @param {boolean} now
   */
  want(name, from, now) {
    const stream = this.of(name);
    if (stream.wanted && stream.state.seq !== null) return;
    if (stream.state.seq === null && from) stream.state = new StreamState(from);
    stream.wanted = true;
    if (now) this.#ask(name);
  }

  /** @param {string} name */
  leave(name) {
    const stream = this.of(name);
    stream.wanted = false;
    stream.state = new StreamState();
  }

  /**
   * A connection is open. Nobody has to ask for `user`, unless something was said meanwhile.
   *
   * @param {Record<string, any>} hello
   */
  greet(hello) {
    const { state } = this.of("user");
    if (state.seq === null) state.reset({ seq: hello.user_seq, epoch: hello.epoch });
    else if (state.seq !== hello.user_seq || state.epoch !== hello.epoch) this.#ask("user");
    for (const [name, stream] of this.#streams) {
      if (stream.wanted && name !== "user") this.#ask(name);
    }
  }

  disconnect() {
    for (const { state } of this.#streams.values()) state.asking = false;
  }

  /** @param {Record<string, number>} tops */
  compare(tops) {
    for (const [name, top] of Object.entries(tops)) {
      const stream = this.#streams.get(name);
      if (stream?.wanted && stream.state.isBehind(top)) this.#ask(name);
    }
  }

  /** @param {StreamFrame} frame */
  receive(frame) {
    // What is unread of a stream is said to the person, whether or not this page follows it.
    if (frame.type === "unread") return tell(this.of("user"), frame.type, frame);
    const stream = this.#streams.get(frame.stream);
    if (!stream?.wanted) return;
    if (frame.type === "synced") this.#synced(stream, frame);
    else if (frame.type === "reset") this.#reset(stream, frame);
    else this.#event(stream, frame);
  }

  /**
   * @param {string} name
   * @param {any} ok
   */
  answered(name, ok) {
    const stream = this.of(name);
    if (!stream.wanted) return;
    stream.state.answered(ok);
    tell(stream, "subscribed", ok);
  }

  /** @param {string} name */
  #ask(name) {
    const { state } = this.of(name);
    this.line.request(
      { type: "subscribe", stream: name, ...state.ask() },
      (ok) => this.answered(name, ok),
      (refusal) => this.#refused(name, refusal),
    );
  }

  /**
   * @param {string} name
   * @param {Refusal} refusal
   */
  #refused(name, refusal) {
    const stream = this.of(name);
    stream.state.asking = false;
    if (GONE.has(refusal.code) || !stream.wanted) return;
    if (PASSING.has(refusal.code)) {
      this.line.later(() => stream.wanted && this.#ask(name), waitOf(refusal));
      return;
    }
    stream.wanted = name === "user";
    tell(stream, "refused", refusal);
  }

  /**
   * @param {Stream} stream
   * @param {StreamFrame} frame
   */
  #event(stream, frame) {
    const verdict = stream.state.hear(frame.seq);
    if (verdict === "new") tell(stream, frame.type, frame);
    if (verdict === "gap") this.#ask(frame.stream);
  }

  /**
   * A replay that left something out can't be repaired by asking the same again: fetch anew.
   *
   * @param {Stream} stream
   * @param {StreamFrame} frame
   */
  #synced(stream, frame) {
    const whole = stream.state.synced(/** @type {number} */ (frame.seq));
    tell(stream, whole ? "synced" : "reset", frame);
  }

  /**
   * @param {Stream} stream
   * @param {StreamFrame} frame
   */
  #reset(stream, frame) {
    stream.state.reset(/** @type {any} */ (frame));
    tell(stream, "reset", frame);
  }
}

/** @param {Refusal} refusal */
function waitOf(refusal) {
  return refusal.retry_after ? refusal.retry_after * 1000 : RETRY_MS;
}

/**
 * @param {Stream} stream
 * @param {string} type
 * @param {unknown} detail
 */
function tell(stream, type, detail) {
  stream.target.dispatchEvent(new CustomEvent(type, { detail }));
}
