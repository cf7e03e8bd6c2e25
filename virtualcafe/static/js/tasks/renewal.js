/**
 * Draws anew what changed: one drawing at a time, and what changes meanwhile is drawn once more.
 */
export class Renewal {
  #draw;
  #busy = false;
  #again = false;

  /** @param {() => Promise<void>} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  async ask() {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#draw();
      }
    } finally {
      this.#busy = false;
    }
  }
}
