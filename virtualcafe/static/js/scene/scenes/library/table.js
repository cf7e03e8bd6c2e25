// The near edge of a table: a lamp with a green shade, open pages, a few books.
import { colour, css, mix } from "../../colour.js";
import { between } from "../../noise.js";
import { gradient, oval, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { lampAt, PALETTE, SEED, TABLE } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {CanvasRenderingContext2D} Context */

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
export function* drawTable(context, size, mood) {
  const { table, dark } = PALETTE[mood];
  const { width, height } = size;
  const top = height * TABLE;
  const random = seeded(SEED + 5);
  context.fillStyle = gradient(context, [0, top, 0, height], table);
  context.fillRect(0, top, width, height - top);
  for (let index = 0; index < 26; index += 1) {
    const y = between(top, height, random() ** 0.8);
    context.fillStyle = css(dark, 0.05 + 0.08 * random());
    oval(context, random() * width, y, width * between(0.1, 0.4, random()), height * 0.0018);
  }
  context.fillStyle = css(dark, 0.5);
  context.fillRect(0, top - height * 0.004, width, height * 0.004);
  yield;
  drawPile(context, size, mood);
  yield;
  drawLamp(context, size, mood);
  yield;
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawPile(context, size, mood) {
  const { books, dark, gold } = PALETTE[mood];
  const unit = unitOf(size);
  const random = seeded(SEED + 6);
  const x = size.width * (size.width > size.height ? 0.1 : 0.05);
  let level = size.height * (TABLE + 0.035);
  context.fillStyle = css(dark, 0.45);
  oval(context, x + unit * 9.5, level, unit * 12, unit * 0.9);
  for (const [index, long] of [19, 17, 18, 14].entries()) {
    const thick = unit * between(1.9, 2.7, random());
    const tone = colour(books[(index * 4 + 1) % books.length]);
    const left = x + unit * random() * 2;
    level -= thick;
    context.fillStyle = gradient(
      context,
      [0, level, 0, level + thick],
      [css(mix(tone, gold, 0.22)), css(tone), css(mix(tone, dark, 0.5))],
    );
    context.beginPath();
    context.roundRect(left, level, unit * long, thick, unit * 0.3);
    context.fill();
    context.fillStyle = css(mix(gold, [255, 255, 255], 0.4), mood === "day" ? 0.75 : 0.3);
    context.fillRect(left + unit * (long - 0.7), level + thick * 0.16, unit * 0.7, thick * 0.68);
    context.fillStyle = css(gold, 0.5);
    context.fillRect(left + unit * 2, level + thick * 0.42, unit * 5, thick * 0.14);
  }
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawLamp(context, size, mood) {
  const { shade, gold, dark, lamp } = PALETTE[mood];
  const { x, y } = lampAt(size);
  const unit = unitOf(size);
  const foot = y + unit * 2.4;
  context.fillStyle = css(dark, 0.5);
  oval(context, x, foot + unit * 0.3, unit * 6, unit * 1);
  const brass = [css(mix(gold, dark, 0.6)), css(gold), css(mix(gold, dark, 0.5))];
  context.fillStyle = gradient(context, [x - unit * 4, 0, x + unit * 4, 0], brass);
  oval(context, x, foot, unit * 4.2, unit * 1);
  context.fillStyle = gradient(context, [x - unit * 0.6, 0, x + unit * 0.6, 0], brass);
  context.fillRect(x - unit * 0.55, y - unit * 9, unit * 1.1, unit * 11);
  context.fillStyle = css(mix(lamp, [255, 255, 255], 0.55));
  oval(context, x, y - unit * 8.6, unit * 6.4, unit * 0.8);
  const glass = [css(mix(colour(shade[0]), lamp, 0.25)), shade[0], shade[1]];
  context.fillStyle = gradient(context, [0, y - unit * 14.5, 0, y - unit * 8.4], glass.reverse());
  context.beginPath();
  context.moveTo(x - unit * 8.2, y - unit * 8.4);
  context.bezierCurveTo(
    x - unit * 7.6,
    y - unit * 13,
    x - unit * 5,
    y - unit * 14.4,
    x,
    y - unit * 14.4,
  );
  context.bezierCurveTo(
    x + unit * 5,
    y - unit * 14.4,
    x + unit * 7.6,
    y - unit * 13,
    x + unit * 8.2,
    y - unit * 8.4,
  );
  context.quadraticCurveTo(x, y - unit * 7.2, x - unit * 8.2, y - unit * 8.4);
  context.fill();
  context.fillStyle = "rgb(255 255 255 / 0.18)";
  oval(context, x - unit * 3, y - unit * 12.4, unit * 2.6, unit * 0.6);
  context.fillStyle = gradient(context, [x - unit, 0, x + unit, 0], brass);
  context.fillRect(x - unit * 0.8, y - unit * 15.2, unit * 1.6, unit * 1);
}
