import { act, settle, start } from "./clock.js";

/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {import("./clock.js").Session} Session */
/** @typedef {Session & {person: number}} Waiting */
/** @typedef {import("../../lib/store.js").Keeper} Store */

const KEY = "offline";
/** More than a month of rounds. */
const MOST = 500;

/**
 * The timer and the sessions of a browser without a café. Both are one entry of its store, written
 * at once: a phase that ends is a session that waits, also when the page goes in that moment, and
 * once for all its tabs.
 */
export class OfflineKeeper {
  #store;
  #now;
  #newCid;

  /**
   * @param {Store} store
   * @param {{now: () => number, newCid: () => string}} world
   */
  constructor(store, { now, newCid }) {
    this.#store = store;
    this.#now = now;
    this.#newCid = newCid;
  }

  /**
   * What runs for this person, with everything settled that is over.
   *
   * @param {number} person
   */
  clockOf(person) {
    const kept = this.#settled();
    return kept.person === person ? kept.clock : null;
  }

  /**
   * @param {Record<string, any>} asked as the `timer` verb takes it
   * @param {number} person whose it is
   */
  act(asked, person) {
    this.#stopThatOfOthers(person);
    const { clock, waiting } = this.#settled();
    const now = this.#now();
    if (!clock && asked.action !== "start") return;
    const moved = clock
      ? act(clock, /** @type {{action: string}} */ (asked), now, this.#newCid)
      : { clock: start(asked, now, this.#newCid), sessions: [] };
    this.#write({ ...moved, waiting, person });
  }

  /** @param {number} person who sits here now */
  #stopThatOfOthers(person) {
    const kept = this.#settled();
    if (!kept.clock || kept.person === person) return;
    const moved = act(kept.clock, { action: "stop" }, this.#now(), this.#newCid);
    this.#write({ ...moved, waiting: kept.waiting, person: kept.person });
  }

  /** @param {number} person */
  waitingOf(person) {
    return this.#settled().waiting.filter((each) => each.person === person);
  }

  /** @param {string} cid */
  forget(cid) {
    const { clock, waiting, person } = this.#settled();
    const rest = waiting.filter((each) => each.cid !== cid);
    this.#write({ clock, sessions: [], waiting: rest, person });
  }

  /** A phase that only waits to be begun; the café takes over. */
  letGo() {
    const { clock, waiting, person } = this.#settled();
    if (clock?.state === "idle") this.#write({ clock: null, sessions: [], waiting, person });
  }

  #settled() {
    const kept = this.#read();
    if (!kept.clock) return kept;
    const moved = settle(kept.clock, this.#now(), this.#newCid);
    if (moved.clock === kept.clock) return kept;
    this.#write({ ...moved, waiting: kept.waiting, person: kept.person });
    return this.#read();
  }

  /** @returns {{clock: Clock | null, waiting: Waiting[], person: number}} */
  #read() {
    const nothing = { clock: null, waiting: [], person: 0 };
    try {
      return { ...nothing, ...JSON.parse(this.#store.getItem(KEY) ?? "{}") };
    } catch {
      return nothing;
    }
  }

  /** @param {{clock: Clock | null, sessions: Session[], waiting: Waiting[], person: number}} kept */
  #write({ clock, sessions, waiting, person }) {
    const known = new Set(waiting.map(({ cid }) => cid));
    const fresh = sessions.filter(({ cid }) => !known.has(cid));
    const all = [...waiting, ...fresh.map((each) => ({ ...each, person }))].slice(-MOST);
    if (!clock && all.length === 0) this.#store.removeItem(KEY);
    else this.#store.setItem(KEY, JSON.stringify({ clock, waiting: all, person }));
  }
}
