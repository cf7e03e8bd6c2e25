/**
 * Whether the chat is open: folded away when focus begins and back when it ends, unless the person
 * decided otherwise meanwhile.
 */
export class Folding {
  open;
  #focused;
  #before;

  /**
   * @param {{open: boolean, focused: boolean}} start
   */
  constructor({ open, focused }) {
    this.#before = open;
    this.#focused = focused;
    this.open = open && !focused;
  }

  toggle() {
    this.open = !this.open;
    this.#before = this.open;
  }

  /**
   * @param {boolean} focused
   * @param {boolean} [writes] whoever writes in it isn't interrupted
   */
  phase(focused, writes = false) {
    if (focused === this.#focused) return;
    this.#focused = focused;
    if (focused) this.#before = this.open;
    this.open = focused ? this.open && writes : this.#before;
  }
}
