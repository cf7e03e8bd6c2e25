// A wood in the morning: wind in the crowns, leaves that answer it, and four birds that take turns.

/** @typedef {import("./kit.js").Kit} Kit */
const { bandpass, chance, drift, glide, offer, space, whiteNoise } = /** @type {Kit} */ (
  /** @type {any} */ (globalThis).cafeSoundKit
);

const TURN = Math.PI * 2;

/**
 * The songs: notes as [from Hz, to Hz, seconds, silence after, wobble].
 *
 * @typedef {[number, number, number, number, number]} Note
 * @type {{song: Note[], every: number, pan: number, loud: number}[]}
 */
const BIRDS = [
  {
    song: [
      [3100, 3350, 0.16, 0.09, 0],
      [2600, 2500, 0.22, 0.12, 0],
      [3300, 2900, 0.3, 0, 0.012],
    ],
    every: 9,
    pan: 0.22,
    loud: 0.035,
  },
  {
    song: [
      [4300, 5200, 0.07, 0.05, 0],
      [4300, 5200, 0.07, 0.05, 0],
      [4300, 5200, 0.07, 0.05, 0],
      [5000, 3900, 0.14, 0, 0],
    ],
    every: 13,
    pan: 0.8,
    loud: 0.017,
  },
  {
    song: [
      [1850, 1800, 0.28, 0.14, 0],
      [1480, 1450, 0.4, 0, 0.004],
    ],
    every: 21,
    pan: 0.62,
    loud: 0.03,
  },
  {
    song: [
      [2300, 2700, 0.12, 0.04, 0.03],
      [2900, 2500, 0.12, 0.04, 0.03],
      [2400, 3100, 0.1, 0.06, 0],
      [3400, 2200, 0.24, 0, 0.03],
    ],
    every: 16,
    pan: 0.42,
    loud: 0.024,
  },
];

export default offer("forest", (rate, seed) => {
  const random = chance(seed + 10);
  const wind = [0, 1].map((side) => ({
    noise: whiteNoise(seed + side),
    low: bandpass(300, 0.8, rate),
    high: bandpass(750, 1.4, rate),
    leaves: bandpass(3800, 0.6, rate),
  }));
  const [gust, howl] = [drift(5, rate, seed + 20), drift(3.5, rate, seed + 21)];
  const [blowing, rustling] = [glide(0.5), glide(0.2)];
  const glade = space(rate, { size: 2.1, tail: 0.62, dull: 3000 });
  const birds = BIRDS.map((bird, index) => singer(bird, rate, random, 2 + index * 3));

  return (left, right) => {
    const strength = 0.55 + 0.4 * gust(left.length);
    const tone = howl(left.length);
    blowing.to(strength, left.length);
    rustling.to(strength ** 2.2, left.length);
    for (const [side, { low, high }] of wind.entries()) {
      low.tune(300 + 90 * tone + 25 * side);
      high.tune(740 + 260 * tone - 40 * side);
    }
    for (let index = 0; index < left.length; index += 1) {
      const [blow, rustle] = [blowing.next(), rustling.next()];
      let [one, other, all] = [0, 0, 0];
      for (const bird of birds) {
        const note = bird.next();
        one += note * (1 - bird.pan);
        other += note * bird.pan;
        all += note;
      }
      const [near, far] = glade(all);
      left[index] = one * 0.7 + near * 0.55 + air(wind[0], blow, rustle);
      right[index] = other * 0.7 + far * 0.55 + air(wind[1], blow, rustle);
    }
  };
});

/**
 * @param {Record<"low" | "high" | "leaves", {pass(sample: number): number}> & {noise: () => number}} side
 * @param {number} blow
 * @param {number} rustle
 */
function air({ noise, low, high, leaves }, blow, rustle) {
  const sample = noise();
  const crowns = low.pass(sample) * 0.5 + high.pass(sample) * 0.2;
  return crowns * 1.5 * blow + leaves.pass(sample) * 0.17 * rustle;
}

/**
 * @param {(typeof BIRDS)[0]} bird
 * @param {number} rate
 * @param {() => number} random
 * @param {number} first seconds until it sings first
 */
function singer({ song, every, pan, loud }, rate, random, first) {
  let [wait, at, age, phase, pitch] = [first * rate, 0, 0, 0, 1];
  const sing = () => {
    const [from, to, seconds, silence, wobble] = song[at];
    const share = age / (seconds * rate);
    age += 1;
    if (share >= 1) {
      [at, age] = [(at + 1) % song.length, 0];
      wait = (at === 0 ? every * (0.5 + random()) : silence) * rate;
      if (at === 0) pitch = 0.97 + 0.06 * random();
      return 0;
    }
    const shake = 1 + wobble * Math.sin((age / rate) * TURN * 28);
    phase += ((from + (to - from) * share) * pitch * shake * TURN) / rate;
    return Math.sin(phase) * Math.sin(share * Math.PI) ** 1.5 * loud;
  };
  return {
    pan,
    next() {
      if (wait > 0) {
        wait -= 1;
        return 0;
      }
      return sing();
    },
  };
}
