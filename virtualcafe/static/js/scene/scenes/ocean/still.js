// Sky and clouds, headlands in haze, water in perspective with the light's path on it, a strip of sand.
import { field, glow, grain, haze, vignette } from "../../air.js";
import { colour, css, mix, ramp } from "../../colour.js";
import { outline, stars } from "../../land.js";
import { between, clouds, smoothstep } from "../../noise.js";
import { circle, gradient, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { HORIZON, lightAt, lighthouseAt, PALETTE, SEED, shoreOf } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {CanvasRenderingContext2D} Context */

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Iterable<void>}
 */
export function* still(context, size, mood) {
  const { corner, dim } = PALETTE[mood];
  yield* drawSky(context, size, mood);
  yield* drawHeadlands(context, size, mood);
  yield* drawWater(context, size, mood);
  yield* drawShore(context, size, mood);
  vignette(context, size, corner, dim);
  yield;
  grain(context, size, 0.03);
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
  context.fillStyle = gradient(context, [0, 0, 0, height * HORIZON], sky);
  context.fillRect(0, 0, width, height * HORIZON + 1);
  yield;
  if (mood === "night") {
    const above = { width, height: height * HORIZON };
    stars(context, above, { count: 460, seed: SEED, unit, colours: [disc, light] });
    yield;
  }
  const { x, y } = lightAt(size);
  glow(context, { x, y, radius: height * 0.6, colour: light, strength: 0.55 });
  yield* drawClouds(context, size, mood);
  glow(context, { x, y, radius: unit * 15, colour: disc, strength: mood === "day" ? 0.85 : 0.4 });
  context.fillStyle = css(disc, 0.97);
  circle(context, x, y, unit * 2.6);
  yield;
}

/**
 * Heaps of cloud in perspective: wide and thin toward the horizon, lit from the light's side.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawClouds(context, size, mood) {
  const { cloud, shade, clouds: most } = PALETTE[mood];
  const shape = clouds(SEED + 1, 5);
  const sun = lightAt(size).x / (size.height * HORIZON);
  return field(
    context,
    { width: size.width, height: size.height * HORIZON },
    {
      rows: 190,
      at(x, y, point) {
        const away = 1 / (1.12 - y);
        const [across, deep] = [(x - sun) * away * 0.42 + 3, away * 1.15];
        const here = shape(across, deep);
        const there = smoothstep(0.47, 0.74, here) * smoothstep(1, 0.8, y);
        const side = Math.max(-1, Math.min(1, (sun - x) * 2));
        const thick = shape(across + side * 0.1, deep + 0.16);
        const lit = smoothstep(0.16, -0.14, thick - here + (here - 0.6) * 0.4);
        const tone = mix(shade, cloud, lit);
        point.splice(0, 4, ...tone, 255 * most * there);
      },
    },
  );
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawHeadlands(context, size, mood) {
  const { width, height } = size;
  const { far, near, light } = PALETTE[mood];
  const rough = clouds(SEED + 2, 5);
  const level = height * HORIZON;
  const lands = [
    { tone: far, from: 0.34, high: 0.05, seed: 1 },
    { tone: near, from: 0.24, high: 0.085, seed: 5 },
  ];
  context.save();
  context.beginPath();
  context.rect(0, 0, width, level + 1);
  context.clip();
  for (const { tone, from, high, seed } of lands) {
    context.fillStyle = gradient(
      context,
      [0, level - height * high, 0, level],
      [css(tone), css(mix(tone, light, 0.28))],
    );
    outline(context, size, (x) => {
      const slope = smoothstep(from, 0, x / width) ** 0.6;
      return level + 2 - height * high * slope * (0.55 + 0.7 * rough((x / height) * 7, seed));
    });
    context.fill();
  }
  context.restore();
  drawLighthouse(context, size, mood);
  haze(context, width, { y: level, thick: height * 0.035, colour: light, strength: 0.35 });
  yield;
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawLighthouse(context, size, mood) {
  const { near, disc } = PALETTE[mood];
  const { x, y } = lighthouseAt(size);
  const unit = unitOf(size);
  context.fillStyle = mood === "day" ? "#f2ece2" : css(mix(near, disc, 0.14));
  context.beginPath();
  context.moveTo(x - unit * 0.42, y);
  context.lineTo(x + unit * 0.42, y);
  context.lineTo(x + unit * 0.66, y + unit * 4.6);
  context.lineTo(x - unit * 0.66, y + unit * 4.6);
  context.fill();
  context.fillStyle = mood === "day" ? "#b4553f" : css(near);
  context.fillRect(x - unit * 0.62, y - unit * 0.18, unit * 1.24, unit * 0.22);
  context.fillRect(x - unit * 0.36, y - unit * 0.95, unit * 0.72, unit * 0.3);
  context.fillStyle = mood === "day" ? "#8fa7b4" : "#ffe6a8";
  context.fillRect(x - unit * 0.28, y - unit * 0.7, unit * 0.56, unit * 0.55);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawWater(context, size, mood) {
  const { width, height } = size;
  const { sea, crest, trough, glitter } = PALETTE[mood];
  const tones = ramp(sea);
  const wave = clouds(SEED + 3, 4);
  const high = height * (1 - HORIZON);
  const sun = lightAt(size).x / high;
  yield* field(
    context,
    { y: height * HORIZON, width, height: high },
    {
      rows: 300,
      at(x, y, point) {
        // Near water shows single waves, far water only their shimmer.
        const away = 1 / (y + 0.045);
        const swell = wave((x - sun) * away * 0.55 + 40, away * 2.6);
        const ripple = wave((x - sun) * away * 1.7 + 9, away * 8.5 + 3);
        const tilt = (swell - 0.5) * 1.1 + (ripple - 0.5) * 0.9;
        let tone = tones(y ** 0.62 + tilt * 0.05);
        tone = tilt > 0 ? mix(tone, crest, tilt * 0.5) : mix(tone, trough, -tilt * 0.75);
        const path = Math.exp(-(((x - sun) / (0.045 + y * 0.26)) ** 2));
        const spark = smoothstep(0.5 + y * 0.12, 0.74 + y * 0.1, ripple * 0.65 + swell * 0.42);
        tone = mix(tone, glitter, path * (0.32 * (1 - y) + 0.95 * spark * (1 - y * 0.55)));
        point.splice(0, 4, ...tone, 255);
      },
    },
  );
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawShore(context, size, mood) {
  const { width, height } = size;
  const { sand, foam, trough } = PALETTE[mood];
  const edge = shoreOf(size);
  // Shallow water lets the sand shine through.
  for (let step = 8; step > 0; step -= 1) {
    outline(context, size, (x) => edge(x) - height * 0.011 * step);
    context.fillStyle = css(mix(trough, foam, 0.55), 0.05);
    context.fill();
  }
  outline(context, size, edge);
  context.fillStyle = gradient(context, [0, height * 0.85, 0, height], sand);
  context.fill();
  yield;
  outline(context, size, edge);
  context.save();
  context.clip();
  const wet = clouds(SEED + 8, 4);
  yield* field(
    context,
    { y: height * 0.84, width, height: height * 0.16 },
    {
      rows: 90,
      at(x, y, point) {
        const down = y * 0.16 + 0.84 - edge(x * 0.16 * height) / height;
        const dark = smoothstep(0.035, 0, down) * 0.5 + (wet(x * 5, y * 9) - 0.5) * 0.22;
        point.splice(0, 4, ...trough, 255 * Math.max(0, dark) * 0.7);
      },
    },
  );
  context.restore();
  yield* drawGrass(context, size, mood);
}

/**
 * Beach grass in the near corner, bent by the wind.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawGrass(context, size, mood) {
  const { grass, sand } = PALETTE[mood];
  const unit = unitOf(size);
  const random = seeded(SEED + 4);
  const dry = colour(sand[0]);
  for (let index = 0; index < 150; index += 1) {
    const x = -unit * 2 + unit * 27 * random() ** 1.6;
    const high = unit * between(5, 15, random()) * (1 - x / (unit * 40));
    const bend = high * between(0.15, 0.65, random());
    const y = size.height + unit;
    context.strokeStyle = css(mix(grass, random() < 0.3 ? dry : [0, 0, 0], random() * 0.5));
    context.lineWidth = Math.max(0.6, unit * between(0.1, 0.28, random()));
    context.beginPath();
    context.moveTo(x, y);
    context.quadraticCurveTo(x + bend * 0.15, y - high * 0.7, x + bend, y - high);
    context.stroke();
    if (index % 40 === 39) yield;
  }
}
