// Brown noise: the lower, the louder. A waterfall behind a hill.

/** @typedef {import("./kit.js").Kit} Kit */
const { lowpass, offer, whiteNoise } = /** @type {Kit} */ (
  /** @type {any} */ (globalThis).cafeSoundKit
);

export default offer("brown", (rate, seed) => {
  const [both, ...sides] = [0, 1, 2].map((index) => {
    const noise = whiteNoise(seed + index);
    // Falls 6 dB an octave from 45 Hz on; below 22 Hz there is nothing to hear, only to move.
    const [low, floor] = [lowpass(45, rate), lowpass(22, rate)];
    return () => {
      const sample = low.pass(noise());
      return sample - floor.pass(sample);
    };
  });
  return (left, right) => {
    for (let index = 0; index < left.length; index += 1) {
      const middle = both() * 0.75;
      left[index] = (middle + sides[0]() * 0.65) * 3.4;
      right[index] = (middle + sides[1]() * 0.65) * 3.4;
    }
  };
});
