// What the mountains are painted with, and how their ridges run.
import { colour } from "../../colour.js";
import { between, clouds, crests } from "../../noise.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */

export const SEED = 41;

export const PALETTE = {
  day: {
    sky: ["#6496c4", "#94bbd6", "#d3ddd9", "#fbdcb4", "#fcbf8c"],
    cloud: colour("#fff3e2"),
    clouds: 0.5,
    light: colour("#ffc987"),
    disc: colour("#fffaf0"),
    far: colour("#b9bdc9"),
    near: colour("#1d3a3c"),
    mist: colour("#fcdcbc"),
    snow: colour("#fff4e6"),
    rock: colour("#76829a"),
    corner: colour("#3a2c26"),
    dim: 0.28,
  },
  night: {
    sky: ["#070d1c", "#0f1a31", "#1b2c4b", "#314567", "#4b5a78"],
    cloud: colour("#8fa3c4"),
    clouds: 0.14,
    light: colour("#b9cdf5"),
    disc: colour("#f3f1e4"),
    far: colour("#3d4e6e"),
    near: colour("#060c16"),
    mist: colour("#5b6f92"),
    snow: colour("#a9bbd8"),
    rock: colour("#27354f"),
    corner: colour("#02050b"),
    dim: 0.5,
  },
};

export const LAYERS = 6;

/** @param {Size} size */
export function lightAt({ width, height }) {
  return { x: width * 0.7, y: height * 0.27 };
}

/**
 * The edge of a ridge: 0 is the farthest. The near ones leave the middle open.
 *
 * @param {Size} size
 * @param {number} layer
 * @returns {(x: number) => number}
 */
export function skyline({ width, height }, layer) {
  const depth = layer / (LAYERS - 1);
  const sharp = crests(SEED + layer * 7, 5);
  const soft = clouds(SEED + layer * 13, 4);
  const base = between(0.56, 0.99, depth ** 0.9);
  const rise = between(0.3, 0.34, depth);
  return (x) => {
    const far = x / height;
    const side = Math.abs(x / width - 0.47) * 2;
    const open = between(1, between(0.08, 1, side ** 1.6), Math.min(1, depth * 1.4));
    const alpine = sharp(far * 1.15 + layer * 5.3, layer) ** 1.7;
    const hilly = soft(far * 2.6 + layer * 3.1, layer);
    return height * (base - rise * open * between(alpine, hilly, Math.min(1, depth * 1.25)));
  };
}
