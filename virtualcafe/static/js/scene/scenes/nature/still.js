// From the back: shining air, trees fading into it, the ground, shafts of light, leaves and ferns close by.
import { field, glow, grain, haze, soften, vignette } from "../../air.js";
import { css, mix, ramp } from "../../colour.js";
import { between, clouds, smoothstep } from "../../noise.js";
import { gradient, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { fern, leafage, trunk } from "./growth.js";
import { GROUND, lightAt, PALETTE, SEED } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {CanvasRenderingContext2D} Context */

const LAYERS = 5;

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Iterable<void>}
 */
export function* still(context, size, mood) {
  const { corner, dim } = PALETTE[mood];
  yield* drawAir(context, size, mood);
  for (let layer = 0; layer < LAYERS; layer += 1) {
    yield* drawTrees(context, size, mood, layer);
    if (layer === 2) yield* drawGround(context, size, mood);
  }
  drawShafts(context, size, mood);
  yield;
  yield* drawFrame(context, size, mood);
  vignette(context, size, corner, dim);
  yield;
  grain(context, size, 0.035);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawAir(context, size, mood) {
  const tones = ramp(PALETTE[mood].air);
  const leaves = clouds(SEED, 5);
  const { x: sunX, y: sunY } = lightAt(size);
  const [lightX, lightY] = [sunX / size.height, sunY / size.height];
  yield* field(context, size, {
    rows: 150,
    at(x, y, point) {
      const far = Math.hypot(x - lightX, (y - lightY) * 0.9);
      const shade = (leaves(x * 5, y * 5) - 0.5) * smoothstep(0.05, 0.5, far) * 0.85;
      point.splice(0, 4, ...tones(far * 0.95 + shade), 255);
    },
  });
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} layer
 */
function* drawTrees(context, size, mood, layer) {
  const { width, height } = size;
  const { bark, fog, light, lit } = PALETTE[mood];
  const random = seeded(SEED + layer * 3);
  const depth = layer / (LAYERS - 1);
  const unit = unitOf(size);
  const thick = unit * between(0.7, 6.4, depth ** 1.7);
  const tone = mix(fog, bark, between(0.16, 0.96, depth ** 0.85));
  const foot = height * between(GROUND - 0.05, 1.06, depth ** 1.25);
  const apart = Math.max(thick * 2.6, width * between(0.028, 0.13, depth));
  for (let x = -apart; x < width + apart; x += apart * (0.5 + random())) {
    const side = Math.abs(x / width - 0.45) * 2;
    const wide = thick * (0.6 + random() * 0.7);
    const skip = side < between(0.08, 0.68, depth) + (random() - 0.5) * 0.16;
    const look = { x, foot: foot + random() * unit * 3, wide, tone, edge: mix(tone, lit, 0.42) };
    const toLight = lightAt(size).x > x ? 1 : -1;
    if (!skip) trunk(context, size, { ...look, toLight, bare: depth < 0.9 }, random);
    yield;
  }
  yield* drawCanopy(context, size, mood, layer);
  const strength = between(0.5, 0.05, depth);
  haze(context, width, { y: height * GROUND, thick: height * 0.34, colour: fog, strength });
  const { x, y } = lightAt(size);
  const warm = between(0.42, 0.06, depth);
  glow(context, { x, y, radius: height * 0.7, colour: light, strength: warm });
  yield;
}

/**
 * The crown of a layer: hangs in from above, deeper at the sides.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} layer
 */
function* drawCanopy(context, size, mood, layer) {
  const { width, height } = size;
  const depth = layer / (LAYERS - 1);
  const tones = ramp(PALETTE[mood].leaves);
  const unit = unitOf(size);
  const hang = clouds(SEED + 20 + layer, 4);
  const random = seeded(SEED + 30 + layer);
  const each = unit * between(0.55, 1.5, depth);
  const count = Math.round((width / each) * between(5, 9, depth));
  for (let index = 0; index < count; index += 1) {
    const x = random() * width;
    const side = Math.abs(x / width - 0.45) * 2;
    const deep = (0.06 + 0.42 * side ** 1.7) * (0.35 + hang((x / height) * 3, layer)) * height;
    const y = random() ** 0.75 * deep * between(1.25, 0.82, depth);
    const shade = between(0.22, 0.78, depth) + (random() - 0.5) * 0.4 - (y / deep) * 0.1;
    context.fillStyle = css(tones(shade), between(0.32, 0.85, depth));
    leafage(context, { x, y, long: each * (0.6 + random()), turn: random() * 3.2 });
    if (index % 260 === 259) yield;
  }
  yield;
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawGround(context, size, mood) {
  const { width, height } = size;
  const tones = ramp(PALETTE[mood].floor);
  const moss = clouds(SEED + 4, 5);
  const sun = lightAt(size).x / height;
  const top = GROUND - 0.045;
  const rows = 1 - top;
  const edge = clouds(SEED + 5, 3);
  yield* field(
    context,
    { y: height * top, width, height: height * rows },
    {
      rows: 170,
      at(x, y, point) {
        const away = 1 / (y + 0.12);
        const spot = moss(x * away * 0.5 + 7, away * 3.2);
        const lit = smoothstep(0.5, 0.68, moss((x - 3) * away * 0.32, away * 1.6 + 5));
        const near = Math.exp(-(((x * rows - sun - y * 0.1) / 0.42) ** 2));
        const tone = y * 1.02 + (spot - 0.5) * 0.55 - lit * near * 0.34 + 0.1;
        const begins = smoothstep(0.02, 0.2, y + (edge(x * 4, 1) - 0.5) * 0.16);
        point.splice(0, 4, ...tones(tone), 255 * begins);
      },
    },
  );
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawShafts(context, size, mood) {
  const { light, shafts } = PALETTE[mood];
  const { height } = size;
  const { x, y } = lightAt(size);
  const random = seeded(SEED + 6);
  context.globalCompositeOperation = "screen";
  soften(context, size, 14, (painter) => {
    for (let index = 0; index < 9; index += 1) {
      const lean = between(-0.5, 0.75, (index + random()) / 9) * height;
      const wide = height * between(0.02, 0.075, random());
      const shine = painter.createLinearGradient(x, y - height * 0.2, x + lean, height);
      shine.addColorStop(0, css(light, shafts));
      shine.addColorStop(0.55, css(light, shafts * 0.5 * random()));
      shine.addColorStop(1, css(light, 0));
      painter.fillStyle = shine;
      painter.beginPath();
      painter.moveTo(x + lean * 0.06 - wide * 0.2, y - height * 0.25);
      painter.lineTo(x + lean * 0.06 + wide * 0.2, y - height * 0.25);
      painter.lineTo(x + lean + wide, height);
      painter.lineTo(x + lean - wide, height);
      painter.fill();
    }
  });
  context.globalCompositeOperation = "source-over";
}

/**
 * What is close to the eye: leaves out of focus above, ferns in the lower corners.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawFrame(context, size, mood) {
  const { width, height } = size;
  const { fern: tone, leaves, corner } = PALETTE[mood];
  const unit = unitOf(size);
  const random = seeded(SEED + 9);
  const tones = ramp(leaves.slice(2));
  soften(context, size, 5, (painter) => {
    for (let index = 0; index < 70; index += 1) {
      const right = index % 2;
      const x = right ? width - random() ** 1.8 * width * 0.3 : random() ** 1.8 * width * 0.26;
      painter.fillStyle = css(tones(0.35 + random() * 0.6), 0.92);
      leafage(painter, { x, y: random() ** 2 * height * 0.26, long: unit * 4, turn: random() * 3 });
    }
  });
  yield;
  for (let index = 0; index < 30; index += 1) {
    const left = index % 2 === 0;
    const inward = random() ** 1.5 * width * 0.3;
    const x = left ? inward - unit * 4 : width - inward + unit * 4;
    const high = unit * between(9, 22, random()) * (1 - inward / width / 0.5);
    context.fillStyle = context.strokeStyle = css(mix(tone, corner, random() * 0.75));
    fern(context, { x, y: height + unit * 2, high, lean: (left ? 1 : -1) * (0.2 + random()) });
    yield;
  }
  context.fillStyle = gradient(
    context,
    [0, height * 0.9, 0, height],
    [css(corner, 0), css(corner, 0.5)],
  );
  context.fillRect(0, height * 0.9, width, height * 0.1);
}
