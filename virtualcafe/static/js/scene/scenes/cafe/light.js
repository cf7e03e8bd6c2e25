import { circle } from "../../paint.js";

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import("./palette.js").Light} Light */

/**
 * @param {Context} context
 * @param {Light} light
 * @param {number} strength
 */
export function drawLight(context, { x, y, radius, colour }, strength) {
  const disc = context.createRadialGradient(x, y, 0, x, y, radius);
  disc.addColorStop(0, `rgb(${colour} / ${strength * 0.75})`);
  disc.addColorStop(0.82, `rgb(${colour} / ${strength})`);
  disc.addColorStop(1, `rgb(${colour} / 0)`);
  context.fillStyle = disc;
  circle(context, x, y, radius);
}
