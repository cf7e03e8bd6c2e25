// Painted from the back: the window and what is outside, shelves full of books, light, the table with its lamp.
import { field, glow, grain, soften, vignette } from "../../air.js";
import { css, mix, ramp } from "../../colour.js";
import { clouds, smoothstep } from "../../noise.js";
import { gradient, unitOf } from "../../paint.js";
import { lampAt, PALETTE, SEED, TABLE, windowAt } from "./palette.js";
import { drawShelves } from "./shelves.js";
import { drawTable } from "./table.js";

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
  const { width, height } = size;
  const { wall, dark, dim } = PALETTE[mood];
  context.fillStyle = gradient(context, [0, 0, 0, height * TABLE], wall);
  context.fillRect(0, 0, width, height);
  yield;
  yield* drawOutside(context, size, mood);
  drawFrame(context, size, mood);
  yield;
  yield* drawShelves(context, size, mood);
  drawDaylight(context, size, mood);
  yield;
  yield* drawTable(context, size, mood);
  drawLampLight(context, size, mood);
  yield;
  vignette(context, size, dark, dim);
  yield;
  grain(context, size, 0.04);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawOutside(context, size, mood) {
  const { outside, trees, light } = PALETTE[mood];
  const { x: left, y: top, wide, high } = windowAt(size);
  const tones = ramp(outside);
  const crowns = clouds(SEED, 4);
  context.save();
  arch(context, size);
  context.clip();
  yield* field(
    context,
    { x: left, y: top, width: wide, height: high },
    {
      rows: 110,
      at(x, y, point) {
        const far = smoothstep(0.44, 0.6, y + (crowns(x * 3.4, 2) - 0.5) * 0.55);
        const near = smoothstep(0.66, 0.78, y + (crowns(x * 5 + 7, 8) - 0.5) * 0.5);
        const leaves = (crowns(x * 12, y * 12) - 0.5) * 0.35;
        let tone = tones(y * 1.1);
        tone = mix(tone, mix(trees, light, 0.45 - leaves), far * 0.65);
        tone = mix(tone, mix(trees, [20, 34, 24], 0.25 + leaves), near * 0.8);
        point.splice(0, 4, ...tone, 255);
      },
    },
  );
  const [x, y] = [left + wide * 0.66, top + high * 0.22];
  glow(context, { x, y, radius: high * 0.8, colour: light, strength: mood === "day" ? 0.8 : 0.55 });
  context.restore();
  yield;
}

/**
 * @param {Context} context
 * @param {Size} size
 */
function arch(context, size) {
  const { x, y, wide, high } = windowAt(size);
  context.beginPath();
  context.moveTo(x, y + high);
  context.lineTo(x, y + wide / 2);
  context.arc(x + wide / 2, y + wide / 2, wide / 2, Math.PI, 0);
  context.lineTo(x + wide, y + high);
  context.closePath();
}

/**
 * The window's stone and its bars.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawFrame(context, size, mood) {
  const { wood, woodLit, light } = PALETTE[mood];
  const { x, y, wide, high } = windowAt(size);
  const unit = unitOf(size);
  context.strokeStyle = css(mix(wood, light, 0.12));
  context.lineWidth = unit * 0.55;
  context.beginPath();
  for (const part of [0.25, 0.5, 0.75]) {
    const rise = Math.sqrt(0.25 - (part - 0.5) ** 2) * wide;
    context.moveTo(x + wide * part, y + wide / 2 - rise);
    context.lineTo(x + wide * part, y + high);
  }
  for (let level = y + wide / 2; level < y + high - unit * 4; level += wide * 0.3) {
    context.moveTo(x, level);
    context.lineTo(x + wide, level);
  }
  context.stroke();
  context.strokeStyle = css(wood);
  context.lineWidth = unit * 2.4;
  arch(context, size);
  context.stroke();
  context.strokeStyle = css(woodLit, 0.7);
  context.lineWidth = unit * 0.5;
  arch(context, size);
  context.stroke();
  context.fillStyle = gradient(
    context,
    [0, y + high, 0, y + high + unit * 2],
    [css(woodLit), css(wood)],
  );
  context.fillRect(x - unit * 2.4, y + high - unit * 0.4, wide + unit * 4.8, unit * 2);
}

/**
 * Light from the window on shelves and floor: wide shafts, soft at their edges.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawDaylight(context, size, mood) {
  const { light, lit } = PALETTE[mood];
  const { x, y, wide, high } = windowAt(size);
  const { height } = size;
  glow(context, {
    x: x + wide / 2,
    y: y + high * 0.45,
    radius: height * 0.85,
    colour: light,
    strength: lit * 0.42,
  });
  context.globalCompositeOperation = "screen";
  soften(context, size, 16, (painter) => {
    for (const part of [0.1, 0.35, 0.6, 0.85]) {
      const from = x + wide * part;
      const shaft = painter.createLinearGradient(from, y, from - height * 0.35, height);
      shaft.addColorStop(0, css(light, lit * 0.34));
      shaft.addColorStop(1, css(light, 0));
      painter.fillStyle = shaft;
      painter.beginPath();
      painter.moveTo(from, y + high * 0.05);
      painter.lineTo(from + wide * 0.17, y + high * 0.05);
      painter.lineTo(from - height * 0.2, height);
      painter.lineTo(from - height * 0.46, height);
      painter.fill();
    }
  });
  context.globalCompositeOperation = "source-over";
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawLampLight(context, size, mood) {
  const { lamp } = PALETTE[mood];
  const { x, y } = lampAt(size);
  const unit = unitOf(size);
  const strength = mood === "night" ? 0.62 : 0.24;
  glow(context, { x, y: y - unit * 8, radius: size.height * 0.85, colour: lamp, strength });
  glow(context, { x, y: y - unit * 9, radius: unit * 22, colour: lamp, strength: strength * 0.9 });
}
