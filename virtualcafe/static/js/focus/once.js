import { browserStore } from "../lib/store.js";

const LAST = "last-alarm";

/**
 * Do it in the first of the café's tabs that comes with this key; the others, and the same tab the
 * next time, leave it.
 *
 * @param {string} key
 * @param {() => void} act
 * @param {{locks?: Pick<LockManager, "request">, store?: import("../lib/store.js").Keeper}} [world]
 */
export async function once(key, act, { locks = navigator.locks, store = browserStore } = {}) {
  const actIfFirst = () => {
    if (store.getItem(LAST) === key) return;
    store.setItem(LAST, key);
    act();
  };
  // Without locks two tabs may both be first within the same millisecond.
  if (locks) await locks.request("cafe-alarm", async () => actIfFirst());
  else actIfFirst();
}
