const PAGE = 50;

/**
 * The stored messages of a stream or a thread, a page at a time; one question at once.
 *
 * @typedef {import("./wire.js").Message} Message
 * @typedef {import("./wire.js").Page} Page
 */
export class History {
  /** The newest that was read or heard, whatever of it is shown. */
  last = 0;
  /** Where older and newer ones than those read begin; null where there are none. */
  #previous = /** @type {string | null} */ (null);
  #next = /** @type {string | null} */ (null);
  #busy = false;

  /**
   * @param {string} path of the messages
   * @param {(path: string) => Promise<Page>} get
   */
  constructor(path, get) {
    this.path = path;
    this.get = get;
  }

  /**
   * What the page came with.
   *
   * @param {{first: number, last: number, older: boolean, newer: boolean}} read
   */
  adopt({ first, last, older, newer }) {
    this.last = last;
    this.#previous = older ? `before-${first}` : null;
    this.#next = newer ? `after-${last}` : null;
  }

  /**
   * Something was said now; whoever reads far back hasn't read it.
   *
   * @param {number} seq
   */
  heard(seq) {
    if (!this.newer) this.last = Math.max(this.last, seq);
  }

  get older() {
    return this.#previous !== null;
  }

  get newer() {
    return this.#next !== null;
  }

  /** The newest, instead of all that was read. @returns {Promise<Message[] | null>} */
  latest() {
    return this.#anew("");
  }

  /** @param {number} id of a message @returns {Promise<Message[] | null>} the page around it */
  around(id) {
    return this.#anew(`&message=${id}`);
  }

  /** @param {number} seq @returns {Promise<Message[] | null>} the page that follows it */
  since(seq) {
    return this.#anew(`&after=${seq}`);
  }

  /** @returns {Promise<Message[] | null>} null at the beginning, or while another is under way */
  async before() {
    if (!this.#previous) return null;
    const page = await this.#page(`&cursor=${this.#previous}`);
    if (!page) return null;
    this.#previous = page.previous;
    return page.results;
  }

  /** @returns {Promise<Message[] | null>} */
  async after() {
    if (!this.#next) return null;
    const page = await this.#page(`&cursor=${this.#next}`);
    if (!page) return null;
    this.#next = page.next;
    this.last = page.results.at(-1)?.seq ?? this.last;
    return page.results;
  }

  /**
   * Rows went out of the page at one end: they are read again when somebody comes back.
   *
   * @param {number} seq of the first that stayed
   */
  forgetBefore(seq) {
    this.#previous = `before-${seq}`;
  }

  /** @param {number} seq of the last that stayed */
  forgetAfter(seq) {
    this.last = seq;
    this.#next = `after-${seq}`;
  }

  /** @param {string} query */
  async #anew(query) {
    const page = await this.#page(query);
    if (!page) return null;
    this.last = page.results.at(-1)?.seq ?? 0;
    this.#previous = page.previous;
    this.#next = page.next;
    return page.results;
  }

  /** @param {string} query @returns {Promise<Page | null>} null while another is under way */
  async #page(query) {
    if (this.#busy) return null;
    this.#busy = true;
    try {
      return await this.get(`${this.path}?limit=${PAGE}${query}`);
    } finally {
      this.#busy = false;
    }
  }
}
