/** @typedef {import("./wire.js").Present} Present */

const MOST_SEATS = 60;

/** Who is in the room: oneself first, then by how long they have been here. */
export class Roster {
  /** @type {Map<number, Present>} */
  #people = new Map();

  /** @param {number} me */
  constructor(me) {
    this.me = me;
  }

  get size() {
    return this.#people.size;
  }

  /** @param {Present[]} present */
  replace(present) {
    this.#people = new Map(present.map((each) => [each.user.id, each]));
  }

  /** @param {Present} someone */
  seat(someone) {
    const before = this.#people.get(someone.user.id);
    this.#people.set(someone.user.id, { ...someone, since: before?.since ?? someone.since });
  }

  /** @param {number} id */
  leave(id) {
    this.#people.delete(id);
  }

  /**
   * @param {number} [most]
   * @returns {{seats: Present[], folded: number}}
   */
  shown(most = MOST_SEATS) {
    const all = [...this.#people.values()].sort((a, b) => this.#order(a, b));
    // Nobody is folded away alone: the word would take as much place as the face.
    const seats = all.length > most + 1 ? all.slice(0, most) : all;
    return { seats, folded: all.length - seats.length };
  }

  /**
   * @param {Present} a
   * @param {Present} b
   */
  #order(a, b) {
    if (a.user.id === this.me) return -1;
    if (b.user.id === this.me) return 1;
    return a.since.localeCompare(b.since) || a.user.id - b.user.id;
  }
}
