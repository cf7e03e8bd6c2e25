/**
 * Draws anew what changed: one drawing at a time, and what changes meanwhile is drawn once more.
 */
export class Renewal {
  #draw;
  #again = false;
  /** @type {Promise<void> | null} */
  #drawing = null;

  /** @param {() => Promise<void>} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  /** @returns {Promise<void>} when everything that had changed by now is drawn */
  ask() {
    this.#again = true;
    this.#drawing ??= this.#drawAll().finally(() => {
      this.#drawing = null;
    });
    return this.#drawing;
  }

  async #drawAll() {
    while (this.#again) {
      this.#again = false;
      await this.#draw();
    }
  }
}
