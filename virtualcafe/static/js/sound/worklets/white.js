// White noise: every frequency alike, with the sharpest edge taken off.

/** @typedef {import("./kit.js").Kit} Kit */
const { lowpass, offer, whiteNoise } = /** @type {Kit} */ (
  /** @type {any} */ (globalThis).cafeSoundKit
);

export default offer("white", (rate, seed) => {
  const noises = [whiteNoise(seed), whiteNoise(seed + 1)];
  const edges = [lowpass(9000, rate), lowpass(9000, rate)];
  return (left, right) => {
    for (let index = 0; index < left.length; index += 1) {
      left[index] = edges[0].pass(noises[0]()) * 0.17;
      right[index] = edges[1].pass(noises[1]()) * 0.17;
    }
  };
});
