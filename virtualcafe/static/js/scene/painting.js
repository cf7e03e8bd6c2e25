/** @typedef {import("./catalogue.js").Scene} Scene */
/** @typedef {import("./catalogue.js").Mood} Mood */

// A frame lasts 16 ms at best: painting leaves half of it to the page.
const AT_ONCE_MS = 8;

/**
 * Paint a scene's still into a canvas, a few milliseconds at a time.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Scene} scene
 * @param {{mood: Mood, signal: AbortSignal}} how
 * @returns {Promise<boolean>} whether it came to its end
 */
export async function paintStill(canvas, scene, { mood, signal }) {
  const context = canvas.getContext("2d");
  if (!context) return false;
  const steps = scene.still(context, sizeOf(canvas), mood)[Symbol.iterator]();
  while (!signal.aborted) {
    if (paintFor(AT_ONCE_MS, steps)) return true;
    await new Promise((next) => setTimeout(next));
  }
  return false;
}

/**
 * @param {number} milliseconds
 * @param {Iterator<void>} steps
 * @returns {boolean} whether they are done
 */
function paintFor(milliseconds, steps) {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    if (steps.next().done) return true;
  }
  return false;
}

/** @param {HTMLCanvasElement} canvas */
export function sizeOf({ width, height }) {
  return { width, height };
}
