// Shapes that every scene draws with.

/** @typedef {CanvasRenderingContext2D} Context */

export const TURN = Math.PI * 2;

/**
 * The measure everything is drawn in, so that a phone and a wide screen show the same things.
 *
 * @param {import("./catalogue.js").Size} size
 */
export function unitOf({ width, height }) {
  return Math.min(width, height * 1.2) / 100;
}

/**
 * @param {Context} context
 * @param {[number, number, number, number]} line
 * @param {string[]} colours
 */
export function gradient(context, line, colours) {
  const made = context.createLinearGradient(...line);
  colours.forEach((colour, index) => {
    made.addColorStop(index / (colours.length - 1), colour);
  });
  return made;
}

/**
 * @param {Context} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
export function circle(context, x, y, radius) {
  oval(context, x, y, radius, radius);
}

/**
 * @param {Context} context
 * @param {number} x
 * @param {number} y
 * @param {number} wide
 * @param {number} high
 */
export function oval(context, x, y, wide, high) {
  context.beginPath();
  context.ellipse(x, y, wide, high, 0, 0, TURN);
  context.fill();
}
