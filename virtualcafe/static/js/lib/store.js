// What this browser remembers. Private windows and full disks may refuse: then it forgets.

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Keeper */

/**
 * @param {() => Storage} keeper
 * @returns {Keeper}
 */
function forgiving(keeper) {
  return {
    getItem: (key) => attempt(() => keeper().getItem(key)) ?? null,
    setItem: (key, value) => attempt(() => keeper().setItem(key, value)),
    removeItem: (key) => attempt(() => keeper().removeItem(key)),
  };
}

/**
 * @template T
 * @param {() => T} action
 * @returns {T | undefined}
 */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** For this tab, over reloads. */
export const tabStore = forgiving(() => sessionStorage);

/** For this browser. */
export const browserStore = forgiving(() => localStorage);
