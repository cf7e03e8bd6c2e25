// The disc breathes, once in a long while; at night a few stars come and go.
import { css } from "../../colour.js";
import { twinkling } from "../../land.js";
import { circle, unitOf } from "../../paint.js";
import { discAt, PALETTE, SEED } from "./palette.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {import("../../catalogue.js").Motion} Motion */

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Motion}
 */
export function motion(size, mood) {
  const { x, y, radius } = discAt(size);
  const { warm } = PALETTE[mood];
  const unit = unitOf(size);
  const above = { width: size.width, height: size.height * 0.5 };
  const stars = mood === "night" ? twinkling(above, { count: 16, seed: SEED + 2 }) : [];
  let time = 0;
  return (context, seconds) => {
    time += seconds;
    const breath = 0.5 + 0.5 * Math.sin(time * 0.45);
    const reach = radius * (1.5 + 0.35 * breath);
    const light = context.createRadialGradient(x, y, radius * 0.9, x, y, reach);
    light.addColorStop(0, css(warm, 0.12 + 0.22 * breath));
    light.addColorStop(1, css(warm, 0));
    context.fillStyle = light;
    circle(context, x, y, reach);
    for (const star of stars) {
      const shine = 0.5 + 0.5 * Math.sin(time * star.beat * 0.5 + star.phase);
      context.fillStyle = `rgb(240 230 210 / ${(0.6 * star.bright * shine).toFixed(3)})`;
      circle(context, star.x, star.y, unit * 0.15);
    }
  };
}
