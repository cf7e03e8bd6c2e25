// Rain at a window: a hiss far off, thousands of small drops, a few large ones on the sill.

/** @typedef {import("./kit.js").Kit} Kit */
const { bandpass, chance, drift, glide, lowpass, offer, strokes, whiteNoise } = /** @type {Kit} */ (
  /** @type {any} */ (globalThis).cafeSoundKit
);

const SMALL_A_SECOND = 130;
const LARGE_A_SECOND = 9;

export default offer("rain", (rate, seed) => {
  const random = chance(seed + 10);
  const sides = [0, 1].map((side) => ({
    noise: whiteNoise(seed + side),
    far: bandpass(1900, 0.5, rate),
    roof: lowpass(320, rate),
    soft: lowpass(6500, rate),
  }));
  const drops = strokes(40, rate);
  const gust = drift(7, rate, seed + 20);
  const level = glide(1);
  const out = [0, 0];

  const fall = (/** @type {number} */ strength) => {
    if (random() < (SMALL_A_SECOND * strength) / rate) {
      const loud = 0.012 + 0.055 * random() ** 4;
      const hertz = 1500 + 4200 * random();
      drops.strike({ hertz, seconds: 0.002 + 0.005 * random(), loud, pan: random() });
    }
    if (random() < (LARGE_A_SECOND * strength) / rate) {
      const loud = 0.03 + 0.08 * random() ** 2;
      const hertz = 420 + 900 * random();
      drops.strike({ hertz, seconds: 0.008 + 0.014 * random(), loud, pan: random() });
    }
  };

  return (left, right) => {
    level.to(1 + 0.32 * gust(left.length), left.length);
    for (let index = 0; index < left.length; index += 1) {
      const strength = level.next();
      out[0] = out[1] = 0;
      fall(strength);
      drops.add(out);
      for (let side = 0; side < 2; side += 1) {
        const { noise, far, roof, soft } = sides[side];
        const sample = noise();
        out[side] += (soft.pass(far.pass(sample)) * 0.36 + roof.pass(sample) * 0.3) * strength;
      }
      left[index] = out[0] * 0.95;
      right[index] = out[1] * 0.95;
    }
  };
});
