// What is out there, and where it stands.
import { colour } from "../../colour.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */

export const SEED = 97;

export const PALETTE = {
  day: {
    sky: ["#0d2350", "#1d4683", "#4a82bd", "#a8cfe8", "#e6f3f8"],
    gas: ["#16356c", "#3f78b4", "#8cbbe0"],
    gasStrength: 0.3,
    star: [colour("#ffffff"), colour("#dbeaff")],
    sun: colour("#fff3d6"),
    ground: ["#2f78b4", "#4e97c6", "#8fb8a2", "#c9b98c"],
    cloud: colour("#ffffff"),
    air: colour("#c4e6ff"),
    shade: colour("#12366b"),
    corner: colour("#06122c"),
    dim: 0.3,
  },
  night: {
    sky: ["#04050d", "#070a18", "#0b0f24", "#0a0d1f", "#060814"],
    gas: ["#1a1440", "#5a2a72", "#c0507e", "#f2a06e", "#ffe3b8"],
    gasStrength: 0.82,
    star: [colour("#ffffff"), colour("#cfdcff"), colour("#ffe6c4"), colour("#ffd0b0")],
    sun: colour("#ffd9a8"),
    ground: ["#3a2a52", "#6b4668", "#a86f72", "#d9a582"],
    cloud: colour("#f0cda4"),
    air: colour("#ffbe94"),
    shade: colour("#05050f"),
    corner: colour("#010208"),
    dim: 0.45,
  },
};

/**
 * The planet: by day one stands right above it, at night it hangs low on the left.
 *
 * @param {Size} size
 * @param {Mood} mood
 */
export function planetAt({ width, height }, mood) {
  const reach = Math.hypot(width, height);
  if (mood === "day")
    return { x: width * 0.42, y: height * 0.72 + reach * 1.05, radius: reach * 1.05 };
  const radius = Math.min(width * 0.3, height * 0.27);
  return { x: width * 0.1 + radius * 0.3, y: height * 0.86, radius };
}

/**
 * @param {Size} size
 * @param {Mood} mood
 */
export function sunAt({ width, height }, mood) {
  return mood === "day"
    ? { x: width * 0.76, y: height * 0.3 }
    : { x: width * 1.1, y: height * -0.1 };
}
