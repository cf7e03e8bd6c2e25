import { colour } from "../../colour.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */

export const SEED = 5;

export const PALETTE = {
  day: {
    paper: ["#f4ecdf", "#f1e3d0", "#ecd6bd"],
    warm: colour("#f2b98c"),
    cool: colour("#b9c8bd"),
    disc: ["#ee9f74", "#f3bd92"],
    slopes: [
      ["#e4c8ab", "#ecd9c2"],
      ["#c9b79a", "#dfcfb5"],
      ["#8f9d86", "#b5bba2"],
    ],
    corner: colour("#8a6b4c"),
    dim: 0.2,
  },
  night: {
    paper: ["#16161d", "#1d1a22", "#261f25"],
    warm: colour("#5a3a35"),
    cool: colour("#22303a"),
    disc: ["#efe2c8", "#c9b797"],
    slopes: [
      ["#2d2730", "#231f28"],
      ["#25242c", "#1b1b22"],
      ["#181c20", "#101317"],
    ],
    corner: colour("#050507"),
    dim: 0.5,
  },
};

/** @param {Size} size */
export function discAt({ width, height }) {
  const radius = Math.min(width, height) * 0.15;
  return { x: width * 0.74, y: height * 0.36, radius };
}

/**
 * @param {Size} size
 * @param {number} index 0 is the farthest
 */
export function slope({ width, height }, index) {
  const [from, to, swing] = [
    [0.7, 0.62, 0.05],
    [0.74, 0.82, 0.07],
    [0.95, 0.84, 0.06],
  ][index];
  return (/** @type {number} */ x) => {
    const along = x / width;
    const wave = Math.sin(along * 3.4 + index * 2.2 + 0.4) * swing;
    return height * (from + (to - from) * along + wave);
  };
}
