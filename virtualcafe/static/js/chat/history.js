const PAGE = 50;

/**
 * The stored messages of a stream or a thread, a page at a time; one question at once.
 *
 * @typedef {import("./wire.js").Message} Message
 * @typedef {import("./wire.js").Page} Page
 */
export class History {
  /** How far it was read in both directions, whatever of it is shown. */
  first = 0;
  last = 0;
  /** Whether there are older and newer ones than those read. */
  older = false;
  newer = false;
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
    Object.assign(this, { first, last, older, newer });
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
    if (!this.older || !this.first) return null;
    const page = await this.#page(`&before=${this.first}`);
    if (!page) return null;
    this.first = page.results[0]?.seq ?? this.first;
    this.older = page.previous !== null;
    return page.results;
  }

  /** @returns {Promise<Message[] | null>} */
  async after() {
    if (!this.newer) return null;
    const page = await this.#page(`&after=${this.last}`);
    if (!page) return null;
    this.last = page.results.at(-1)?.seq ?? this.last;
    this.newer = page.next !== null;
    return page.results;
  }

  /** Rows went out of the page at one end: they are read again when somebody comes back. */
  forgetBefore(/** @type {number} */ seq) {
    this.first = seq;
    this.older = true;
  }

  forgetAfter(/** @type {number} */ seq) {
    this.last = seq;
    this.newer = true;
  }

  /** @param {string} query */
  async #anew(query) {
    const page = await this.#page(query);
    if (!page) return null;
    this.adopt({
      first: page.results[0]?.seq ?? 0,
      last: page.results.at(-1)?.seq ?? 0,
      older: page.previous !== null,
      newer: page.next !== null,
    });
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
