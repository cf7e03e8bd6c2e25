// Dust turns in the light by day; at night snow falls behind the window, and the lamp is not quite still.
import { css } from "../../colour.js";
import { between } from "../../noise.js";
import { circle, TURN, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { lampAt, PALETTE, SEED, windowAt } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {import("../../catalogue.js").Motion} Motion */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {(context: Context, time: number) => void} Layer */

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Motion}
 */
export function motion(size, mood) {
  const layers = mood === "day" ? [dust(size)] : [snow(size), flicker(size)];
  let time = 0;
  return (context, seconds) => {
    time += seconds;
    for (const draw of layers) draw(context, time);
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function dust(size) {
  const { height } = size;
  const { x, y, wide } = windowAt(size);
  const unit = unitOf(size);
  const random = seeded(SEED + 10);
  const motes = Array.from({ length: 70 }, () => {
    const down = random();
    // They are seen where a shaft falls: from the window down to the left.
    const across = x + wide * random() - height * 0.3 * down;
    const beat = between(0.15, 0.6, random());
    return {
      x: across,
      y: y + (height - y) * down,
      near: random() ** 3,
      beat,
      phase: random() * TURN,
    };
  });
  return (context, time) => {
    for (const mote of motes) {
      const seen = Math.max(0, Math.sin(time * mote.beat + mote.phase)) ** 2;
      context.fillStyle = `rgb(255 246 220 / ${((0.25 + 0.4 * mote.near) * seen).toFixed(3)})`;
      const across = mote.x + Math.sin(time * 0.19 + mote.phase * 2) * unit * 3;
      const down = mote.y + Math.cos(time * 0.14 + mote.phase * 3) * unit * 3;
      circle(context, across, down, unit * (0.12 + 0.3 * mote.near));
    }
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function snow(size) {
  const { x, y, wide, high } = windowAt(size);
  const unit = unitOf(size);
  const random = seeded(SEED + 11);
  const flakes = Array.from({ length: 60 }, () => ({
    x: random(),
    y: random(),
    near: random() ** 2,
    phase: random() * TURN,
  }));
  return (context, time) => {
    context.save();
    context.beginPath();
    context.rect(x, y + wide / 2, wide, high - wide / 2 - unit * 0.4);
    context.arc(x + wide / 2, y + wide / 2, wide / 2, Math.PI, 0);
    context.clip();
    for (const flake of flakes) {
      const down = (flake.y + time * (0.03 + 0.05 * flake.near)) % 1;
      const across = flake.x + Math.sin(time * 0.5 + flake.phase) * 0.03;
      context.fillStyle = `rgb(226 234 250 / ${(0.25 + 0.5 * flake.near).toFixed(3)})`;
      circle(context, x + wide * across, y + high * down, unit * (0.12 + 0.26 * flake.near));
    }
    context.restore();
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function flicker(size) {
  const { x, y } = lampAt(size);
  const unit = unitOf(size);
  const { lamp } = PALETTE.night;
  return (context, time) => {
    const strength = 0.1 + 0.02 * Math.sin(time * 1.7) + 0.012 * Math.sin(time * 4.1 + 1);
    const [from, reach] = [y - unit * 8.5, unit * 30];
    const light = context.createRadialGradient(x, from, 0, x, from, reach);
    light.addColorStop(0, css(lamp, strength));
    light.addColorStop(1, css(lamp, 0));
    context.fillStyle = light;
    circle(context, x, from, reach);
  };
}
