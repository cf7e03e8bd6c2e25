// By day mist drifts through the valley and two birds circle; at night stars twinkle and snow falls.
import { css } from "../../colour.js";
import { twinkling } from "../../land.js";
import { between } from "../../noise.js";
import { circle, TURN, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { PALETTE, SEED } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {import("../../catalogue.js").Motion} Motion */
/** @typedef {CanvasRenderingContext2D} Context */

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Motion}
 */
export function motion(size, mood) {
  const drift = mistOver(size, mood);
  const living = mood === "day" ? birdsOver(size) : nightOver(size);
  let time = 0;
  return (context, seconds) => {
    time += seconds;
    drift(context, time);
    living(context, time, seconds);
  };
}

/**
 * @param {Size} size
 * @param {Mood} mood
 */
function mistOver({ width, height }, mood) {
  const random = seeded(SEED + 3);
  const banks = Array.from({ length: 7 }, () => ({
    x: random(),
    y: between(0.55, 0.86, random()),
    wide: between(0.3, 0.6, random()) * Math.max(width, height),
    speed: between(0.004, 0.011, random()),
  }));
  const { mist } = PALETTE[mood];
  const strength = mood === "day" ? 0.3 : 0.14;
  return (/** @type {Context} */ context, /** @type {number} */ time) => {
    for (const { x, y, wide, speed } of banks) {
      const at = ((x + time * speed) % 1.6) - 0.3;
      context.save();
      context.translate(at * width, y * height + Math.sin(time * 0.1 + x * 9) * height * 0.008);
      context.scale(1, 0.16);
      const bank = context.createRadialGradient(0, 0, 0, 0, 0, wide / 2);
      bank.addColorStop(0, css(mist, strength));
      bank.addColorStop(0.5, css(mist, strength * 0.4));
      bank.addColorStop(1, css(mist, 0));
      context.fillStyle = bank;
      circle(context, 0, 0, wide / 2);
      context.restore();
    }
  };
}

/** @param {Size} size */
function birdsOver(size) {
  const unit = unitOf(size);
  return (/** @type {Context} */ context, /** @type {number} */ time) => {
    context.strokeStyle = "rgb(60 66 80 / 0.55)";
    context.lineWidth = Math.max(1, unit * 0.16);
    context.lineCap = "round";
    for (const [bird, far] of [0, 1, 2].entries()) {
      const turn = time * 0.06 + far * 0.55;
      const x = size.width * (0.36 + 0.1 * Math.cos(turn) + 0.025 * bird);
      const y = size.height * (0.24 + 0.035 * Math.sin(turn) + 0.018 * bird);
      const span = unit * (0.95 - bird * 0.16);
      const beat = Math.sin(time * 3.1 + bird * 2) * Math.max(0, Math.sin(time * 0.31 + bird));
      wings(context, { x, y, span, lift: span * (0.34 + 0.3 * beat) });
    }
  };
}

/**
 * @param {Context} context
 * @param {{x: number, y: number, span: number, lift: number}} bird
 */
function wings(context, { x, y, span, lift }) {
  context.beginPath();
  context.moveTo(x - span, y - lift);
  context.quadraticCurveTo(x - span * 0.4, y - lift * 0.9, x, y);
  context.quadraticCurveTo(x + span * 0.4, y - lift * 0.9, x + span, y - lift);
  context.stroke();
}

/** @param {Size} size */
function nightOver(size) {
  const { width, height } = size;
  const unit = unitOf(size);
  const bright = twinkling({ width, height: height * 0.42 }, { count: 26, seed: SEED + 5 });
  const random = seeded(SEED + 6);
  const flakes = Array.from({ length: 90 }, () => ({
    x: random(),
    y: random(),
    near: random() ** 2,
    phase: random() * TURN,
  }));
  return (
    /** @type {Context} */ context,
    /** @type {number} */ time,
    /** @type {number} */ seconds,
  ) => {
    for (const star of bright) {
      const shine = star.bright * (0.5 + 0.5 * Math.sin(time * star.beat + star.phase));
      context.fillStyle = `rgb(235 240 255 / ${(0.7 * shine).toFixed(3)})`;
      circle(context, star.x, star.y, unit * 0.17);
    }
    for (const flake of flakes) {
      flake.y = (flake.y + seconds * (0.018 + 0.035 * flake.near)) % 1;
      const sway = Math.sin(time * 0.5 + flake.phase) * 0.012 * (0.4 + flake.near);
      context.fillStyle = `rgb(232 240 255 / ${(0.16 + 0.42 * flake.near).toFixed(3)})`;
      const x = (flake.x + sway + time * 0.003) % 1;
      circle(context, x * width, flake.y * height, unit * (0.13 + 0.34 * flake.near));
    }
  };
}
