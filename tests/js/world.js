// A browser's world without a browser: time that moves by hand, and sockets that do as told.

export class FakeWorld {
  time = 1_000_000;
  sockets = [];
  #timers = [];

  open = (url, protocol) => {
    const socket = new FakeSocket(url, protocol);
    this.sockets.push(socket);
    return socket;
  };
  now = () => this.time;
  random = () => 1;
  after = (done, ms) => {
    const timer = { at: this.time + ms, done };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  get socket() {
    return this.sockets.at(-1);
  }

  pass(ms) {
    const end = this.time + ms;
    for (let next = this.#due(end); next; next = this.#due(end)) {
      this.#timers = this.#timers.filter((each) => each !== next);
      this.time = next.at;
      next.done();
    }
    this.time = end;
  }

  #due(end) {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

class FakeSocket {
  sent = [];
  closed = false;
  onmessage = null;
  onclose = null;

  constructor(url, protocol) {
    this.url = url;
    this.protocol = protocol;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  receive(...frames) {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  fall(code) {
    this.onclose?.({ code });
  }

  asked(type) {
    return this.sent.filter((frame) => frame.type === type);
  }
}

export function hello(fields = {}) {
  return {
    type: "hello",
    protocol: "cafe.v1",
    user_seq: 5,
    epoch: "e1",
    heartbeat: 25,
    build: "b1",
    server_time: new Date(1_000_000).toISOString(),
    ...fields,
  };
}

/** Everything a target says of these kinds, as a list that grows. */
export function heard(target, ...types) {
  const list = [];
  for (const type of types)
    target.addEventListener(type, ({ detail }) => list.push([type, detail]));
  return list;
}
