/**
 * How far the server's clock is ahead of this one, in milliseconds.
 *
 * A stamp is always seen late by the way it travelled, so the largest difference is the nearest to
 * the truth; half of the quickest round trip is added for the way itself.
 */
export class ClockOffset {
  #seen = Number.NEGATIVE_INFINITY;
  #quickest = Number.POSITIVE_INFINITY;

  /** A new connection: the computer may have slept, or its clock been set. */
  restart() {
    this.#seen = Number.NEGATIVE_INFINITY;
    this.#quickest = Number.POSITIVE_INFINITY;
  }

  /**
   * @param {number} server the stamp, ms
   * @param {number} local when it was seen, ms
   */
  stamp(server, local) {
    if (Number.isFinite(server)) this.#seen = Math.max(this.#seen, server - local);
  }

  /** @param {number} ms from a question to its answer */
  roundTrip(ms) {
    if (ms >= 0) this.#quickest = Math.min(this.#quickest, ms);
  }

  get value() {
    if (this.#seen === Number.NEGATIVE_INFINITY) return 0;
    return this.#seen + (Number.isFinite(this.#quickest) ? this.#quickest / 2 : 0);
  }
}
