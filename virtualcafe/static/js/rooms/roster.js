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

  /**
   * Somebody came, or is up to something else; what isn't told stays.
   *
   * @param {{user: import("./wire.js").User} & Partial<Present>} someone
   */
  seat({ user, status, since }) {
    const before = this.#people.get(user.id);
    this.#people.set(user.id, {
      user,
      status: status ?? before?.status ?? "available",
      since: before?.since ?? since ?? new Date().toISOString(),
    });
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
