// Trunks, leaves and ferns.
import { css } from "../../colour.js";
import { gradient } from "../../paint.js";

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {import("../../colour.js").Colour} Colour */

/**
 * From the ground out of the picture, a little bent, lighter where it looks at the light.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {{x: number, foot: number, wide: number, tone: Colour, edge: Colour, toLight: number,
 *     bare: boolean}} tree
 * @param {() => number} random
 */
export function trunk(context, { height }, { x, foot, wide, tone, edge, toLight, bare }, random) {
  const bend = (random() - 0.5) * wide * 2.2;
  const half = wide / 2;
  const [dark, light] = [css(tone), css(edge)];
  const shades = toLight > 0 ? [dark, dark, dark, light] : [light, dark, dark, dark];
  context.fillStyle = gradient(context, [x - half, 0, x + half, 0], shades);
  context.beginPath();
  context.moveTo(x - wide * 0.95, foot);
  context.quadraticCurveTo(x - half, foot - wide * 0.6, x - half * 0.9, foot - wide * 2);
  context.quadraticCurveTo(x - half * 0.8 + bend, height * 0.4, x - half * 0.55 + bend * 0.6, -9);
  context.lineTo(x + half * 0.55 + bend * 0.6, -9);
  context.quadraticCurveTo(x + half * 0.8 + bend, height * 0.4, x + half * 0.9, foot - wide * 2);
  context.quadraticCurveTo(x + half, foot - wide * 0.6, x + wide * 0.95, foot);
  context.fill();
  context.fillStyle = dark;
  for (let index = 0; index < (bare ? 4 : 1); index += 1) {
    branch(context, { x: x + bend * 0.5, y: foot * (0.08 + 0.34 * random()), wide }, random);
  }
}

/**
 * @param {Context} context
 * @param {{x: number, y: number, wide: number}} from
 * @param {() => number} random
 */
function branch(context, { x, y, wide }, random) {
  const side = random() < 0.5 ? -1 : 1;
  const long = wide * (1.6 + random() * 2.6);
  const thick = wide * (0.07 + random() * 0.08);
  const [tipX, tipY] = [x + side * long, y - long * (0.75 + random() * 0.5)];
  context.beginPath();
  context.moveTo(x, y - thick);
  context.quadraticCurveTo(x + side * long * 0.62, y - long * 0.3 - thick, tipX, tipY);
  context.quadraticCurveTo(x + side * long * 0.62, y - long * 0.3 + thick, x, y + thick * 2);
  context.fill();
}

/**
 * A leaf, or a tuft of them from afar.
 *
 * @param {Context} context
 * @param {{x: number, y: number, long: number, turn: number}} leaf
 */
export function leafage(context, { x, y, long, turn }) {
  const [dx, dy] = [Math.cos(turn) * long, Math.sin(turn) * long];
  context.beginPath();
  context.moveTo(x - dx, y - dy);
  context.quadraticCurveTo(x - dy * 0.7, y + dx * 0.7, x + dx, y + dy);
  context.quadraticCurveTo(x + dy * 0.7, y - dx * 0.7, x - dx, y - dy);
  context.fill();
}

/**
 * A frond: a bent stem with leaflets that grow smaller to its tip.
 *
 * @param {Context} context
 * @param {{x: number, y: number, high: number, lean: number}} frond
 */
export function fern(context, { x, y, high, lean }) {
  const at = (/** @type {number} */ t) => ({
    x: x + lean * high * 0.8 * t * t,
    y: y - high * (t * 1.25 - t * t * 0.35),
  });
  const tip = at(1);
  const middle = { x, y: y - high * 0.62 };
  context.lineWidth = Math.max(0.7, high * 0.014);
  context.beginPath();
  context.moveTo(x, y);
  context.quadraticCurveTo(middle.x, middle.y, tip.x, tip.y);
  context.stroke();
  for (let step = 2; step <= 22; step += 1) {
    const t = step / 22;
    const from = at(t);
    const long = high * 0.16 * Math.sin(Math.min(1, t * 1.25) * 2.6) ** 0.8 * (1.05 - t * 0.8);
    const along = Math.atan2(-(1.25 - 0.7 * t), lean * 1.6 * t);
    for (const side of [-1, 1]) {
      const turn = along + side * 1.15;
      const leaf = { x: from.x + Math.cos(turn) * long, y: from.y + Math.sin(turn) * long };
      if (long > 0) leafage(context, { ...leaf, long, turn });
    }
  }
}
