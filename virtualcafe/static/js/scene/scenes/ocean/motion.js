// Light dances on the water, swells roll in, foam comes and goes; at night the lighthouse turns.
import { css } from "../../colour.js";
import { twinkling } from "../../land.js";
import { between, clouds, smoothstep } from "../../noise.js";
import { circle, oval, TURN, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { HORIZON, lightAt, lighthouseAt, PALETTE, SEED, shoreOf } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {import("../../catalogue.js").Motion} Motion */
/** @typedef {CanvasRenderingContext2D} Context */

const EVERY_S = 7;

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Motion}
 */
export function motion(size, mood) {
  const layers = [swells(size, mood), glitter(size, mood), foam(size, mood)];
  if (mood === "night") layers.push(skyAtNight(size), lighthouse(size));
  let time = 0;
  return (context, seconds) => {
    time += seconds;
    for (const draw of layers) draw(context, time);
  };
}

/** @typedef {(context: Context, time: number) => void} Layer */

/**
 * Long soft bands that come nearer and grow.
 *
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Layer}
 */
function swells({ width, height }, mood) {
  const { crest, trough } = PALETTE[mood];
  const random = seeded(SEED + 5);
  const bands = Array.from({ length: 9 }, (_, index) => ({ start: index / 9, x: random() }));
  return (context, time) => {
    for (const { start, x } of bands) {
      const near = (start + time / 60) % 1;
      const y = height * (HORIZON + 0.02 + 0.4 * near ** 1.9);
      const thick = height * (0.004 + 0.035 * near ** 1.6);
      const seen = Math.sin(near * Math.PI) * 0.3;
      const wide = width * between(0.3, 0.75, near);
      const centre = width * (((x * 1.4 + time * 0.004) % 1.4) - 0.2);
      const band = context.createLinearGradient(0, y - thick, 0, y + thick);
      band.addColorStop(0, css(crest, 0));
      band.addColorStop(0.45, css(crest, seen));
      band.addColorStop(0.6, css(trough, seen * 0.8));
      band.addColorStop(1, css(trough, 0));
      context.fillStyle = band;
      oval(context, centre, y, wide, thick);
    }
  };
}

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Layer}
 */
function glitter(size, mood) {
  const { width, height } = size;
  const unit = unitOf(size);
  const { glitter: tone } = PALETTE[mood];
  const sun = lightAt(size).x;
  const random = seeded(SEED + 6);
  const sparks = Array.from({ length: 120 }, () => {
    const near = random() ** 1.7;
    const spread = (random() + random() - 1) * (0.05 + 0.3 * near);
    return {
      x: sun + spread * height * 0.75,
      y: height * (HORIZON + 0.006 + 0.4 * near),
      near,
      wide: unit * (0.25 + 1.3 * near),
      beat: between(0.7, 2.1, random()),
      phase: random() * TURN,
    };
  });
  return (context, time) => {
    for (const { x, y, near, wide, beat, phase } of sparks) {
      const shine = Math.max(0, Math.sin(time * beat + phase)) ** 3;
      if (shine < 0.02 || x < 0 || x > width) continue;
      context.fillStyle = css(tone, shine * between(0.85, 0.45, near));
      oval(context, x + Math.sin(time * 0.4 + phase) * wide * 0.5, y, wide, wide * 0.1);
    }
  };
}

/**
 * A wave runs up the sand, thins out and draws back.
 *
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Layer}
 */
function foam(size, mood) {
  const { width, height } = size;
  const { foam: tone } = PALETTE[mood];
  const edge = shoreOf(size);
  const rough = clouds(SEED + 10, 3);
  return (context, time) => {
    for (const late of [0, 0.5]) {
      const age = (time / EVERY_S + late) % 1;
      const run = smoothstep(0, 0.42, age) - smoothstep(0.42, 1, age) * 0.8;
      const seen = Math.sin(age * Math.PI) * (mood === "day" ? 0.85 : 0.5);
      const line = (/** @type {number} */ x) =>
        edge(x) +
        height * (-0.045 + 0.058 * run) +
        height * 0.016 * (rough((x / height) * 5 + time * 0.05, late * 9) - 0.5);
      context.beginPath();
      for (let x = 0; x <= width; x += 5) context.lineTo(x, line(x));
      for (let x = width; x >= 0; x -= 5) {
        const ragged = rough((x / height) * 14, 4 + late * 7) ** 1.5;
        context.lineTo(x, line(x) - height * 0.026 * ragged * (1.15 - age));
      }
      context.fillStyle = css(tone, seen * 0.75);
      context.fill();
      context.lineTo(0, line(0) - height * 0.05);
      context.lineTo(width, line(width) - height * 0.05);
      context.fillStyle = css(tone, seen * 0.1);
      context.fill();
    }
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function skyAtNight({ width, height }) {
  const unit = unitOf({ width, height });
  const bright = twinkling({ width, height: height * 0.36 }, { count: 24, seed: SEED + 9 });
  return (context, time) => {
    for (const { x, y, bright: most, beat, phase } of bright) {
      const shine = most * (0.5 + 0.5 * Math.sin(time * beat + phase));
      context.fillStyle = `rgb(236 240 255 / ${(0.75 * shine).toFixed(3)})`;
      circle(context, x, y, unit * 0.17);
    }
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function lighthouse(size) {
  const { x, y } = lighthouseAt(size);
  const unit = unitOf(size);
  return (context, time) => {
    const turn = Math.cos((time / 9) * TURN);
    const toward = Math.max(0, turn) ** 10;
    const lamp = context.createRadialGradient(x, y, 0, x, y, unit * (3 + 9 * toward));
    lamp.addColorStop(0, `rgb(255 236 184 / ${(0.5 + 0.5 * toward).toFixed(3)})`);
    lamp.addColorStop(0.25, `rgb(255 226 160 / ${(0.14 + 0.3 * toward).toFixed(3)})`);
    lamp.addColorStop(1, "rgb(255 226 160 / 0)");
    context.fillStyle = lamp;
    circle(context, x, y, unit * (3 + 9 * toward));
    const beam = Math.sin((time / 9) * TURN);
    const reach = unit * 46 * beam;
    const light = context.createLinearGradient(x, y, x + reach, y);
    light.addColorStop(0, "rgb(255 236 190 / 0.3)");
    light.addColorStop(1, "rgb(255 236 190 / 0)");
    context.fillStyle = light;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + reach, y - Math.abs(reach) * 0.07);
    context.lineTo(x + reach, y + Math.abs(reach) * 0.03);
    context.fill();
  };
}
