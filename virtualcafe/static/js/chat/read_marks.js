const EVERY_MS = 1_000;

/** Tells how far this person has read: the highest only, and at most once a second. */
export class ReadMarks {
  #told;
  #seen;
  #waiting = false;

  /**
   * @param {object} options
   * @param {number} options.read how far it was known before
   * @param {(seq: number) => void} options.tell
   * @param {(done: () => void, ms: number) => unknown} options.later
   */
  constructor({ read, tell, later }) {
    this.#told = read;
    this.#seen = read;
    this.tell = tell;
    this.later = later;
  }

  /** @param {number} seq */
  seen(seq) {
    if (seq <= this.#seen) return;
    this.#seen = seq;
    if (!this.#waiting) this.#say();
  }

  #say() {
    if (this.#told === this.#seen) return;
    this.#told = this.#seen;
    this.tell(this.#seen);
    this.#waiting = true;
    this.later(() => {
      this.#waiting = false;
      this.#say();
    }, EVERY_MS);
  }
}
