// Smooth chance: hills, clouds and bark are the same numbers at different sizes.

/** @typedef {(x: number, y: number) => number} Noise from 0 to 1 */

/**
 * Value noise: chance at whole numbers, smooth between them.
 *
 * @param {number} seed
 * @returns {Noise}
 */
export function noise(seed) {
  const salt = Math.imul(seed, 0x9e3779b1);
  /**
   * @param {number} x
   * @param {number} y
   */
  const at = (x, y) => {
    let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ salt;
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
  };
  return (x, y) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [across, down] = [ease(x - left), ease(y - top)];
    const above = between(at(left, top), at(left + 1, top), across);
    const below = between(at(left, top + 1), at(left + 1, top + 1), across);
    return between(above, below, down);
  };
}

/**
 * Noise upon noise, each twice as fine and half as strong.
 *
 * @param {number} seed
 * @param {number} octaves
 * @returns {Noise}
 */
export function clouds(seed, octaves) {
  const one = noise(seed);
  return (x, y) => {
    let [sum, strength, whole] = [0, 1, 0];
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += one(x, y) * strength;
      whole += strength;
      // Turned a little, so that the grid of one does not lie on the grid of the next.
      [x, y] = [1.6 * x - 1.2 * y + 19.1, 1.2 * x + 1.6 * y + 7.7];
      strength /= 2;
    }
    return sum / whole;
  };
}

/**
 * Sharp crests and soft valleys, as mountains have them.
 *
 * @param {number} seed
 * @param {number} octaves
 * @returns {Noise}
 */
export function crests(seed, octaves) {
  const one = noise(seed);
  return (x, y) => {
    let [sum, strength, whole] = [0, 1, 0];
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += (1 - Math.abs(2 * one(x, y) - 1)) * strength;
      whole += strength;
      [x, y] = [1.6 * x - 1.2 * y + 31.3, 1.2 * x + 1.6 * y + 3.9];
      strength *= 0.48;
    }
    return sum / whole;
  };
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} share
 */
export function between(from, to, share) {
  return from + (to - from) * share;
}

/**
 * 0 before `from`, 1 after `to`, and smooth in between; the other way round when `to` is less.
 *
 * @param {number} from
 * @param {number} to
 * @param {number} x
 */
export function smoothstep(from, to, x) {
  return ease(Math.min(1, Math.max(0, (x - from) / (to - from))));
}

/** @param {number} x */
function ease(x) {
  return x * x * (3 - 2 * x);
}
