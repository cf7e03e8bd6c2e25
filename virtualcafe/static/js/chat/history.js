const PAGE = 50;

/**
 * The stored messages of a room, a page at a time.
 *
 * @typedef {import("./wire.js").Message} Message
 */
export class History {
  /** Whether the first message of all was seen. */
  complete = false;
  #busy = false;

  /**
   * @param {string} path of the room's messages
   * @param {(path: string) => Promise<{results: Message[]}>} get
   */
  constructor(path, get) {
    this.path = path;
    this.get = get;
  }

  /** @returns {Promise<Message[]>} */
  async latest() {
    const messages = await this.#page("");
    this.complete = messages.length < PAGE;
    return messages;
  }

  /**
   * @param {number} seq
   * @returns {Promise<Message[] | null>} null while another page is under way, or at the beginning
   */
  async before(seq) {
    if (this.#busy || this.complete) return null;
    const messages = await this.#alone(`&before=${seq}`);
    this.complete = messages.length < PAGE;
    return messages;
  }

  /**
   * @param {number} seq
   * @returns {Promise<{messages: Message[], last: boolean} | null>}
   */
  async after(seq) {
    if (this.#busy) return null;
    const messages = await this.#alone(`&after=${seq}`);
    return { messages, last: messages.length < PAGE };
  }

  /** @param {string} query */
  async #alone(query) {
    this.#busy = true;
    try {
      return await this.#page(query);
    } finally {
      this.#busy = false;
    }
  }

  /** @param {string} query */
  async #page(query) {
    return (await this.get(`${this.path}?limit=${PAGE}${query}`)).results;
  }
}
