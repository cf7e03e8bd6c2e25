// What the reading room is painted with, and where its things stand.
import { colour } from "../../colour.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */

export const SEED = 83;
// The table begins at this part of the height.
export const TABLE = 0.87;

export const PALETTE = {
  day: {
    wall: ["#e9d9bd", "#d9c3a0", "#b99d77"],
    outside: ["#cfe2ea", "#e8efe4", "#f7efd8", "#dfe3bd"],
    trees: colour("#9fb58c"),
    wood: colour("#6b452b"),
    woodLit: colour("#a87a4d"),
    back: colour("#2f1c12"),
    books: [
      "#7c3b2e",
      "#a4683c",
      "#4f5d46",
      "#31495a",
      "#8c7b52",
      "#5b3a48",
      "#c2a878",
      "#3d4a3a",
      "#94503c",
    ],
    gold: colour("#e8c987"),
    light: colour("#fff1c9"),
    lamp: colour("#ffe0a0"),
    shade: ["#4f7a5e", "#2f5540"],
    table: ["#8a5a37", "#6b4128", "#3f2416"],
    dark: colour("#24140b"),
    lit: 0.75,
    dim: 0.38,
  },
  night: {
    wall: ["#2c211b", "#241a15", "#17100d"],
    outside: ["#0c1428", "#152340", "#24375a", "#384a68"],
    trees: colour("#0f1a2b"),
    wood: colour("#2a1a11"),
    woodLit: colour("#5a3a22"),
    back: colour("#0d0705"),
    books: [
      "#4a241c",
      "#5e3c24",
      "#2c352a",
      "#1d2b37",
      "#4f452f",
      "#35222b",
      "#6d5c3e",
      "#232b22",
      "#552e23",
    ],
    gold: colour("#b08a4a"),
    light: colour("#8fa9d8"),
    lamp: colour("#ffb866"),
    shade: ["#3f7a58", "#1c4632"],
    table: ["#5a3820", "#3a2315", "#180d07"],
    dark: colour("#060302"),
    lit: 0.2,
    dim: 0.55,
  },
};

/** @param {Size} size */
export function windowAt({ width, height }) {
  const wide = Math.min(width * 0.4, height * 0.5);
  return { x: width * 0.5 - wide / 2, y: height * 0.1, wide, high: height * 0.62 };
}

/** @param {Size} size */
export function lampAt({ width, height }) {
  return { x: width * (width > height ? 0.85 : 0.8), y: height * (TABLE - 0.005) };
}
