// A café: a dozen people talking at other tables, of which no word is understood, and cups.

/** @typedef {import("./kit.js").Kit} Kit */
const { bandpass, chance, glide, lowpass, offer, space, strokes, whiteNoise } = /** @type {Kit} */ (
  /** @type {any} */ (globalThis).cafeSoundKit
);

const TALKERS = 12;
// First and second formant of vowels, in Hz.
const VOWELS = [
  [730, 1090],
  [530, 1840],
  [390, 1990],
  [570, 840],
  [440, 1020],
  [660, 1720],
  [490, 1350],
];

export default offer("murmur", (rate, seed) => {
  const random = chance(seed + 10);
  const talkers = Array.from({ length: TALKERS }, (_, index) => talker(rate, random, index));
  const walls = space(rate, { size: 1.6, tail: 0.7, dull: 2400 });
  const dull = [lowpass(2300, rate), lowpass(2300, rate)];
  const air = [0, 1].map((side) => ({ noise: whiteNoise(seed + side), low: lowpass(210, rate) }));
  const cups = strokes(24, rate);
  const out = [0, 0];

  /** A cup on its saucer: a few tones that don't belong together. */
  const clink = () => {
    if (random() > 0.22 / rate) return;
    const [base, loud, pan] = [1900 + 1500 * random(), 0.006 + 0.02 * random() ** 2, random()];
    for (const [part, ratio] of [1, 1.51, 2.27, 2.83].entries()) {
      const seconds = 0.05 / (part + 1) + 0.02 * random();
      cups.strike({ hertz: base * ratio, seconds, loud: loud / (part + 1), pan });
    }
  };

  return (left, right) => {
    for (const each of talkers) each.turn(left.length);
    for (let index = 0; index < left.length; index += 1) {
      out[0] = out[1] = 0;
      for (const each of talkers) {
        const voice = each.next();
        out[0] += voice * (1 - each.pan);
        out[1] += voice * each.pan;
      }
      const [near, far] = [dull[0].pass(out[0]), dull[1].pass(out[1])];
      out[0] = out[1] = 0;
      clink();
      cups.add(out);
      const [one, other] = walls((near + far) * 0.4 + (out[0] + out[1]) * 0.5);
      left[index] = near * 0.75 + one * 0.85 + out[0] + air[0].low.pass(air[0].noise()) * 0.17;
      right[index] = far * 0.75 + other * 0.85 + out[1] + air[1].low.pass(air[1].noise()) * 0.17;
    }
  };
});

/**
 * A voice: a buzz and some breath through two formants, syllable by syllable, with pauses.
 *
 * @param {number} rate
 * @param {() => number} random
 * @param {number} index
 */
function talker(rate, random, index) {
  const pitch = index % 2 ? 105 + 35 * random() : 185 + 50 * random();
  const pan = (index + 0.5) / TALKERS;
  const loud = 0.2 + 0.3 * random();
  const breath = whiteNoise(900 + index);
  const glottis = lowpass(900, rate);
  const formants = [bandpass(500, 5, rate), bandpass(1400, 7, rate)];
  const [level, tone] = [glide(0), glide(pitch)];
  let [phase, syllable, lasts, left, speaking] = [random(), 0, 0.2, 0, false];
  let [vowel, peak, melody, heard] = [VOWELS[0], 0, 1, 0];
  const now = [500, 1400];

  const begin = () => {
    if (left <= 0) {
      speaking = !speaking;
      left = speaking ? 3 + Math.floor(random() * 14) : 1 + Math.floor(random() * 6);
      melody = 1.12;
    }
    left -= 1;
    [syllable, lasts] = [0, 0.13 + 0.17 * random()];
    vowel = VOWELS[Math.floor(random() * VOWELS.length)];
    peak = speaking ? loud * (0.45 + 0.55 * random()) : 0;
    melody = Math.max(0.86, melody * (0.955 + 0.06 * random()));
  };

  return {
    pan,
    /** @param {number} samples */
    turn(samples) {
      syllable += samples / rate;
      if (syllable >= lasts) begin();
      const open = Math.sin(Math.min(1, syllable / lasts) * Math.PI);
      level.to(peak * Math.max(0, open) ** 0.8, samples);
      tone.to(pitch * melody, samples);
      for (const part of [0, 1]) {
        now[part] += (vowel[part] - now[part]) * 0.06;
        formants[part].tune(now[part]);
      }
    },
    next() {
      // Half of them listen.
      if (peak === 0 && heard < 1e-4) return 0;
      heard = level.next();
      phase += tone.next() / rate;
      if (phase >= 1) phase -= 1;
      const buzz = glottis.pass(phase * 2 - 1 + breath() * 0.22);
      const voice = formants[0].pass(buzz) * 1.3 + formants[1].pass(buzz) * 0.55 + buzz * 0.08;
      return voice * heard;
    },
  };
}
