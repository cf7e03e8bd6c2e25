// What stands on the ground and hangs in the sky of more than one scene.
import { css } from "./colour.js";
import { circle } from "./paint.js";
import { seeded } from "./random.js";

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import("./catalogue.js").Size} Size */
/** @typedef {import("./colour.js").Colour} Colour */
/** @typedef {(x: number) => number} Skyline the height of its edge at x */

/**
 * The outline of everything below a skyline.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Skyline} skyline
 */
export function outline(context, { width, height }, skyline) {
  const step = Math.max(1, width / 420);
  context.beginPath();
  context.moveTo(0, height);
  for (let x = 0; x <= width + step; x += step) context.lineTo(x, skyline(x));
  context.lineTo(width, height);
  context.closePath();
}

/**
 * A fir: a stem, and branches that hang in steps. No two are the same.
 *
 * @param {Context} context
 * @param {{x: number, y: number, high: number}} place the foot of it
 * @param {() => number} random
 */
export function fir(context, { x, y, high }, random) {
  const steps = Math.max(4, Math.min(15, Math.round(high / 4)));
  const wide = high * (0.17 + random() * 0.07);
  const lean = (random() - 0.5) * high * 0.03;
  context.beginPath();
  context.moveTo(x + lean, y - high);
  branches(context, { x, y, high, wide, steps }, random, 1);
  context.lineTo(x + high * 0.012, y);
  context.lineTo(x - high * 0.012, y);
  branches(context, { x, y, high, wide, steps }, random, -1);
  context.closePath();
  context.fill();
}

/**
 * @param {Context} context
 * @param {{x: number, y: number, high: number, wide: number, steps: number}} tree
 * @param {() => number} random
 * @param {1 | -1} side down on the right, up on the left
 */
function branches(context, { x, y, high, wide, steps }, random, side) {
  for (let index = 1; index <= steps; index += 1) {
    const step = side > 0 ? index : steps + 1 - index;
    const down = step / steps;
    const tip = wide * down * (0.72 + random() * 0.5);
    const level = y - high * (1 - down * 0.93);
    const inner = [x + side * wide * down * 0.3, level - (high / steps) * 0.1];
    const outer = [x + side * tip, level + (high / steps) * 0.32];
    const [first, second] = side > 0 ? [outer, inner] : [inner, outer];
    context.lineTo(first[0], first[1]);
    context.lineTo(second[0], second[1]);
  }
}

/**
 * Many faint stars, few bright ones.
 *
 * @param {Context} context
 * @param {Size} size of the sky
 * @param {{count: number, seed: number, unit: number, colours: Colour[]}} look
 */
export function stars(context, { width, height }, { count, seed, unit, colours }) {
  const random = seeded(seed);
  for (let index = 0; index < count; index += 1) {
    const bright = random() ** 5;
    const x = random() * width;
    const y = random() ** 1.25 * height;
    // Lost in the haze of the horizon.
    const clear = 1 - (y / height) ** 2;
    context.fillStyle = css(colours[index % colours.length], (0.18 + 0.8 * bright) * clear);
    circle(context, x, y, unit * (0.055 + 0.13 * bright));
  }
}

/**
 * Where the brightest stand, for those that twinkle.
 *
 * @param {Size} size
 * @param {{count: number, seed: number}} look
 */
export function twinkling({ width, height }, { count, seed }) {
  const random = seeded(seed);
  return Array.from({ length: count }, () => ({
    x: random() * width,
    y: random() ** 1.25 * height,
    bright: 0.3 + 0.7 * random(),
    beat: 0.4 + random() * 1.3,
    phase: random() * 6.3,
  }));
}
