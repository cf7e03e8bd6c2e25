import { counted } from "../lib/dom.js";
import { entitle } from "../lib/title.js";

/** What somebody hasn't seen yet: below the screen, and while the tab was away. */
export class Attention {
  #unseen = 0;
  #missed = 0;

  /**
   * @param {HTMLElement} box
   * @param {HTMLElement} button that leads to now
   */
  constructor(box, button) {
    this.box = box;
    this.button = button;
  }

  /** Whether the log is on a screen that somebody looks at. */
  get given() {
    return document.hasFocus() && this.box.checkVisibility();
  }

  /**
   * Something was said where it isn't seen.
   *
   * @param {number} more
   */
  below(more) {
    this.#unseen += more;
    this.#say(true);
  }

  /** @param {boolean} away whether the newest are not in the page at all */
  above(away) {
    if (!away) this.#unseen = 0;
    this.#say(away);
  }

  miss() {
    if (document.hasFocus()) return;
    this.#missed += 1;
    entitle("unread", `(${this.#missed})`);
  }

  back() {
    if (this.#missed) entitle("unread", "");
    this.#missed = 0;
  }

  /** @param {boolean} away */
  #say(away) {
    this.button.hidden = this.#unseen === 0 && !away;
    this.button.textContent = this.#unseen
      ? counted(this.#unseen, "1 new message", "# new messages")
      : "Back to now";
  }
}
