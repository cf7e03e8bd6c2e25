/** @typedef {import("./catalogue.js").Scene} Scene */
/** @typedef {import("./catalogue.js").Mood} Mood */

// A frame lasts 16 ms at best: painting leaves half of it to the page. What is told to a canvas is
// drawn only when the frame ends, so the number of steps is bounded too.
const AT_ONCE_MS = 6;
const AT_ONCE_STEPS = 6;
const FRAME_MS = 16;

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
    if (paintSome(steps)) return true;
    await new Promise((next) => setTimeout(next, FRAME_MS));
  }
  return false;
}

/**
 * @param {Iterator<void>} steps
 * @returns {boolean} whether they are done
 */
function paintSome(steps) {
  const until = performance.now() + AT_ONCE_MS;
  for (let step = 0; step < AT_ONCE_STEPS && performance.now() < until; step += 1) {
    if (steps.next().done) return true;
  }
  return false;
}

/** @param {HTMLCanvasElement} canvas */
export function sizeOf({ width, height }) {
  return { width, height };
}
