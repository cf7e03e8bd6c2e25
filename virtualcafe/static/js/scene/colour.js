// Colours as three numbers, so that they can be mixed.
import { between } from "./noise.js";

/** @typedef {[number, number, number]} Colour */

/**
 * @param {string} hex #rrggbb
 * @returns {Colour}
 */
export function colour(hex) {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/**
 * @param {Colour} one
 * @param {Colour} other
 * @param {number} share of the other
 * @returns {Colour}
 */
export function mix(one, other, share) {
  return [
    between(one[0], other[0], share),
    between(one[1], other[1], share),
    between(one[2], other[2], share),
  ];
}

/**
 * @param {Colour} colour
 * @param {number} [alpha]
 */
export function css([red, green, blue], alpha = 1) {
  return `rgb(${red.toFixed(0)} ${green.toFixed(0)} ${blue.toFixed(0)} / ${alpha.toFixed(3)})`;
}

/**
 * The colour at a place from 0 to 1 along evenly spaced ones.
 *
 * @param {string[]} hexes
 * @returns {(place: number) => Colour}
 */
export function ramp(hexes) {
  const colours = hexes.map(colour);
  return (place) => {
    const at = Math.min(0.9999, Math.max(0, place)) * (colours.length - 1);
    const index = Math.floor(at);
    return mix(colours[index], colours[index + 1], at - index);
  };
}
