// Stars twinkle, now and then one falls; by day the sun's light moves over the rim, and a station passes.
import { css } from "../../colour.js";
import { between } from "../../noise.js";
import { circle, TURN, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { PALETTE, planetAt, SEED, sunAt } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {import("../../catalogue.js").Motion} Motion */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {(context: Context, time: number) => void} Layer */

const FALLS_EVERY_S = 19;
const FALLS_S = 1.1;

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Motion}
 */
export function motion(size, mood) {
  const layers = [twinkle(size, mood), mood === "day" ? orbit(size) : fall(size)];
  let time = 0;
  return (context, seconds) => {
    time += seconds;
    for (const draw of layers) draw(context, time);
  };
}

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Layer}
 */
function twinkle(size, mood) {
  const { width, height } = size;
  const unit = unitOf(size);
  const random = seeded(SEED + 12);
  const { star } = PALETTE[mood];
  const deep = mood === "day" ? 0.32 : 0.95;
  const all = Array.from({ length: mood === "day" ? 18 : 70 }, (_, index) => ({
    x: random() * width,
    y: random() * height * deep,
    wide: unit * between(0.14, 0.3, random() ** 3),
    beat: between(0.3, 1.4, random()),
    phase: random() * TURN,
    colour: star[index % star.length],
  }));
  return (context, time) => {
    for (const { x, y, wide, beat, phase, colour } of all) {
      const shine = 0.5 + 0.5 * Math.sin(time * beat + phase);
      context.fillStyle = css(colour, 0.75 * shine * shine);
      circle(context, x, y, wide);
    }
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function fall({ width, height }) {
  return (context, time) => {
    const turn = Math.floor(time / FALLS_EVERY_S);
    const age = (time % FALLS_EVERY_S) / FALLS_S;
    if (age >= 1 || turn === 0) return;
    const random = seeded(SEED + turn);
    const from = { x: width * between(0.3, 0.95, random()), y: height * 0.3 * random() };
    const long = width * 0.28;
    const at = { x: from.x - long * age, y: from.y + long * 0.45 * age };
    const tail = context.createLinearGradient(at.x, at.y, at.x + long * 0.4, at.y - long * 0.18);
    tail.addColorStop(0, `rgb(255 250 235 / ${(0.9 * Math.sin(age * Math.PI)).toFixed(3)})`);
    tail.addColorStop(1, "rgb(255 250 235 / 0)");
    context.strokeStyle = tail;
    context.lineWidth = 1.6;
    context.beginPath();
    context.moveTo(at.x, at.y);
    context.lineTo(at.x + long * 0.4, at.y - long * 0.18);
    context.stroke();
  };
}

/**
 * @param {Size} size
 * @returns {Layer}
 */
function orbit(size) {
  const planet = planetAt(size, "day");
  const sun = sunAt(size, "day");
  const unit = unitOf(size);
  return (context, time) => {
    const strength = 0.26 + 0.06 * Math.sin(time * 0.4);
    const flare = context.createRadialGradient(sun.x, sun.y, 0, sun.x, sun.y, unit * 24);
    flare.addColorStop(0, `rgb(255 246 224 / ${strength.toFixed(3)})`);
    flare.addColorStop(1, "rgb(255 246 224 / 0)");
    context.fillStyle = flare;
    circle(context, sun.x, sun.y, unit * 24);
    const along = -0.42 + ((time / 160) % 1) * 0.84;
    const far = planet.radius * 1.045;
    context.fillStyle = "rgb(255 255 255 / 0.95)";
    const [x, y] = [planet.x + Math.sin(along) * far, planet.y - Math.cos(along) * far];
    circle(context, x, y, unit * 0.26);
    context.fillStyle = "rgb(255 255 255 / 0.25)";
    circle(context, x, y, unit * 0.8);
  };
}
