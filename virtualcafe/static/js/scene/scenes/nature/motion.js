// By day leaves fall and motes float in the light; at night fireflies wander through the mist.
import { css } from "../../colour.js";
import { between } from "../../noise.js";
import { circle, TURN, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { leafage } from "./growth.js";
import { lightAt, PALETTE, SEED } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {import("../../catalogue.js").Motion} Motion */
/** @typedef {CanvasRenderingContext2D} Context */

const FALLING = ["224 186 92", "206 142 66", "176 182 88", "232 206 130"];

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Motion}
 */
export function motion(size, mood) {
  const shine = breathingLight(size, mood);
  const living = mood === "day" ? [motes(size), leaves(size)] : [fireflies(size)];
  let time = 0;
  return (context, seconds) => {
    time += seconds;
    shine(context, time);
    for (const draw of living) draw(context, time);
  };
}

/** @typedef {(context: Context, time: number) => void} Layer */

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Layer}
 */
function breathingLight(size, mood) {
  const { x, y } = lightAt(size);
  const { light } = PALETTE[mood];
  const reach = size.height * 0.5;
  return (context, time) => {
    const strength = 0.09 + 0.05 * Math.sin(time * 0.35) + 0.025 * Math.sin(time * 0.83);
    const glow = context.createRadialGradient(x, y, 0, x, y, reach);
    glow.addColorStop(0, css(light, strength));
    glow.addColorStop(0.4, css(light, strength * 0.4));
    glow.addColorStop(1, css(light, 0));
    context.fillStyle = glow;
    context.fillRect(x - reach, y - reach, reach * 2, reach * 2);
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function motes(size) {
  const { width, height } = size;
  const unit = unitOf(size);
  const random = seeded(SEED + 11);
  const all = Array.from({ length: 46 }, () => ({
    x: between(0.12, 0.8, random()),
    y: random(),
    near: random() ** 2,
    beat: between(0.2, 0.7, random()),
    phase: random() * TURN,
  }));
  return (context, time) => {
    for (const { x, y, near, beat, phase } of all) {
      const seen = Math.max(0, Math.sin(time * beat + phase)) * (0.2 + 0.4 * near);
      context.fillStyle = `rgb(255 250 214 / ${seen.toFixed(3)})`;
      const across = x + Math.sin(time * 0.13 + phase) * 0.03;
      const down = (((y - time * 0.006 * (0.5 + near)) % 1) + 1) % 1;
      circle(context, across * width, down * height, unit * (0.14 + 0.34 * near));
    }
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function leaves(size) {
  const { width, height } = size;
  const unit = unitOf(size);
  const random = seeded(SEED + 12);
  const all = Array.from({ length: 15 }, (_, index) => ({
    x: random(),
    start: random(),
    near: random(),
    phase: random() * TURN,
    colour: FALLING[index % FALLING.length],
  }));
  return (context, time) => {
    for (const { x, start, near, phase, colour } of all) {
      const age = (start + time * between(0.02, 0.045, near)) % 1;
      const sway = Math.sin(time * 0.7 + phase);
      const place = { x: (x + 0.045 * sway + age * 0.06) * width, y: (age * 1.2 - 0.1) * height };
      const long =
        unit * between(0.5, 1.25, near) * (0.55 + 0.45 * Math.abs(Math.cos(time + phase)));
      context.fillStyle = `rgb(${colour} / ${between(0.5, 0.85, near).toFixed(2)})`;
      leafage(context, { ...place, long, turn: sway * 0.9 + phase });
    }
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function fireflies(size) {
  const { width, height } = size;
  const unit = unitOf(size);
  const random = seeded(SEED + 13);
  const all = Array.from({ length: 26 }, () => ({
    x: random(),
    y: between(0.42, 0.95, random()),
    near: random() ** 1.5,
    beat: between(0.25, 0.6, random()),
    phase: random() * TURN,
  }));
  return (context, time) => {
    for (const { x, y, near, beat, phase } of all) {
      const shine = Math.max(0, Math.sin(time * beat + phase)) ** 2;
      if (shine < 0.02) continue;
      const across = (x + 0.05 * Math.sin(time * 0.11 + phase * 3)) * width;
      const down = (y + 0.035 * Math.sin(time * 0.17 + phase * 5)) * height;
      const radius = unit * between(1.1, 2.8, near);
      const light = context.createRadialGradient(across, down, 0, across, down, radius);
      light.addColorStop(0, `rgb(246 255 190 / ${(0.95 * shine).toFixed(3)})`);
      light.addColorStop(0.16, `rgb(226 246 130 / ${(0.6 * shine).toFixed(3)})`);
      light.addColorStop(1, "rgb(190 230 100 / 0)");
      context.fillStyle = light;
      circle(context, across, down, radius);
    }
  };
}
