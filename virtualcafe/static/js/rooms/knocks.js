/** @typedef {import("../notifications/wire.js").Notification} Notification */

const REMEMBERED = 100;

/** Which knocks at the door are shown to this person, and which they put off in this tab. */
export class Knocks {
  /** @type {Set<string>} */
  #later;

  /**
   * @param {number} me
   * @param {string} later what `later` gave before
   */
  constructor(me, later = "") {
    this.me = me;
    this.#later = new Set(later.split(" ").filter(Boolean));
  }

  /**
   * Those to show: requests to come into a room of one's own. Admins, who are told while a host is
   * away, find theirs in their list.
   *
   * @param {Notification[]} notifications
   */
  fresh(notifications) {
    return notifications.filter(
      ({ id, kind, data, created_at }) =>
        kind === "join_request" && data.host === this.me && !this.#later.has(key(id, created_at)),
    );
  }

  /**
   * Not now. Whoever asks anew rings again.
   *
   * @param {Pick<Notification, "id" | "created_at">} notification
   * @returns {string} what to remember
   */
  later({ id, created_at }) {
    this.#later.add(key(id, created_at));
    return [...this.#later].slice(-REMEMBERED).join(" ");
  }
}

/**
 * @param {number} id
 * @param {string} asked
 */
function key(id, asked) {
  return `${id}@${asked}`;
}
