import { browserStore, tabStore } from "../lib/store.js";

/**
 * @typedef {{kind: "editing", id: number, draft: string} | {kind: "answering", reply: NonNullable<import("./wire.js").Message["reply_to"]>}} About
 *   What is being done besides writing; `draft` is what stood in the box before.
 */

/**
 * What stands in a box for messages, over reloads. A tab keeps its own, with what it is about,
 * whatever other tabs write; the next tab that is opened finds the newest words.
 */
export class Draft {
  #key;
  #tab;
  #browser;

  /**
   * @param {string} key
   * @param {{tab?: import("../lib/store.js").Keeper, browser?: import("../lib/store.js").Keeper}} [stores]
   */
  constructor(key, { tab = tabStore, browser = browserStore } = {}) {
    this.#key = `draft:${key}`;
    this.#tab = tab;
    this.#browser = browser;
  }

  /** @returns {{text: string, about: About | null}} */
  read() {
    const here = parsed(this.#tab.getItem(this.#key));
    return here ?? { text: this.#browser.getItem(this.#key) ?? "", about: null };
  }

  /**
   * @param {string} text
   * @param {About | null} about
   */
  keep(text, about) {
    this.keepHere(text, about);
    const words = about?.kind === "editing" ? about.draft : text;
    if (words) this.#browser.setItem(this.#key, words);
    else this.#browser.removeItem(this.#key);
  }

  /**
   * In this tab alone: another one signed out, and the browser forgets.
   *
   * @param {string} text
   * @param {About | null} about
   */
  keepHere(text, about) {
    this.#tab.setItem(this.#key, JSON.stringify({ text, about }));
  }
}

/**
 * @param {string | null} kept
 * @returns {{text: string, about: About | null} | null}
 */
function parsed(kept) {
  try {
    return JSON.parse(kept ?? "null");
  } catch {
    return null;
  }
}
