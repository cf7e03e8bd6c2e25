// Files on their way, in the order in which they were picked. Drawing them is somebody else's.

/** @typedef {import("../chat/wire.js").Attachment} Attachment */

/**
 * @typedef {object} Item
 * @property {File} file
 * @property {number} [duration]
 * @property {"waiting" | "sending" | "ready" | "failed"} state
 * @property {number} part of it that has gone, 0 to 1
 * @property {string} why it failed
 * @property {Attachment | null} attachment
 * @property {AbortController} stop
 *
 * @callback Send
 * @param {Item} item
 * @param {(part: number) => void} progress
 * @returns {Promise<Attachment>}
 */

export const MOST = 10;
/** More would only make each of them slower. */
const AT_ONCE = 2;

/** Each step of an item is a "change" event with it as its detail. */
export class Tray extends EventTarget {
  /** @type {Item[]} */
  items = [];

  /** @param {Send} send */
  constructor(send) {
    super();
    this.send = send;
  }

  get ready() {
    const done = this.items.map(({ attachment }) => attachment);
    return /** @type {Attachment[]} */ (done.filter(Boolean));
  }

  get pending() {
    return this.items.some(({ state }) => state === "waiting" || state === "sending");
  }

  /**
   * @param {File} file
   * @param {number} [duration]
   * @returns {Item}
   */
  add(file, duration) {
    /** @type {Item} */
    const item = {
      file,
      duration,
      state: "waiting",
      part: 0,
      why: "",
      attachment: null,
      stop: new AbortController(),
    };
    this.items.push(item);
    this.#move(item, "waiting");
    this.#go();
    return item;
  }

  /** @param {Item} item */
  again(item) {
    if (item.state !== "failed") return;
    item.stop = new AbortController();
    this.#move(item, "waiting");
    this.#go();
  }

  /** @param {Item} item */
  remove(item) {
    this.items = this.items.filter((other) => other !== item);
    item.stop.abort();
    this.#tell(item);
    this.#go();
  }

  /** What is uploaded has been sent with a message. */
  clear() {
    for (const item of this.items.filter(({ state }) => state === "ready")) this.remove(item);
  }

  #go() {
    const busy = this.items.filter(({ state }) => state === "sending").length;
    const next = this.items.filter(({ state }) => state === "waiting").slice(0, AT_ONCE - busy);
    for (const item of next) this.#upload(item);
  }

  /** @param {Item} item */
  async #upload(item) {
    this.#move(item, "sending");
    try {
      item.attachment = await this.send(item, (part) => {
        item.part = part;
        this.#tell(item);
      });
      this.#move(item, "ready");
    } catch (refusal) {
      item.why = /** @type {Error} */ (refusal).message;
      this.#move(item, "failed");
    }
    this.#go();
  }

  /**
   * @param {Item} item
   * @param {Item["state"]} state
   */
  #move(item, state) {
    item.state = state;
    if (state !== "failed") item.why = "";
    if (state === "waiting") item.part = 0;
    this.#tell(item);
  }

  /** @param {Item} item */
  #tell(item) {
    this.dispatchEvent(new CustomEvent("change", { detail: item }));
  }
}
