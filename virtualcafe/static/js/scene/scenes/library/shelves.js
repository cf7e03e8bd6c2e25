// Shelves left and right of the window, and the books in them.
import { colour, css, mix } from "../../colour.js";
import { between } from "../../noise.js";
import { gradient, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { PALETTE, SEED, TABLE, windowAt } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{left: number, right: number, y: number, high: number, unit: number}} Row */

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
export function* drawShelves(context, size, mood) {
  const { x, wide } = windowAt(size);
  const unit = unitOf(size);
  const room = unit * 5;
  yield* drawCase(context, size, mood, { left: -unit * 3, right: x - room, seed: 1 });
  yield* drawCase(context, size, mood, {
    left: x + wide + room,
    right: size.width + unit * 3,
    seed: 2,
  });
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {{left: number, right: number, seed: number}} place
 */
function* drawCase(context, size, mood, { left, right, seed }) {
  const { wood, woodLit, back } = PALETTE[mood];
  const unit = unitOf(size);
  const random = seeded(SEED + seed);
  const high = size.height * TABLE;
  context.fillStyle = css(back);
  context.fillRect(left, 0, right - left, high);
  const columns = Math.max(1, Math.round((right - left) / (unit * 32)));
  const each = (right - left) / columns;
  const tall = unit * 13.5;
  for (let y = -unit * 3; y < high; y += tall) {
    for (let column = 0; column < columns; column += 1) {
      const row = {
        left: left + each * column,
        right: left + each * (column + 1),
        y,
        high: tall,
        unit,
      };
      drawBooks(context, row, mood, random);
      yield;
    }
    const board = [css(woodLit), css(wood), css(back)];
    context.fillStyle = gradient(
      context,
      [0, y + tall - unit * 1.2, 0, y + tall + unit * 0.3],
      board,
    );
    context.fillRect(left, y + tall - unit * 1.2, right - left, unit * 1.4);
  }
  for (let column = 0; column <= columns; column += 1) {
    const x = left + each * column - unit * 0.9;
    const post = [css(wood), css(woodLit), css(wood)];
    context.fillStyle = gradient(context, [x, 0, x + unit * 1.8, 0], post);
    context.fillRect(x, 0, unit * 1.8, high);
  }
  yield;
}

/**
 * Books stand in families of one binding; some lean, some lie, some are away.
 *
 * @param {Context} context
 * @param {Row} row
 * @param {Mood} mood
 * @param {() => number} random
 */
function drawBooks(context, { left, right, y, high, unit }, mood, random) {
  const { books, dark } = PALETTE[mood];
  const floor = y + high - unit * 1.2;
  let x = left + unit * 1.2;
  while (x < right - unit * 2) {
    const binding = colour(books[Math.floor(random() * books.length)]);
    const tall = high * between(0.58, 0.8, random());
    const count = 1 + Math.floor(random() ** 2 * 7);
    const wide = unit * between(0.85, 2, random());
    for (let book = 0; book < count && x + wide < right - unit; book += 1) {
      const tone = mix(binding, dark, random() * 0.3);
      drawBook(
        context,
        { x, y: floor, wide, tall: tall * between(0.96, 1.02, random()) },
        tone,
        mood,
      );
      x += wide + unit * 0.06;
    }
    if (random() < 0.14) x += drawPile(context, { x, y: floor, right, unit }, mood, random);
    if (random() < 0.1) x += unit * between(1, 3.2, random());
  }
  const under = gradient(
    context,
    [0, y - unit * 0.2, 0, y + high * 0.45],
    [css(dark, 0.85), css(dark, 0)],
  );
  context.fillStyle = under;
  context.fillRect(left, y, right - left, high * 0.45);
}

/**
 * @param {Context} context
 * @param {{x: number, y: number, wide: number, tall: number}} book
 * @param {import("../../colour.js").Colour} tone
 * @param {Mood} mood
 */
function drawBook(context, { x, y, wide, tall }, tone, mood) {
  const { gold, dark, woodLit } = PALETTE[mood];
  context.fillStyle = gradient(
    context,
    [x, 0, x + wide, 0],
    [
      css(mix(tone, dark, 0.45)),
      css(mix(tone, woodLit, 0.25)),
      css(tone),
      css(mix(tone, dark, 0.5)),
    ],
  );
  context.fillRect(x, y - tall, wide, tall);
  context.fillStyle = css(gold, 0.45);
  for (const band of [0.14, 0.2, 0.82]) {
    context.fillRect(x + wide * 0.1, y - tall * (1 - band), wide * 0.8, Math.max(0.5, wide * 0.07));
  }
}

/**
 * A few that lie on each other. Gives the room they take.
 *
 * @param {Context} context
 * @param {{x: number, y: number, right: number, unit: number}} place
 * @param {Mood} mood
 * @param {() => number} random
 */
function drawPile(context, { x, y, right, unit }, mood, random) {
  const { books, dark } = PALETTE[mood];
  const long = unit * 6.5;
  if (x + long > right - unit) return 0;
  let level = y;
  for (let book = 0; book < 2 + random() * 3; book += 1) {
    const thick = unit * between(0.9, 1.6, random());
    const tone = colour(books[Math.floor(random() * books.length)]);
    const inset = unit * random() * 0.9;
    level -= thick;
    context.fillStyle = gradient(
      context,
      [0, level, 0, level + thick],
      [css(tone), css(mix(tone, dark, 0.55))],
    );
    context.fillRect(x + inset, level, long - inset * 2, thick * 0.94);
  }
  return long + unit * 0.4;
}
