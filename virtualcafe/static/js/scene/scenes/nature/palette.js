// What the wood is painted with, and where its light comes from.
import { colour } from "../../colour.js";

/** @typedef {import("../../catalogue.js").Mood} Mood */
/** @typedef {import("../../catalogue.js").Size} Size */

export const SEED = 61;
// Where the trees of the farthest layer stand, as a part of the height.
export const GROUND = 0.7;

export const PALETTE = {
  day: {
    air: ["#fdf6d2", "#dfe7a8", "#a9c27c", "#6d9560"],
    light: colour("#fff3bd"),
    fog: colour("#dfe8b4"),
    bark: colour("#33301f"),
    lit: colour("#b59a63"),
    leaves: ["#e9efac", "#bcd27a", "#86ad52", "#547f3b", "#2c5230"],
    floor: ["#c9d489", "#86a552", "#4f7537", "#23401f"],
    fern: colour("#2f5c2c"),
    corner: colour("#10240f"),
    shafts: 0.34,
    dim: 0.42,
  },
  night: {
    air: ["#8fb3bd", "#4b7384", "#234557", "#0f2533"],
    light: colour("#bfe0ea"),
    fog: colour("#31566a"),
    bark: colour("#050c12"),
    lit: colour("#2f4f60"),
    leaves: ["#3f6a78", "#27505f", "#173946", "#0d2630", "#061620"],
    floor: ["#2f5563", "#173641", "#0b2029", "#040d12"],
    fern: colour("#06171b"),
    corner: colour("#010508"),
    shafts: 0.2,
    dim: 0.55,
  },
};

/** @param {Size} size */
export function lightAt({ width, height }) {
  return { x: width * 0.42, y: height * 0.2 };
}
