// When a scene moves, and how fast.

// Where the processor paints the page too, a frame costs it 8 ms: two cores get fewer of them.
export const FRAME_MS = 1000 / (navigator.hardwareConcurrency > 2 ? 20 : 8);
// A machine that needs longer than this for a frame gets the still.
const TOO_SLOW_MS = 12;
const FRAMES_WATCHED = 20;
const CALM = "(prefers-reduced-motion: reduce)";
// A battery that runs down has better uses for what is left.
const LOW_POWER = 0.2;

/**
 * @typedef {EventTarget & {charging: boolean, level: number}} Battery
 * @typedef {Navigator & {getBattery?: () => Promise<Battery>}} WithBattery
 */

/** Says whether there is reason to keep still, and calls back when that may have changed. */
export class Pace {
  #calm = matchMedia(CALM);
  #spent = 0;
  #frames = 0;
  #tooSlow = false;
  /** @type {Battery | undefined} */
  #battery;

  /**
   * @param {() => void} changed
   * @param {AbortSignal} signal
   */
  constructor(changed, signal) {
    this.#calm.addEventListener("change", changed, { signal });
    document.addEventListener("visibilitychange", changed, { signal });
    this.#watchBattery(changed, signal);
  }

  get still() {
    return this.#calm.matches || document.hidden || this.#tooSlow || this.#lowPower;
  }

  /** @param {number} milliseconds that a frame took */
  took(milliseconds) {
    this.#spent += milliseconds;
    this.#frames += 1;
    if (this.#frames < FRAMES_WATCHED) return;
    this.#tooSlow = this.#spent / this.#frames > TOO_SLOW_MS;
    this.#spent = this.#frames = 0;
  }

  get #lowPower() {
    return !!this.#battery && !this.#battery.charging && this.#battery.level <= LOW_POWER;
  }

  /**
   * @param {() => void} changed
   * @param {AbortSignal} signal
   */
  async #watchBattery(changed, signal) {
    // Not every browser tells; some tell only some pages.
    const asked = /** @type {WithBattery} */ (navigator).getBattery?.();
    this.#battery = await asked?.catch(() => undefined);
    for (const type of ["chargingchange", "levelchange"]) {
      this.#battery?.addEventListener(type, changed, { signal });
    }
    if (this.#lowPower) changed();
  }
}
