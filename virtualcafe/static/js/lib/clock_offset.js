/** With a heartbeat each, minutes: older ones would hide that this computer's clock drifts. */
const STAMPS = 8;

/**
 * How far the server's clock is ahead of this one, in milliseconds.
 *
 * A stamp is always seen late by the way it travelled, so the largest difference is the nearest to
 * the truth; half of the quickest round trip is added for the way itself.
 */
export class ClockOffset {
  /** @type {number[]} */
  #differences = [];
  #quickest = Number.POSITIVE_INFINITY;

  /** A new connection: the computer may have slept, or its clock been set. */
  restart() {
    this.#differences = [];
    this.#quickest = Number.POSITIVE_INFINITY;
  }

  /**
   * @param {number} server the stamp, ms
   * @param {number} local when it was seen, ms
   */
  stamp(server, local) {
    if (!Number.isFinite(server)) return;
    this.#differences.push(server - local);
    if (this.#differences.length > STAMPS) this.#differences.shift();
  }

  /** @param {number} ms from a question to its answer */
  roundTrip(ms) {
    if (ms >= 0) this.#quickest = Math.min(this.#quickest, ms);
  }

  get value() {
    if (this.#differences.length === 0) return 0;
    const way = Number.isFinite(this.#quickest) ? this.#quickest / 2 : 0;
    return Math.max(...this.#differences) + way;
  }
}
