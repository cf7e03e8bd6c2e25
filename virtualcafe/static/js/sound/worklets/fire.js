// A fire: a low breath that flutters, a faint hiss, and wood that crackles in bursts.

/** @typedef {import("./kit.js").Kit} Kit */
const { bandpass, chance, drift, glide, lowpass, offer, space, strokes, whiteNoise } =
  /** @type {Kit} */ (/** @type {any} */ (globalThis).cafeSoundKit);

export default offer("fire", (rate, seed) => {
  const random = chance(seed + 10);
  const sides = [0, 1].map((side) => ({
    noise: whiteNoise(seed + side),
    roar: lowpass(95, rate),
    floor: lowpass(28, rate),
    breath: bandpass(340, 0.6, rate),
    hiss: bandpass(4200, 0.7, rate),
  }));
  const room = space(rate, { size: 0.5, tail: 0.45, dull: 3200 });
  const wood = strokes(30, rate);
  const [flutter, mood] = [drift(0.28, rate, seed + 20), drift(5, rate, seed + 21)];
  const [roaring, hissing] = [glide(1), glide(0.5)];
  const out = [0, 0];
  let busy = 0;

  /** Crackles come in bursts: one makes the next more likely for a moment. */
  const crackle = () => {
    busy *= 1 - 5 / rate;
    if (random() > (2.2 + busy) / rate) return;
    busy = Math.min(60, busy + 16 * random());
    const loud = 0.03 + 0.22 * random() ** 5;
    const pan = 0.3 + 0.4 * random();
    for (let part = 0; part < 4; part += 1) {
      const hertz = 700 + 3800 * random() ** 1.5;
      wood.strike({ hertz, seconds: 0.0012 + 0.004 * random(), loud: loud * random(), pan });
    }
    if (random() < 0.1) wood.strike({ hertz: 180 + 160 * random(), seconds: 0.02, loud, pan });
  };

  return (left, right) => {
    const [fast, slow] = [flutter(left.length), mood(left.length)];
    roaring.to(1 + 0.32 * fast + 0.25 * slow, left.length);
    hissing.to(0.5 + 0.3 * slow + 0.15 * fast, left.length);
    for (let index = 0; index < left.length; index += 1) {
      const [roar, hiss] = [roaring.next(), hissing.next()];
      out[0] = out[1] = 0;
      crackle();
      wood.add(out);
      const [near, far] = room((out[0] + out[1]) * 0.5);
      out[0] += near * 0.5;
      out[1] += far * 0.5;
      for (let side = 0; side < 2; side += 1) {
        const each = sides[side];
        const sample = each.noise();
        const low = each.roar.pass(sample);
        out[side] += (low - each.floor.pass(low)) * 2.1 * roar;
        out[side] += each.breath.pass(sample) * 0.12 * roar + each.hiss.pass(sample) * 0.03 * hiss;
      }
      left[index] = out[0] * 0.9;
      right[index] = out[1] * 0.9;
    }
  };
});
