// What the café is painted with, by day and by night, and where its things stand.
import { seeded } from "../../random.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */
/** @typedef {{x: number, y: number, radius: number, colour: string, beat: number}} Light */

export const SEED = 7;
// The window ends and its sill begins at this part of the height.
export const SILL = 0.86;

export const PALETTE = {
  day: {
    sky: ["#c3c9c6", "#d6d3c8", "#d9cbb4"],
    walls: ["#a79f92", "#b8ac99", "#99958c", "#b39f87"],
    panes: ["#f3dfb0", "#e8cf9c", "#cfd6d2"],
    street: ["#b5a994", "#8d8271"],
    lights: ["255 214 150", "255 236 200", "233 164 120", "196 214 186"],
    glow: 0.34,
    frame: ["#6b4a34", "#8a6246", "#54382a"],
    lamp: "255 226 170",
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
    lamp: "255 190 104",
    leaf: ["#1d281a", "#263321", "#161f14"],
    cup: ["#b89e80", "#6d5641"],
    shade: "rgb(8 4 2 / 0.5)",
    rain: "rgb(200 214 235 / 0.2)",
    drop: "rgb(255 225 185 / 0.32)",
    steam: "255 232 205",
  },
};

/**
 * @param {Size} size
 * @param {Mood} mood
 * @returns {Light[]}
 */
export function lightsOf(size, mood) {
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
 * @param {Size} size
 * @param {number} unit
 */
export function cupAt(size, unit) {
  return { x: size.width - unit * 15, y: size.height * SILL - unit * 1.5 };
}
