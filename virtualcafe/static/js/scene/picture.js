import { paintStill, sizeOf } from "./painting.js";

/** @typedef {import("./catalogue.js").Scene} Scene */
/** @typedef {import("./catalogue.js").Mood} Mood */
/** @typedef {import("./catalogue.js").Motion} Motion */

const STILL_WIDTH = 1600;
// The moving layer is out of focus anyway, and a small canvas costs nearly nothing to redraw.
const MOVING_WIDTH = 640;

/** One scene at one size and mood: what stays as it is, and over it what moves. */
export class Picture {
  element = document.createElement("div");
  #still = document.createElement("canvas");
  #moving = document.createElement("canvas");
  /** @type {Motion | undefined} */
  #motion;

  /** @param {HTMLElement} place */
  constructor(place) {
    fit(this.#still, place, STILL_WIDTH);
    fit(this.#moving, place, MOVING_WIDTH);
    this.element.append(this.#still, this.#moving);
  }

  /**
   * @param {Scene} scene
   * @param {{mood: Mood, signal: AbortSignal}} how
   * @returns {Promise<boolean>} false when it was called off
   */
  async paint(scene, { mood, signal }) {
    if (!(await paintStill(this.#still, scene, { mood, signal }))) return false;
    this.#motion = scene.motion(sizeOf(this.#moving), mood);
    this.step(0);
    return true;
  }

  /** @param {number} seconds */
  step(seconds) {
    const context = this.#moving.getContext("2d");
    if (!context || !this.#motion) return;
    context.clearRect(0, 0, this.#moving.width, this.#moving.height);
    this.#motion(context, seconds);
  }

  show() {
    this.element.dataset.state = "drawn";
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
}
