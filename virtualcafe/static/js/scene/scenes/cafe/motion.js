// Rain beyond the pane, drops running down it, lights that breathe, steam from the cup.
import { circle, oval, TURN, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { drawLight } from "./light.js";
import { cupAt, lightsOf, PALETTE, SEED, SILL } from "./palette.js";

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
  const random = seeded(SEED + 1);
  const unit = unitOf(size);
  const floor = size.height * SILL;
  const rain = Array.from({ length: 46 }, () => ({
    x: random() * size.width * 1.1,
    y: random() * floor,
    speed: floor * (0.9 + random() * 0.7),
    length: unit * (2.2 + random() * 3),
  }));
  const drops = Array.from({ length: 14 }, () => ({
    x: random() * size.width,
    y: random() * floor,
    radius: unit * (0.28 + random() * 0.3),
    speed: unit * (1.5 + random() * 5),
    phase: random() * TURN,
  }));
  const lights = lightsOf(size, mood).filter((_, index) => index % 3 === 0);
  const cup = cupAt(size, unit);
  let time = 0;

  return (context, seconds) => {
    time += seconds;
    for (const light of lights) {
      drawLight(context, light, 0.14 + 0.12 * Math.sin(time * light.beat + light.x));
    }
    fall(context, rain, { seconds, floor, mood });
    trickle(context, drops, { time, seconds, floor, unit, mood });
    for (let wisp = 0; wisp < 4; wisp += 1) steam(context, cup, { wisp, time, unit, mood });
  };
}

/**
 * @param {Context} context
 * @param {{x: number, y: number, speed: number, length: number}[]} rain
 * @param {{seconds: number, floor: number, mood: Mood}} now
 */
function fall(context, rain, { seconds, floor, mood }) {
  context.strokeStyle = PALETTE[mood].rain;
  context.lineWidth = 1;
  context.beginPath();
  for (const streak of rain) {
    streak.y = (streak.y + streak.speed * seconds) % floor;
    const end = Math.min(floor, streak.y + streak.length);
    context.moveTo(streak.x - streak.y * 0.08, streak.y);
    context.lineTo(streak.x - end * 0.08, end);
  }
  context.stroke();
}

/**
 * Drops on the pane run, wait, and run again.
 *
 * @param {Context} context
 * @param {{x: number, y: number, radius: number, speed: number, phase: number}[]} drops
 * @param {{time: number, seconds: number, floor: number, unit: number, mood: Mood}} now
 */
function trickle(context, drops, { time, seconds, floor, unit, mood }) {
  for (const drop of drops) {
    const hurry = Math.max(0, Math.sin(time * 0.9 + drop.phase)) ** 3;
    drop.y = (drop.y + drop.speed * hurry * seconds * 4) % floor;
    const x = drop.x + Math.sin(drop.y / (unit * 4) + drop.phase) * unit * 0.5;
    const tail = unit * (1 + 7 * hurry);
    const trace = context.createLinearGradient(x, drop.y - tail, x, drop.y);
    trace.addColorStop(0, "rgb(255 255 255 / 0)");
    trace.addColorStop(1, PALETTE[mood].rain);
    context.fillStyle = trace;
    context.fillRect(x - drop.radius * 0.5, drop.y - tail, drop.radius, tail);
    context.fillStyle = PALETTE[mood].drop;
    oval(context, x, drop.y, drop.radius, drop.radius * 1.35);
  }
}

/**
 * @param {Context} context
 * @param {{x: number, y: number}} cup
 * @param {{wisp: number, time: number, unit: number, mood: Mood}} now
 */
function steam(context, cup, { wisp, time, unit, mood }) {
  const age = (time * 0.16 + wisp / 4) % 1;
  const x = cup.x + Math.sin(age * 5 + wisp) * unit * 1.6;
  const y = cup.y - age * unit * 13;
  const radius = unit * (1.4 + age * 3.2);
  const cloud = context.createRadialGradient(x, y, 0, x, y, radius);
  cloud.addColorStop(0, `rgb(${PALETTE[mood].steam} / ${0.24 * Math.sin(age * Math.PI)})`);
  cloud.addColorStop(1, `rgb(${PALETTE[mood].steam} / 0)`);
  context.fillStyle = cloud;
  circle(context, x, y, radius);
}
