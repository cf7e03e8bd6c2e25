// What there is to celebrate and when: one thing after another, never in focus, never unseen.

/**
 * @typedef {object} Moment
 * @property {string} key the same in every tab, without a space
 * @property {string} title
 * @property {string} [sentence]
 * @property {string} [badge] its slug
 */

/** Of many at once a few are celebrated: the list of achievements has them all. */
const MOST = 3;
const NAME = "celebrated";
const REMEMBERED = 40;

export class Moments {
  /** @type {Moment[]} */
  #waiting = [];
  #busy = false;
  #may;
  #celebrate;

  /**
   * @param {(moment: Moment) => boolean} may whether now is the time for it; it is asked again
   * @param {(moment: Moment) => void} celebrate
   */
  constructor(may, celebrate) {
    this.#may = may;
    this.#celebrate = celebrate;
  }

  /** @param {Moment} moment */
  add(moment) {
    this.drop(moment.key);
    this.#waiting.push(moment);
    if (this.#waiting.length > MOST) this.#waiting.shift();
    this.go();
  }

  /**
   * Another tab had it.
   *
   * @param {string} key
   */
  drop(key) {
    this.#waiting = this.#waiting.filter((moment) => moment.key !== key);
  }

  /** Something changed that it may have waited for. */
  go() {
    const [next] = this.#waiting;
    if (this.#busy || !next || !this.#may(next)) return;
    this.#busy = true;
    this.#waiting.shift();
    this.#celebrate(next);
  }

  /** The last one is over. */
  done() {
    this.#busy = false;
    this.go();
  }
}

/** What this browser celebrated, in any of its tabs: a tab that slept hears of it once more. */
export class Celebrated {
  #keeper;

  /** @param {import("../lib/store.js").Keeper} keeper */
  constructor(keeper) {
    this.#keeper = keeper;
  }

  /** @param {string} key */
  has(key) {
    return this.#keys().includes(key);
  }

  /** @param {string} key */
  add(key) {
    this.#keeper.setItem(NAME, [...this.#keys(), key].slice(-REMEMBERED).join(" "));
  }

  #keys() {
    return this.#keeper.getItem(NAME)?.split(" ") ?? [];
  }
}
