// A slow loop that never repeats itself: electric piano, bass, brushes, and the crackle of a record.

/** @typedef {import("./kit.js").Kit} Kit */
const { bandpass, chance, drift, lowpass, offer, space, strokes, whiteNoise } = /** @type {Kit} */ (
  /** @type {any} */ (globalThis).cafeSoundKit
);

const TURN = Math.PI * 2;
const BEATS_A_MINUTE = 72;
const STEPS = 16;
// Every second sixteenth comes late.
const SWING = 0.16;
// Two of four bars each, as note numbers: bass first. Dm9 G13 Cmaj9 Am9, Fmaj9 Em7 Dm9 G9sus.
const CHORDS = [
  [38, 60, 65, 69, 76],
  [43, 59, 65, 69, 76],
  [36, 59, 64, 67, 74],
  [45, 60, 64, 67, 71],
  [41, 60, 64, 67, 69],
  [40, 59, 62, 67, 71],
  [38, 60, 65, 69, 72],
  [43, 60, 65, 69, 74],
];
const ORDER = [0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7];
const MELODY = [72, 74, 76, 79, 81, 84];
const RINGS_S = 5.2;
const KICKS = [0, 7, 10];
const SNARES = [4, 12];

export default offer("lofi", (rate, seed) => {
  const random = chance(seed + 10);
  const keys = Array.from({ length: 14 }, () => ({
    age: -1,
    hertz: 0,
    loud: 0,
    pan: 0.5,
    phase: 0,
    tine: 0,
  }));
  const bass = { hertz: 0, target: 0, phase: 0, level: 0, goal: 0 };
  const kick = { age: 9, phase: 0 };
  const [brush, hat] = [
    { level: 0, loud: 0 },
    { level: 0, loud: 0 },
  ];
  const dust = strokes(8, rate);
  const room = space(rate, { size: 1.3, tail: 0.66, dull: 2600 });
  const [warm, tape] = [[lowpass(3600, rate), lowpass(3600, rate)], drift(1.6, rate, seed + 20)];
  const noise = whiteNoise(seed + 1);
  const [snares, hats] = [bandpass(1900, 0.8, rate), bandpass(7200, 0.9, rate)];
  const out = [0, 0];
  const stepSamples = (rate * 60) / BEATS_A_MINUTE / 4;
  let [step, wait, place, wow, duck] = [0, 0, 2, 1, 1];

  const press = (/** @type {number} */ note, /** @type {number} */ loud) => {
    const free = keys.reduce((one, other) => (silence(one) > silence(other) ? one : other));
    if (silence(free) < 1) return;
    Object.assign(free, {
      age: 0,
      hertz: hertzOf(note),
      loud,
      pan: 0.3 + (note - 56) / 60,
      phase: 0,
      tine: 0,
    });
  };

  const play = () => {
    const [bar, at] = [Math.floor(step / STEPS) % ORDER.length, step % STEPS];
    const [root, ...chord] = CHORDS[ORDER[bar]];
    if (at === 0 || (at === 10 && random() < 0.35)) {
      for (const note of chord) press(note, (at ? 0.55 : 0.8) * (0.85 + 0.15 * random()));
    }
    if (at === 0 || at === 7 || at === 10) {
      bass.target = hertzOf(root + (at === 10 && random() < 0.4 ? 7 : 0));
      bass.goal = at === 7 ? 0.5 : 1;
    }
    if (at === 14) bass.goal = 0;
    if (at % 2 === 0 && at > 2 && random() < 0.15) {
      place = Math.min(5, Math.max(0, place + Math.floor(random() * 5) - 2));
      press(MELODY[place], 0.55 + 0.25 * random());
    }
    if (KICKS.includes(at) && (at === 0 || random() < 0.75)) kick.age = 0;
    if (SNARES.includes(at)) brush.loud = 0.8 + 0.2 * random();
    if (at % 2 === 0 || random() < 0.12)
      hat.loud = (at % 4 === 2 ? 0.9 : 0.5) * (0.7 + 0.3 * random());
    step += 1;
    wait += stepSamples * (at % 2 ? 1 - SWING : 1 + SWING);
  };

  const drums = () => {
    kick.age += 1 / rate;
    kick.phase += (TURN * (46 + 70 * Math.exp(-kick.age * 38))) / rate;
    const thump = Math.min(1, kick.age * 260) * Math.exp(-kick.age * 9);
    duck += (1 - 0.28 * thump - duck) * 0.004;
    const sample = noise();
    return (
      Math.sin(kick.phase) * thump * 0.24 +
      snares.pass(sample) * stroke(brush, 15, rate) * 0.34 +
      hats.pass(sample) * stroke(hat, 42, rate) * 0.16
    );
  };

  return (left, right) => {
    wow = 1 + 0.0022 * tape(left.length);
    for (let index = 0; index < left.length; index += 1) {
      wait -= 1;
      if (wait <= 0) play();
      out[0] = out[1] = 0;
      for (const key of keys) sound(key, { rate, wow, out });
      const [near, far] = room((out[0] + out[1]) * 0.35);
      const low = hum(bass, rate) * duck;
      const beat = drums();
      const [one, other] = [
        (out[0] + near * 0.6) * duck + low + beat,
        (out[1] + far * 0.6) * duck + low + beat,
      ];
      out[0] = out[1] = 0;
      if (random() < 5 / rate)
        dust.strike({
          hertz: 1800 + 3000 * random(),
          seconds: 0.0008,
          loud: 0.05 * random() ** 3,
          pan: random(),
        });
      dust.add(out);
      left[index] = (warm[0].pass(one) + out[0]) * 0.8;
      right[index] = (warm[1].pass(other) + out[1]) * 0.8;
    }
  };
});

/** @param {number} note 69 is 440 Hz */
function hertzOf(note) {
  return 440 * 2 ** ((note - 69) / 12);
}

/** @typedef {{age: number, hertz: number, loud: number, pan: number, phase: number, tine: number}} Key */

/**
 * How far a key has died away: only a silent one may be struck anew.
 *
 * @param {Key} key
 */
function silence({ age }) {
  return age < 0 ? 1 : age / RINGS_S;
}

/**
 * An electric piano: a sine bent by itself while it is fresh, and the tine's short ping.
 *
 * @param {Key} key
 * @param {{rate: number, wow: number, out: number[]}} where
 */
function sound(key, { rate, wow, out }) {
  if (key.age < 0) return;
  key.age = key.age < RINGS_S ? key.age + 1 / rate : -1;
  if (key.age < 0) return;
  const { age, hertz, loud, pan } = key;
  key.phase += (TURN * hertz * wow) / rate;
  key.tine += (TURN * hertz * 7.01) / rate;
  const release = Math.min(1, Math.max(0, (RINGS_S - age) * 2));
  const level = Math.min(1, age * 160) * Math.exp(-age * 1.05) * release * loud;
  const bent = Math.sin(key.phase + Math.sin(key.phase) * 0.75 * Math.exp(-age * 2.2) * loud);
  // After a second nothing of it is left.
  const ping = age < 1 ? Math.sin(key.tine) * 0.05 * Math.exp(-age * 11) : 0;
  const heard = (bent + ping) * level * 0.15;
  // The cabinet's two sides take turns.
  const side = pan + 0.22 * Math.sin(age * TURN * 1.2);
  out[0] += heard * (1.15 - side);
  out[1] += heard * (0.15 + side);
}

/**
 * @param {{hertz: number, target: number, phase: number, level: number, goal: number}} bass
 * @param {number} rate
 */
function hum(bass, rate) {
  bass.hertz += (bass.target - bass.hertz) * (bass.level < 0.01 ? 1 : 0.004);
  bass.level += (bass.goal - bass.level) * (bass.goal > bass.level ? 0.0022 : 0.0006);
  bass.goal *= 1 - 0.9 / rate;
  bass.phase += (TURN * bass.hertz) / rate;
  return (Math.sin(bass.phase) + 0.18 * Math.sin(bass.phase * 2)) * bass.level * 0.1;
}

/**
 * A stroke of noise: up in a moment, down by `fall` a second.
 *
 * @param {{level: number, loud: number}} drum
 * @param {number} fall
 * @param {number} rate
 */
function stroke(drum, fall, rate) {
  if (drum.loud > 0) {
    drum.level += drum.loud / (rate * 0.003);
    if (drum.level >= drum.loud) drum.loud = 0;
  } else drum.level *= 1 - fall / rate;
  return drum.level;
}
