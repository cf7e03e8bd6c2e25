const EXPIRES_MS = 7_000;

/**
 * Who is typing right now. The server ends it after 6 s; should that be lost, we do a second later.
 *
 * @typedef {{id: number, username: string}} Typist
 */
export class Typists {
  /** @type {Map<number, {name: string, until: number}>} */
  #people = new Map();

  /**
   * @param {Typist} person
   * @param {number} now ms
   */
  typing(person, now) {
    this.#people.set(person.id, { name: person.username, until: now + EXPIRES_MS });
  }

  /** @param {number} id */
  stopped(id) {
    this.#people.delete(id);
  }

  clear() {
    this.#people.clear();
  }

  /**
   * @param {number} now ms
   * @returns {string[]} names
   */
  names(now) {
    for (const [id, { until }] of this.#people) {
      if (until <= now) this.#people.delete(id);
    }
    return [...this.#people.values()].map(({ name }) => name);
  }
}

/**
 * "bob is typing…"; from three on nobody wants a list.
 *
 * @param {string[]} names
 */
export function typingWords(names) {
  if (names.length === 0) return "";
  if (names.length === 1) return `${names[0]} is typing…`;
  if (names.length === 2) return `${names[0]} and ${names[1]} are typing…`;
  return "Several people are typing…";
}
