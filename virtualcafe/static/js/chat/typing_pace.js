const EVERY_MS = 3_000;
const HOLDS_MS = 6_000;

/** When to say "typing" and "stop_typing": seldom, and the end only where there was a beginning. */
export class TypingPace {
  #saidAt = Number.NEGATIVE_INFINITY;

  /**
   * @param {boolean} empty whether nothing is left in the box
   * @param {number} now ms
   * @returns {"typing" | "stop_typing" | null} what to say
   */
  typed(empty, now) {
    if (empty) return this.stop(now);
    if (now - this.#saidAt < EVERY_MS) return null;
    this.#saidAt = now;
    return "typing";
  }

  /**
   * @param {number} now ms
   * @returns {"stop_typing" | null}
   */
  stop(now) {
    const shown = now - this.#saidAt < HOLDS_MS;
    this.#saidAt = Number.NEGATIVE_INFINITY;
    return shown ? "stop_typing" : null;
  }
}
