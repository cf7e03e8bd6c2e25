// Painted from the back: sky, light, peaks with snow, and ridge after ridge with mist between.
import { field, glow, grain, haze, vignette } from "../../air.js";
import { css, mix } from "../../colour.js";
import { fir, outline, stars } from "../../land.js";
import { between, clouds, crests, smoothstep } from "../../noise.js";
import { circle, gradient, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { LAYERS, lightAt, PALETTE, SEED, skyline } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {CanvasRenderingContext2D} Context */

// The part of the height that has peaks in it.
const HIGH = 0.66;

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Iterable<void>}
 */
export function* still(context, size, mood) {
  yield* drawSky(context, size, mood);
  for (let layer = 0; layer < LAYERS; layer += 1) {
    yield* drawRidge(context, size, mood, layer);
    if (layer < 2) yield* drawSnow(context, size, mood, layer);
    drawMist(context, size, mood, layer);
    yield;
  }
  const { x, y } = lightAt(size);
  const { light, corner, dim } = PALETTE[mood];
  glow(context, { x, y, radius: size.height * 0.9, colour: light, strength: 0.2 });
  yield;
  vignette(context, size, corner, dim);
  grain(context, size, 0.035);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawSky(context, size, mood) {
  const { sky, light, disc } = PALETTE[mood];
  const { width, height } = size;
  const unit = unitOf(size);
  context.fillStyle = gradient(context, [0, 0, 0, height * 0.66], sky);
  context.fillRect(0, 0, width, height);
  yield;
  if (mood === "night") {
    const above = { width, height: height * 0.6 };
    stars(context, above, { count: 420, seed: SEED, unit, colours: [disc, light] });
  }
  yield;
  yield* drawClouds(context, size, mood);
  const { x, y } = lightAt(size);
  const strength = mood === "day" ? 0.75 : 0.4;
  glow(context, { x, y, radius: height * 0.75, colour: light, strength });
  glow(context, { x, y, radius: unit * 16, colour: disc, strength });
  context.fillStyle = css(disc, 0.96);
  circle(context, x, y, unit * (mood === "day" ? 3.4 : 2.8));
  if (mood === "night") drawFace(context, { x, y, radius: unit * 2.8 });
  yield;
}

/**
 * The moon's seas.
 *
 * @param {Context} context
 * @param {{x: number, y: number, radius: number}} moon
 */
function drawFace(context, { x, y, radius }) {
  context.fillStyle = "rgb(120 130 150 / 0.2)";
  circle(context, x - radius * 0.3, y - radius * 0.2, radius * 0.34);
  circle(context, x + radius * 0.28, y + radius * 0.05, radius * 0.24);
  circle(context, x - radius * 0.12, y + radius * 0.42, radius * 0.28);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawClouds(context, size, mood) {
  const { cloud, clouds: most } = PALETTE[mood];
  const shape = clouds(SEED + 1, 5);
  const bend = clouds(SEED + 2, 3);
  return field(
    context,
    { width: size.width, height: size.height * 0.62 },
    {
      rows: 110,
      at(x, y, point) {
        const drawn = shape(x * 0.9 + bend(x, y * 3) * 0.7, y * 4.2 + bend(y, x) * 0.8);
        const there = smoothstep(0.48, 0.78, drawn) * smoothstep(0, 0.25, y);
        point.splice(0, 4, ...cloud, 255 * most * there);
      },
    },
  );
}

/**
 * @param {Mood} mood
 * @param {number} layer
 */
function shadeOf(mood, layer) {
  const { far, near, mist } = PALETTE[mood];
  const depth = (layer / (LAYERS - 1)) ** 1.15;
  return { top: mix(far, near, depth), foot: mix(mix(far, near, depth), mist, 0.72 - depth * 0.6) };
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} layer
 */
function* drawRidge(context, size, mood, layer) {
  const { height } = size;
  const edge = skyline(size, layer);
  const { top, foot } = shadeOf(mood, layer);
  const high = between(0.26, 0.62, layer / (LAYERS - 1)) * height;
  context.fillStyle = gradient(
    context,
    [0, high, 0, high + height * 0.38],
    [css(top), css(mix(top, foot, 0.35)), css(foot)],
  );
  outline(context, size, edge);
  context.fill();
  yield;
  if (layer < 3) return;
  context.fillStyle = css(mix(top, foot, 0.12));
  yield* drawFirs(context, size, layer, edge);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {number} layer
 * @param {(x: number) => number} edge
 */
function* drawFirs(context, size, layer, edge) {
  const unit = unitOf(size);
  const random = seeded(SEED + layer);
  const tall = [0, 0, 0, 2.2, 5.2, 24][layer] * unit;
  const apart = tall * [0, 0, 0, 0.3, 0.26, 0.16][layer];
  for (let x = -tall; x < size.width + tall; x += apart * (0.45 + random())) {
    const side = Math.abs(x / size.width - 0.47) * 2;
    // The nearest stand to the left and right only, like a curtain.
    const grown = layer === LAYERS - 1 ? smoothstep(0.42, 1, side) : 1;
    const high = tall * grown * (0.55 + random() * 0.75);
    if (high > unit) fir(context, { x, y: edge(x) + high * 0.06, high }, random);
    if (random() < 0.06) yield;
  }
  yield;
}

/**
 * Snow on the slopes that look at the light, rock and shade on the others.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} layer
 */
function* drawSnow(context, size, mood, layer) {
  const { snow, rock } = PALETTE[mood];
  const { width, height } = size;
  const edge = skyline(size, layer);
  const relief = crests(SEED + 60 + layer, 5);
  const sun = lightAt(size).x / height;
  context.save();
  outline(context, size, edge);
  context.clip();
  yield* field(
    context,
    { width, height: height * HIGH },
    {
      rows: 240,
      at(x, y, point) {
        // `x` and `y` count in heights of the field; the slope is that of the picture.
        const down = y * HIGH - edge(x * HIGH * height) / height;
        const here = relief(x * 3.1 + down * 2, y * 2.6);
        const beside = relief((x + 0.012) * 3.1 + (down + 0.01) * 2, (y + 0.006) * 2.6);
        const facing = (here - beside) * 11 * Math.max(-1, Math.min(1, (sun - x * HIGH) * 5));
        const lit = smoothstep(-0.22, 0.34, facing);
        const line = smoothstep(0.17, 0.02, down + (here - 0.5) * 0.16) * smoothstep(1, 0.82, y);
        const colour = mix(rock, snow, lit);
        point.splice(0, 4, ...colour, 255 * line * (layer ? 0.5 : 0.62));
      },
    },
  );
  context.restore();
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} layer
 */
function drawMist(context, size, mood, layer) {
  const { mist } = PALETTE[mood];
  const depth = layer / (LAYERS - 1);
  const y = size.height * between(0.6, 1.02, depth);
  const strength = between(0.62, 0.16, depth);
  haze(context, size.width, { y, thick: size.height * 0.15, colour: mist, strength });
}
