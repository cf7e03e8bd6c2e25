// Everything that does not move, painted once for a size and a mood.
import { circle, gradient, oval, TURN, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { drawLight } from "./light.js";
import { cupAt, lightsOf, PALETTE, SEED, SILL } from "./palette.js";

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
  const unit = unitOf(size);
  drawStreet(context, size, mood);
  yield;
  for (const light of lightsOf(size, mood)) drawLight(context, light, PALETTE[mood].glow);
  yield;
  drawBeads(context, size, mood, unit);
  yield;
  drawWindow(context, size, mood, unit);
  drawPlant(context, size, mood, unit);
  drawCup(context, size, mood, unit);
  yield;
  drawLamp(context, size, mood, unit);
  yield;
  drawCorners(context, size, mood);
}

/**
 * Painted small and stretched, which is a blur that costs nothing and works in every browser.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawStreet(context, size, mood) {
  const small = document.createElement("canvas");
  small.width = Math.max(24, Math.round(size.width / 18));
  small.height = Math.max(24, Math.round(size.height / 18));
  const painter = /** @type {Context} */ (small.getContext("2d"));
  const { width, height } = small;
  const { sky, street } = PALETTE[mood];
  painter.fillStyle = gradient(painter, [0, 0, 0, height], sky);
  painter.fillRect(0, 0, width, height);
  const ground = height * 0.66;
  drawHouses(painter, { width, ground, mood });
  painter.fillStyle = gradient(painter, [0, ground, 0, height], street);
  painter.fillRect(0, ground, width, height - ground);
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, size.width, size.height);
}

/**
 * @param {Context} painter
 * @param {{width: number, ground: number, mood: Mood}} street
 */
function drawHouses(painter, { width, ground, mood }) {
  const { walls } = PALETTE[mood];
  const random = seeded(SEED);
  for (let left = -3, index = 0; left < width; index += 1) {
    const wide = 9 + random() * 10;
    const top = ground * (0.12 + random() * 0.42);
    painter.fillStyle = walls[index % walls.length];
    painter.fillRect(left, top, wide, ground - top);
    drawPanes(painter, { left, top, right: left + wide, ground }, { random, mood });
    left += wide + (random() < 0.3 ? 5 : 0);
  }
}

/**
 * @param {Context} painter
 * @param {{left: number, top: number, right: number, ground: number}} house
 * @param {{random: () => number, mood: Mood}} look
 */
function drawPanes(painter, { left, top, right, ground }, { random, mood }) {
  const { panes } = PALETTE[mood];
  for (let y = top + 3; y < ground - 4; y += 6) {
    for (let x = left + 2; x < right - 2; x += 4) {
      if (random() < 0.62) continue;
      painter.fillStyle = panes[Math.floor(random() * panes.length)];
      painter.fillRect(x, y, 2, 3);
    }
  }
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} unit
 */
function drawBeads(context, size, mood, unit) {
  const random = seeded(SEED + 3);
  const count = Math.round((size.width * size.height) / 5200);
  for (let index = 0; index < count; index += 1) {
    const radius = unit * (0.08 + 0.3 * random() ** 3);
    const x = random() * size.width;
    const y = random() * size.height * SILL;
    context.fillStyle = PALETTE[mood].shade;
    circle(context, x, y + radius * 0.25, radius);
    context.fillStyle = PALETTE[mood].drop;
    circle(context, x - radius * 0.2, y - radius * 0.25, radius * 0.62);
  }
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} unit
 */
function drawWindow(context, size, mood, unit) {
  const { frame, shade } = PALETTE[mood];
  const { width, height } = size;
  const thick = unit * 2.4;
  const sill = height * SILL;
  const posts = width > height ? [0.335, 0.665] : [0.5];
  for (const post of posts) {
    const x = width * post - thick / 2;
    context.fillStyle = gradient(context, [x, 0, x + thick, 0], [frame[2], frame[1], frame[2]]);
    context.fillRect(x, 0, thick, sill);
  }
  const beam = height * 0.2;
  context.fillStyle = gradient(context, [0, beam, 0, beam + thick], [frame[1], frame[2]]);
  context.fillRect(0, beam, width, thick * 0.8);
  context.fillStyle = gradient(context, [0, sill, 0, height], [frame[1], frame[0], frame[2]]);
  context.fillRect(0, sill, width, height - sill);
  context.fillStyle = shade;
  context.fillRect(0, sill - unit * 0.5, width, unit * 0.5);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} unit
 */
function drawPlant(context, size, mood, unit) {
  const { leaf, frame } = PALETTE[mood];
  const random = seeded(SEED + 4);
  const x = unit * 8;
  const y = size.height * SILL + unit;
  context.fillStyle = gradient(context, [x - unit * 4, 0, x + unit * 4, 0], [frame[2], frame[1]]);
  context.beginPath();
  context.roundRect(x - unit * 4, y - unit * 5, unit * 8, unit * 8, unit);
  context.fill();
  for (let index = 0; index < 15; index += 1) {
    const lean = -Math.PI / 2 + (random() - 0.5) * 2.3;
    const long = unit * (9 + random() * 9);
    context.fillStyle = leaf[index % leaf.length];
    context.save();
    context.translate(x, y - unit * 5);
    context.rotate(lean);
    context.beginPath();
    context.moveTo(0, 0);
    context.quadraticCurveTo(long * 0.55, -unit * 2.6, long, 0);
    context.quadraticCurveTo(long * 0.55, unit * 2.6, 0, 0);
    context.fill();
    context.restore();
  }
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} unit
 */
function drawCup(context, size, mood, unit) {
  const { cup, shade, frame } = PALETTE[mood];
  const { x, y } = cupAt(size, unit);
  context.fillStyle = shade;
  oval(context, x, y + unit * 6.2, unit * 8, unit * 1.5);
  context.fillStyle = cup[1];
  oval(context, x, y + unit * 5.6, unit * 7, unit * 1.3);
  context.strokeStyle = cup[1];
  context.lineWidth = unit * 0.9;
  context.beginPath();
  context.ellipse(x + unit * 4.6, y + unit * 2, unit * 1.9, unit * 1.7, 0, 0, TURN);
  context.stroke();
  context.fillStyle = gradient(context, [x - unit * 5, 0, x + unit * 5, 0], [cup[0], cup[1]]);
  context.beginPath();
  context.moveTo(x - unit * 4.8, y);
  context.bezierCurveTo(
    x - unit * 4.8,
    y + unit * 7,
    x + unit * 4.8,
    y + unit * 7,
    x + unit * 4.8,
    y,
  );
  context.fill();
  oval(context, x, y, unit * 4.8, unit * 1.1);
  context.fillStyle = frame[2];
  oval(context, x, y + unit * 0.15, unit * 4.1, unit * 0.8);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 * @param {number} unit
 */
function drawLamp(context, size, mood, unit) {
  const { frame } = PALETTE[mood];
  const x = size.width * (size.width > size.height ? 0.86 : 0.8);
  const y = size.height * 0.13;
  context.fillStyle = frame[2];
  context.fillRect(x - unit * 0.2, 0, unit * 0.4, y);
  context.fillStyle = gradient(context, [x - unit * 7, 0, x + unit * 7, 0], [frame[1], frame[2]]);
  context.beginPath();
  context.moveTo(x - unit * 1.2, y - unit * 1.5);
  context.quadraticCurveTo(x - unit * 6, y, x - unit * 7, y + unit * 4);
  context.lineTo(x + unit * 7, y + unit * 4);
  context.quadraticCurveTo(x + unit * 6, y, x + unit * 1.2, y - unit * 1.5);
  context.fill();
  context.fillStyle = "#fff3d6";
  oval(context, x, y + unit * 4, unit * 3, unit * 1.1);
  shine(context, size, { x, y: y + unit * 4, lamp: PALETTE[mood].lamp });
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {{x: number, y: number, lamp: string}} bulb
 */
function shine(context, { width, height }, { x, y, lamp }) {
  const light = context.createRadialGradient(x, y, 0, x, y, Math.max(width, height) * 0.5);
  light.addColorStop(0, `rgb(${lamp} / 0.45)`);
  light.addColorStop(0.3, `rgb(${lamp} / 0.14)`);
  light.addColorStop(1, `rgb(${lamp} / 0)`);
  context.globalCompositeOperation = "screen";
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = "source-over";
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawCorners(context, { width, height }, mood) {
  const reach = Math.hypot(width, height) / 2;
  const dark = context.createRadialGradient(
    width / 2,
    height / 2,
    reach * 0.5,
    width / 2,
    height / 2,
    reach,
  );
  dark.addColorStop(0, "rgb(0 0 0 / 0)");
  dark.addColorStop(1, PALETTE[mood].shade);
  context.fillStyle = dark;
  context.fillRect(0, 0, width, height);
}
