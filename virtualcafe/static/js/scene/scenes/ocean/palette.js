// What the sea is painted with, and where its light stands.
import { colour } from "../../colour.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */

export const SEED = 23;
// The horizon, as a part of the height.
export const HORIZON = 0.45;

export const PALETTE = {
  day: {
    sky: ["#4f93c4", "#86b9d8", "#bcd8de", "#f0e2cb", "#fbd6b0"],
    cloud: colour("#fffaf2"),
    shade: colour("#c9c6d0"),
    clouds: 0.9,
    light: colour("#ffd9a0"),
    disc: colour("#fffaf0"),
    sea: ["#cfd8cf", "#7fb3bd", "#3f8ba1", "#1f6a86", "#134f6c"],
    crest: colour("#e9f6f2"),
    trough: colour("#0e4661"),
    glitter: colour("#fff3d8"),
    far: colour("#8fa7b4"),
    near: colour("#5f7f88"),
    sand: ["#e3cfae", "#d8bd95", "#c9a87d"],
    foam: colour("#ffffff"),
    grass: colour("#5d6b45"),
    corner: colour("#0a2a3a"),
    dim: 0.26,
  },
  night: {
    sky: ["#050a18", "#0a1730", "#14294a", "#264263", "#3f5a76"],
    cloud: colour("#5f789c"),
    shade: colour("#16243c"),
    clouds: 0.42,
    light: colour("#c4d4f2"),
    disc: colour("#f6f2e2"),
    sea: ["#35506c", "#1b3550", "#0f2439", "#0a1828", "#060f1b"],
    crest: colour("#7f9fc4"),
    trough: colour("#030810"),
    glitter: colour("#dfe8fa"),
    far: colour("#1b2c43"),
    near: colour("#0b1523"),
    sand: ["#2f333b", "#24272f", "#171a22"],
    foam: colour("#a9bbd6"),
    grass: colour("#0c1214"),
    corner: colour("#01030a"),
    dim: 0.5,
  },
};

/** @param {Size} size */
export function lightAt({ width, height }) {
  return { x: width * 0.64, y: height * 0.25 };
}

/** @param {Size} size */
export function lighthouseAt({ width, height }) {
  return { x: width * 0.115, y: height * (HORIZON - 0.075) };
}

/**
 * Where the water ends and the sand begins, from the bottom right up to the left.
 *
 * @param {Size} size
 */
export function shoreOf({ width, height }) {
  return (/** @type {number} */ x) => {
    const along = x / width;
    return height * (0.865 + 0.12 * along + 0.012 * Math.sin(along * 7 + 0.6));
  };
}
