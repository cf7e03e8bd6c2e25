import { field, glow, grain, vignette } from "../../air.js";
import { colour, css, mix, ramp } from "../../colour.js";
import { outline } from "../../land.js";
import { clouds, smoothstep } from "../../noise.js";
import { circle, gradient } from "../../paint.js";
import { discAt, PALETTE, SEED, slope } from "./palette.js";

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
  const { disc, slopes, corner, dim } = PALETTE[mood];
  yield* drawPaper(context, size, mood);
  const { x, y, radius } = discAt(size);
  glow(context, { x, y, radius: radius * 4, colour: colour(disc[0]), strength: 0.35 });
  context.fillStyle = gradient(context, [0, y - radius, 0, y + radius], disc);
  circle(context, x, y, radius);
  yield;
  for (const [index, tones] of slopes.entries()) {
    const edge = slope(size, index);
    const top = size.height * (0.58 + index * 0.09);
    context.shadowColor = css(corner, 0.3);
    context.shadowBlur = size.height * 0.03;
    context.fillStyle = gradient(context, [0, top, 0, size.height], tones);
    outline(context, size, edge);
    context.fill();
    context.shadowColor = "transparent";
    yield;
  }
  vignette(context, size, corner, dim);
  yield;
  grain(context, size, 0.05);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawPaper(context, size, mood) {
  const { paper, warm, cool } = PALETTE[mood];
  const tones = ramp(paper);
  const wash = clouds(SEED, 3);
  const wide = size.width / size.height;
  return field(context, size, {
    rows: 60,
    at(x, y, point) {
      const soft = wash(x * 0.9, y * 0.9) - 0.5;
      const left = smoothstep(0.75, 0, Math.hypot(x - wide * 0.1, y - 0.12) + soft * 0.3);
      const right = smoothstep(0.8, 0, Math.hypot(x - wide * 0.78, y - 0.4) + soft * 0.3);
      let tone = tones(y + soft * 0.3);
      tone = mix(tone, cool, left * 0.5);
      tone = mix(tone, warm, right * 0.45);
      point.splice(0, 4, ...tone, 255);
    },
  });
}
