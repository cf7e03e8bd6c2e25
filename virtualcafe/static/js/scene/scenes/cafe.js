// A table by the window: a street in the rain, far lights out of focus, a lamp, a cup that steams.
import { seeded } from "../random.js";

/** @typedef {import("../cafe-scene.js").Mood} Mood */
/** @typedef {import("../cafe-scene.js").Size} Size */
/** @typedef {import("../cafe-scene.js").Motion} Motion */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{x: number, y: number, radius: number, colour: string, beat: number}} Light */

const TURN = Math.PI * 2;
const SEED = 7;
const SILL = 0.86;

const PALETTE = {
  day: {
    sky: ["#c3c9c6", "#d6d3c8", "#d9cbb4"],
    walls: ["#a79f92", "#b8ac99", "#99958c", "#b39f87"],
    panes: ["#f3dfb0", "#e8cf9c", "#cfd6d2"],
    street: ["#b5a994", "#8d8271"],
    lights: ["255 214 150", "255 236 200", "233 164 120", "196 214 186"],
    glow: 0.34,
    frame: ["#6b4a34", "#8a6246", "#54382a"],
    lamp: "rgb(255 226 170 / 0.5)",
    leaf: ["#5f7350", "#73875f", "#4d6043"],
    cup: ["#fbf4e8", "#dccdb8"],
    shade: "rgb(84 60 40 / 0.16)",
    rain: "rgb(255 255 255 / 0.34)",
    drop: "rgb(255 255 255 / 0.5)",
    steam: "255 255 255",
  },
  night: {
    sky: ["#131722", "#1d1c26", "#33231d"],
    walls: ["#1b1a20", "#241f20", "#17181f", "#2a211d"],
    panes: ["#e9b268", "#c98f4e", "#5f6d84"],
    street: ["#2c211b", "#120e0d"],
    lights: ["255 186 104", "255 220 160", "226 112 92", "122 160 150"],
    glow: 0.5,
    frame: ["#1d120c", "#2d1c13", "#120a07"],
    lamp: "rgb(255 190 104 / 0.42)",
    leaf: ["#1d281a", "#263321", "#161f14"],
    cup: ["#b89e80", "#6d5641"],
    shade: "rgb(8 4 2 / 0.5)",
    rain: "rgb(200 214 235 / 0.2)",
    drop: "rgb(255 225 185 / 0.32)",
    steam: "255 232 205",
  },
};

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
export function still(context, size, mood) {
  const unit = Math.min(size.width, size.height * 1.2) / 100;
  drawStreet(context, size, mood);
  for (const light of lightsOf(size, mood)) drawLight(context, light, PALETTE[mood].glow);
  drawBeads(context, size, mood, unit);
  drawWindow(context, size, mood, unit);
  drawPlant(context, size, mood, unit);
  drawCup(context, size, mood, unit);
  drawLamp(context, size, mood, unit);
  drawCorners(context, size, mood);
}

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Motion}
 */
export function motion(size, mood) {
  const random = seeded(SEED + 1);
  const unit = Math.min(size.width, size.height * 1.2) / 100;
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
  const { sky, walls, panes, street } = PALETTE[mood];
  const random = seeded(SEED);
  painter.fillStyle = gradient(painter, [0, 0, 0, height], sky);
  painter.fillRect(0, 0, width, height);
  const ground = height * 0.66;
  for (let x = -3, index = 0; x < width; index += 1) {
    const wide = 9 + random() * 10;
    const top = ground * (0.12 + random() * 0.42);
    painter.fillStyle = walls[index % walls.length];
    painter.fillRect(x, top, wide, ground - top);
    for (let y = top + 3; y < ground - 4; y += 6) {
      for (let pane = x + 2; pane < x + wide - 2; pane += 4) {
        if (random() < 0.62) continue;
        painter.fillStyle = panes[Math.floor(random() * panes.length)];
        painter.fillRect(pane, y, 2, 3);
      }
    }
    x += wide + (random() < 0.3 ? 5 : 0);
  }
  painter.fillStyle = gradient(painter, [0, ground, 0, height], street);
  painter.fillRect(0, ground, width, height - ground);
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, size.width, size.height);
}

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Light[]}
 */
function lightsOf(size, mood) {
  const random = seeded(SEED + 2);
  const colours = PALETTE[mood].lights;
  const reach = Math.max(size.width, size.height);
  return Array.from({ length: 30 }, (_, index) => ({
    x: random() * size.width,
    y: size.height * (0.34 + 0.44 * random() ** 1.3),
    radius: reach * (0.012 + 0.034 * random() ** 2),
    colour: colours[index % colours.length],
    beat: 0.25 + random() * 0.7,
  }));
}

/**
 * @param {Context} context
 * @param {Light} light
 * @param {number} strength
 */
function drawLight(context, { x, y, radius, colour }, strength) {
  const disc = context.createRadialGradient(x, y, 0, x, y, radius);
  disc.addColorStop(0, `rgb(${colour} / ${strength * 0.75})`);
  disc.addColorStop(0.82, `rgb(${colour} / ${strength})`);
  disc.addColorStop(1, `rgb(${colour} / 0)`);
  context.fillStyle = disc;
  circle(context, x, y, radius);
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
 * @param {Size} size
 * @param {number} unit
 */
function cupAt(size, unit) {
  return { x: size.width - unit * 15, y: size.height * SILL - unit * 1.5 };
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
  const { frame, lamp } = PALETTE[mood];
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
  context.globalCompositeOperation = "screen";
  const reach = Math.max(size.width, size.height) * 0.5;
  const light = context.createRadialGradient(x, y + unit * 4, 0, x, y + unit * 4, reach);
  light.addColorStop(0, lamp);
  light.addColorStop(0.3, lamp.replace(/[\d.]+\)$/, "0.14)"));
  light.addColorStop(1, "rgb(255 190 104 / 0)");
  context.fillStyle = light;
  context.fillRect(0, 0, size.width, size.height);
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

/**
 * @param {Context} context
 * @param {[number, number, number, number]} line
 * @param {string[]} colours
 */
function gradient(context, line, colours) {
  const made = context.createLinearGradient(...line);
  colours.forEach((colour, index) => {
    made.addColorStop(index / (colours.length - 1), colour);
  });
  return made;
}

/**
 * @param {Context} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
function circle(context, x, y, radius) {
  oval(context, x, y, radius, radius);
}

/**
 * @param {Context} context
 * @param {number} x
 * @param {number} y
 * @param {number} wide
 * @param {number} high
 */
function oval(context, x, y, wide, high) {
  context.beginPath();
  context.ellipse(x, y, wide, high, 0, 0, TURN);
  context.fill();
}
