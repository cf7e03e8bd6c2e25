// The sea: waves that swell, break and draw back over the sand, no two alike, and surf far away.

/** @typedef {import("./kit.js").Kit} Kit */
const { chance, glide, lowpass, offer, whiteNoise } = /** @type {Kit} */ (
  /** @type {any} */ (globalThis).cafeSoundKit
);

const WAVES = 3;

export default offer("waves", (rate, seed) => {
  const random = chance(seed + 10);
  const far = [0, 1].map((side) => ({ noise: whiteNoise(seed + side), low: lowpass(160, rate) }));
  const waves = Array.from({ length: WAVES }, (_, index) => ({
    noises: [whiteNoise(seed + 2 + index), whiteNoise(seed + 7 + index)],
    bodies: [lowpass(300, rate), lowpass(300, rate)],
    edges: [lowpass(1200, rate), lowpass(1200, rate)],
    age: index / WAVES,
    lasts: 9 + 4 * random(),
    loud: 0.7 + 0.3 * random(),
    pan: 0.25 + 0.5 * random(),
    swell: glide(0),
    foam: glide(0),
  }));
  /** @typedef {(typeof waves)[0]} Wave */

  const roll = (/** @type {Wave} */ wave, /** @type {number} */ samples) => {
    wave.age += samples / rate / wave.lasts;
    if (wave.age >= 1) {
      // Silent at both ends, so the next one may be another wave.
      wave.age -= 1;
      wave.lasts = 9 + 5 * random();
      wave.loud = 0.6 + 0.4 * random();
      wave.pan = 0.2 + 0.6 * random();
    }
    const { age, loud } = wave;
    const rise = smooth(0, 0.38, age) * (1 - smooth(0.4, 0.8, age));
    const wash = smooth(0.28, 0.42, age) * (1 - smooth(0.44, 1, age)) ** 1.4;
    wave.swell.to(rise * loud, samples);
    wave.foam.to(wash * loud, samples);
    for (const body of wave.bodies) body.tune(180 + 900 * rise * loud);
    for (const edge of wave.edges) edge.tune(700 + 2600 * wash);
  };

  return (left, right) => {
    for (const wave of waves) roll(wave, left.length);
    for (let index = 0; index < left.length; index += 1) {
      let [one, other] = far.map(({ noise, low }) => low.pass(noise()) * 0.3);
      for (const { noises, bodies, edges, swell, foam, pan } of waves) {
        const [body, wash] = [swell.next(), foam.next()];
        for (let side = 0; side < 2; side += 1) {
          const sample = noises[side]();
          const low = bodies[side].pass(sample);
          // What the edge lets not pass is the foam: bright, and brightest at the break.
          const bright = sample - edges[side].pass(sample);
          const heard = low * 0.85 * body + bright * 0.095 * wash;
          if (side) other += heard * (0.5 + 0.5 * pan);
          else one += heard * (1 - 0.5 * pan);
        }
      }
      left[index] = one;
      right[index] = other;
    }
  };
});

/**
 * @param {number} from
 * @param {number} to
 * @param {number} x
 */
function smooth(from, to, x) {
  const share = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return share * share * (3 - 2 * share);
}
