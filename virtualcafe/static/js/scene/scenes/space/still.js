// Gas, stars and a planet. Everything soft is computed point by point and stretched.
import { field, glow, grain, vignette } from "../../air.js";
import { css, mix, ramp } from "../../colour.js";
import { clouds, smoothstep } from "../../noise.js";
import { circle, gradient, TURN, unitOf } from "../../paint.js";
import { seeded } from "../../random.js";
import { PALETTE, planetAt, SEED, sunAt } from "./palette.js";

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
  const { width, height } = size;
  const { sky, corner, dim } = PALETTE[mood];
  const down = mood === "day" ? height * 0.74 : height;
  context.fillStyle = gradient(context, [0, 0, 0, down], sky);
  context.fillRect(0, 0, width, height);
  yield;
  yield* drawGas(context, size, mood);
  yield* drawStars(context, size, mood);
  if (mood === "day") yield* drawSun(context, size);
  yield* drawPlanet(context, size, mood);
  vignette(context, size, corner, dim);
  yield;
  grain(context, size, 0.03);
}

/**
 * A band of gas from corner to corner, folded by noise that bends noise.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function drawGas(context, size, mood) {
  const { gas, gasStrength } = PALETTE[mood];
  const tones = ramp(gas);
  const bend = clouds(SEED, 4);
  const shape = clouds(SEED + 1, 6);
  const dust = clouds(SEED + 2, 5);
  const middle = size.width / size.height / 2;
  return field(context, size, {
    rows: 200,
    at(x, y, point) {
      const [across, along] = [bend(x * 1.6, y * 1.6), bend(x * 1.6 + 9, y * 1.6 + 4)];
      const density = shape(x * 1.7 + across * 1.9, y * 1.7 + along * 1.9);
      const off = (x - middle) * 0.5 + (y - 0.42) + (across - 0.5) * 0.5;
      const band = Math.exp(-((off / 0.34) ** 2));
      const dark = smoothstep(0.45, 0.72, dust(x * 2.6 + along * 2, y * 2.6 + across * 2));
      const bright = smoothstep(0.3, 0.82, density) * band * (1 - dark * 0.75);
      const haze = 0.14 * smoothstep(0.35, 0.7, across);
      point.splice(
        0,
        4,
        ...tones(bright * 1.15),
        255 * gasStrength * Math.min(1, bright * 1.5 + haze),
      );
    },
  });
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawStars(context, size, mood) {
  const { width, height } = size;
  const { star } = PALETTE[mood];
  const unit = unitOf(size);
  const random = seeded(SEED + 3);
  const count = mood === "day" ? 260 : Math.round(500 + (width * height) / 1400);
  for (let index = 0; index < count; index += 1) {
    const bright = random() ** 7;
    const [x, y] = [random() * width, random() * height];
    const clear = mood === "day" ? Math.max(0, 1 - y / (height * 0.5)) * 0.75 : 1;
    context.fillStyle = css(star[index % star.length], (0.16 + 0.84 * bright ** 0.5) * clear);
    circle(context, x, y, unit * (0.045 + 0.14 * bright));
    if (index % 200 === 199) yield;
  }
  const giants = mood === "day" ? 2 : 9;
  for (let index = 0; index < giants; index += 1) {
    const place = { x: random() * width, y: random() * height * 0.6 };
    drawGiant(context, { ...place, unit, colour: star[index % star.length] });
  }
  yield;
}

/**
 * A bright star with the cross a lens makes of it.
 *
 * @param {Context} context
 * @param {{x: number, y: number, unit: number, colour: import("../../colour.js").Colour}} star
 */
function drawGiant(context, { x, y, unit, colour }) {
  glow(context, { x, y, radius: unit * 3.2, colour, strength: 0.5 });
  context.fillStyle = css([255, 255, 255], 0.95);
  circle(context, x, y, unit * 0.2);
  context.strokeStyle = css(colour, 0.3);
  context.lineWidth = Math.max(0.5, unit * 0.05);
  context.beginPath();
  context.moveTo(x - unit * 1.3, y);
  context.lineTo(x + unit * 1.3, y);
  context.moveTo(x, y - unit * 1.3);
  context.lineTo(x, y + unit * 1.3);
  context.stroke();
}

/**
 * @param {Context} context
 * @param {Size} size
 */
function* drawSun(context, size) {
  const { x, y } = sunAt(size, "day");
  const { sun } = PALETTE.day;
  const unit = unitOf(size);
  glow(context, { x, y, radius: size.height * 0.7, colour: sun, strength: 0.5 });
  yield;
  glow(context, { x, y, radius: unit * 16, colour: [255, 255, 255], strength: 1 });
  context.fillStyle = "#ffffff";
  circle(context, x, y, unit * 2.1);
  yield;
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Mood} mood
 */
function* drawPlanet(context, size, mood) {
  const planet = planetAt(size, mood);
  if (mood === "night") drawRing(context, planet, Math.PI, TURN);
  drawAir(context, planet, mood);
  yield;
  context.save();
  context.beginPath();
  context.ellipse(planet.x, planet.y, planet.radius, planet.radius, 0, 0, TURN);
  context.clip();
  yield* mood === "day" ? drawEarth(context, size, planet) : drawGiantPlanet(context, planet);
  context.restore();
  if (mood === "night") drawRing(context, planet, 0, Math.PI);
  yield;
}

/** @typedef {{x: number, y: number, radius: number}} Planet */

/**
 * The thin bright edge of an atmosphere, outside the planet.
 *
 * @param {Context} context
 * @param {Planet} planet
 * @param {Mood} mood
 */
function drawAir(context, { x, y, radius }, mood) {
  const { air } = PALETTE[mood];
  const thick = radius * (mood === "day" ? 0.06 : 0.14);
  const rim = context.createRadialGradient(x, y, radius * 0.99, x, y, radius + thick);
  rim.addColorStop(0, css(air, mood === "day" ? 0.95 : 0.5));
  rim.addColorStop(0.3, css(air, mood === "day" ? 0.4 : 0.16));
  rim.addColorStop(1, css(air, 0));
  context.fillStyle = rim;
  circle(context, x, y, radius + thick);
}

/**
 * @param {Context} context
 * @param {Size} size
 * @param {Planet} planet
 */
function drawEarth(context, { width, height }, planet) {
  const { ground, cloud, air, shade } = PALETTE.day;
  const tones = ramp(ground);
  const land = clouds(SEED + 5, 5);
  const bend = clouds(SEED + 6, 3);
  const cover = clouds(SEED + 7, 6);
  const top = planet.y - planet.radius;
  const high = height - top;
  return field(
    context,
    { y: top, width, height: high },
    {
      rows: 220,
      at(x, y, point) {
        const [dx, dy] = [x * high - planet.x, y * high + top - planet.y];
        // How steeply one looks down: 0 at the rim.
        const depth = Math.sqrt(Math.max(0, 1 - (dx * dx + dy * dy) / planet.radius ** 2));
        const [across, along] = [(dx / planet.radius) * 7, (0.36 / (depth + 0.1)) * 3.4];
        const turn = bend(across * 0.7, along * 0.7) * 1.5;
        let tone = tones(smoothstep(0.46, 0.62, land(across * 0.55, along * 0.55)));
        tone = mix(tone, shade, 0.14 * y);
        const white = smoothstep(0.45, 0.7, cover(across + turn, along * 1.35 + turn));
        tone = mix(tone, cloud, white * 0.92);
        tone = mix(tone, air, smoothstep(0.36, 0, depth) * 0.85);
        point.splice(0, 4, ...tone, 255);
      },
    },
  );
}

/**
 * @param {Context} context
 * @param {Planet} planet
 */
function drawGiantPlanet(context, { x: left, y: top, radius }) {
  const { ground, shade, air } = PALETTE.night;
  const tones = ramp(ground);
  const storm = clouds(SEED + 8, 5);
  return field(
    context,
    { x: left - radius, y: top - radius, width: radius * 2, height: radius * 2 },
    {
      rows: 200,
      at(x, y, point) {
        const [dx, dy] = [x * 2 - 1, y * 2 - 1];
        const depth = Math.sqrt(Math.max(0, 1 - dx * dx - dy * dy));
        const bent = dy + dx * 0.32 + 0.12 * depth;
        const swirl = storm(dx * 1.6, bent * 9) - 0.5;
        const band = 0.5 + 0.32 * Math.sin(bent * 15 + swirl * 4) + swirl * 0.5;
        // Lit from above on the right.
        const light = smoothstep(-0.15, 0.85, dx * 0.62 - dy * 0.66 + depth * 0.28);
        const rim = smoothstep(0.34, 0, depth) * light;
        point.splice(0, 4, ...mix(mix(shade, tones(band), light), air, rim * 0.65), 255);
      },
    },
  );
}

/**
 * Half of the ring: behind the planet, or before it.
 *
 * @param {Context} context
 * @param {Planet} planet
 * @param {number} from
 * @param {number} to
 */
function drawRing(context, { x, y, radius }, from, to) {
  const { cloud } = PALETTE.night;
  const random = seeded(SEED + 9);
  context.save();
  context.translate(x, y);
  context.rotate(-0.32);
  context.lineWidth = radius * 0.0145;
  for (let far = 1.3; far < 2.05; far += 0.0135) {
    const gap = far > 1.72 && far < 1.77 ? 0.05 : 1;
    context.strokeStyle = css(cloud, (0.1 + 0.42 * random()) * gap * smoothstep(2.1, 1.8, far));
    context.beginPath();
    context.ellipse(0, 0, radius * far, radius * far * 0.24, 0, from, to);
    context.stroke();
  }
  context.restore();
}
