import { CafeElement } from "../lib/element.js";
import { isDark, onThemeChange } from "../lib/theme.js";

/**
 * A scene file draws in units of its own canvas and knows nothing of the page.
 *
 * @typedef {"day" | "night"} Mood
 * @typedef {{width: number, height: number}} Size
 * @typedef {(context: CanvasRenderingContext2D, seconds: number) => void} Motion
 * @typedef {object} Scene
 * @property {(context: CanvasRenderingContext2D, size: Size, mood: Mood) => void} still
 * @property {(size: Size, mood: Mood) => Motion} motion
 */

/** @type {Record<string, () => Promise<Scene>>} */
const SCENES = {
  cafe: () => import("./scenes/cafe/scene.js"),
};

// Where the processor paints the page too, a frame costs it 8 ms: two cores get fewer of them.
const FRAME_MS = 1000 / (navigator.hardwareConcurrency > 2 ? 20 : 8);
// The moving layer is out of focus anyway, and a small canvas costs nearly nothing to redraw.
const MOVING_WIDTH = 640;
const STILL_WIDTH = 1600;
// A machine that needs longer than this for a frame gets the still.
const TOO_SLOW_MS = 12;
const FRAMES_WATCHED = 20;
const CALM = "(prefers-reduced-motion: reduce)";
const SETTLED_MS = 80;

/** Draws the scene named in data-scene behind the page: the still once, the rain over it. */
export class CafeScene extends CafeElement {
  static observedAttributes = ["data-scene"];

  #still = document.createElement("canvas");
  #moving = document.createElement("canvas");
  /** @type {Motion | undefined} */
  #motion;
  #timer = 0;
  #resized = 0;
  #frame = 0;
  #last = 0;
  #spent = 0;
  #frames = 0;
  #tooSlow = false;

  connected() {
    this.replaceChildren(this.#still, this.#moving);
    this.on(matchMedia(CALM), "change", () => this.#pace());
    this.on(document, "visibilitychange", () => this.#pace());
    onThemeChange(() => this.#draw(), this.signal);
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(this);
    this.signal.addEventListener("abort", () => sizes.disconnect());
  }

  disconnected() {
    clearTimeout(this.#resized);
    this.#rest();
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   */
  attributeChangedCallback(_name, before) {
    if (before !== null && this.isConnected) this.#draw();
  }

  #resize() {
    clearTimeout(this.#resized);
    this.#resized = setTimeout(() => this.#draw(), SETTLED_MS);
  }

  async #draw() {
    const load = SCENES[this.dataset.scene ?? ""] ?? SCENES.cafe;
    if (!this.clientWidth || !this.clientHeight) return;
    // One that can't be fetched leaves the backdrop of the stylesheet.
    const scene = await load().catch(() => null);
    if (!scene || !this.isConnected) return;
    /** @type {Mood} */
    const mood = isDark() ? "night" : "day";
    scene.still(fit(this.#still, this, STILL_WIDTH), sizeOf(this.#still), mood);
    fit(this.#moving, this, MOVING_WIDTH);
    this.#motion = scene.motion(sizeOf(this.#moving), mood);
    this.#step(0);
    this.dataset.state = "drawn";
    this.#pace();
  }

  #pace() {
    this.#rest();
    const still = matchMedia(CALM).matches || document.hidden;
    if (!still && !this.#tooSlow) this.#next();
  }

  #rest() {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#last = 0;
  }

  #next() {
    this.#timer = setTimeout(() => {
      this.#frame = requestAnimationFrame((now) => this.#tick(now));
    }, FRAME_MS);
  }

  /** @param {number} now */
  #tick(now) {
    const seconds = this.#last ? Math.min(0.2, (now - this.#last) / 1000) : 0;
    this.#last = now;
    const began = performance.now();
    this.#step(seconds);
    this.#watch(performance.now() - began);
    if (!this.#tooSlow) this.#next();
  }

  /** @param {number} seconds */
  #step(seconds) {
    const context = this.#moving.getContext("2d");
    if (!context || !this.#motion) return;
    context.clearRect(0, 0, this.#moving.width, this.#moving.height);
    this.#motion(context, seconds);
  }

  /** @param {number} milliseconds */
  #watch(milliseconds) {
    this.#spent += milliseconds;
    this.#frames += 1;
    if (this.#frames < FRAMES_WATCHED) return;
    this.#tooSlow = this.#spent / this.#frames > TOO_SLOW_MS;
    this.#spent = this.#frames = 0;
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} place
 * @param {number} widest
 */
function fit(canvas, place, widest) {
  const scale = Math.min(1, widest / Math.max(place.clientWidth, place.clientHeight));
  canvas.width = Math.round(place.clientWidth * scale);
  canvas.height = Math.round(place.clientHeight * scale);
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/** @param {HTMLCanvasElement} canvas */
function sizeOf({ width, height }) {
  return { width, height };
}

customElements.define("cafe-scene", CafeScene);
