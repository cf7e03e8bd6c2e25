// What the sounds are made of. Modules of an AudioWorklet import nothing, since they don't see the
// page's import map: this one is added first and leaves its parts where the others find them.

/** @typedef {(left: Float32Array, right: Float32Array) => void} Render adds nothing, it writes */
/** @typedef {(rate: number, seed: number) => Render} Source */

const TURN = Math.PI * 2;
const FADE_S = 0.4;

/**
 * Noise from -1 to 1, flat over all frequencies (xorshift).
 *
 * @param {number} seed
 */
function whiteNoise(seed) {
  let state = (seed * 2654435761) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2147483648;
  };
}

/**
 * Chance from 0 to 1.
 *
 * @param {number} seed
 */
function chance(seed) {
  const noise = whiteNoise(seed);
  return () => (noise() + 1) / 2;
}

/**
 * Lets pass what is below a frequency, 6 dB an octave.
 *
 * @param {number} hertz
 * @param {number} rate
 */
function lowpass(hertz, rate) {
  let kept = 0;
  let share = 1 - Math.exp((-TURN * hertz) / rate);
  return {
    /** @param {number} now */
    tune(now) {
      share = 1 - Math.exp((-TURN * now) / rate);
    },
    /** @param {number} sample */
    pass(sample) {
      kept += (sample - kept) * share;
      return kept;
    },
  };
}

/**
 * A band around a frequency; narrow when `q` is high (state variable filter, Zavalishin's form:
 * it may be tuned while it sounds).
 *
 * @param {number} hertz
 * @param {number} q
 * @param {number} rate
 */
function bandpass(hertz, q, rate) {
  let [first, second, g, k, a] = [0, 0, 0, 0, 0];
  const filter = {
    /** @param {number} now @param {number} [width] */
    tune(now, width = q) {
      g = Math.tan((Math.PI * Math.min(now, rate * 0.45)) / rate);
      k = 1 / width;
      a = 1 / (1 + g * (g + k));
    },
    /** @param {number} sample */
    pass(sample) {
      const band = a * (first + g * (sample - second));
      const low = second + g * band;
      first = 2 * band - first;
      second = 2 * low - second;
      return band * k;
    },
  };
  filter.tune(hertz);
  return filter;
}

/**
 * A value from -1 to 1 that wanders, and takes about `seconds` from one idea to the next.
 * Ask once a block.
 *
 * @param {number} seconds
 * @param {number} rate
 * @param {number} seed
 */
function drift(seconds, rate, seed) {
  const noise = whiteNoise(seed);
  let [from, to, age, lasts] = [0, noise(), 0, seconds];
  return (/** @type {number} */ samples) => {
    age += samples / rate / lasts;
    if (age >= 1) {
      [from, to, age] = [to, noise(), 0];
      lasts = seconds * (1 + 0.5 * noise());
    }
    return from + (to - from) * age * age * (3 - 2 * age);
  };
}

/**
 * Goes where it is sent in even steps over a block: what changes once a block makes no steps.
 *
 * @param {number} start
 */
function glide(start) {
  let [value, step] = [start, 0];
  return {
    /** @param {number} target @param {number} samples */
    to(target, samples) {
      step = (target - value) / samples;
    },
    next() {
      value += step;
      return value;
    },
  };
}

/**
 * A room: four echoes that feed each other, each duller than the one before.
 *
 * @param {number} rate
 * @param {{size?: number, tail?: number, dull?: number}} [look]
 * @returns {(sample: number) => [number, number]} the room alone, left and right
 */
function space(rate, { size = 1, tail = 0.72, dull = 2600 } = {}) {
  const lines = [0.0297, 0.0371, 0.0411, 0.0437].map((seconds) => ({
    buffer: new Float32Array(Math.round(seconds * size * rate)),
    at: 0,
    damp: lowpass(dull, rate),
  }));
  /** @type {[number, number]} */
  const out = [0, 0];
  const heard = [0, 0, 0, 0];
  return (sample) => {
    for (let line = 0; line < 4; line += 1) {
      heard[line] = lines[line].damp.pass(lines[line].buffer[lines[line].at]);
    }
    const half = (heard[0] + heard[1] + heard[2] + heard[3]) / 2;
    for (let line = 0; line < 4; line += 1) {
      const { buffer } = lines[line];
      buffer[lines[line].at] = sample + (heard[line] - half) * tail;
      lines[line].at = (lines[line].at + 1) % buffer.length;
    }
    out[0] = (heard[0] + heard[2]) / 2;
    out[1] = (heard[1] + heard[3]) / 2;
    return out;
  };
}

/**
 * Struck things, such as drops and cups: sines that die away. A stroke begins at zero, so it does
 * not click, and with all of them sounding the oldest gives way only when it is silent.
 *
 * @param {number} count how many may sound at once
 * @param {number} rate
 */
function strokes(count, rate) {
  const all = Array.from({ length: count }, () => ({
    re: 0,
    im: 0,
    c: 0,
    s: 0,
    left: 0,
    right: 0,
  }));
  return {
    /**
     * @param {{hertz: number, seconds: number, loud: number, pan: number}} stroke
     *     `seconds` until it is a third as loud; `pan` from 0, left, to 1
     */
    strike({ hertz, seconds, loud, pan }) {
      const free = all.find(({ re, im }) => re * re + im * im < 1e-9);
      if (!free) return;
      const keep = Math.exp(-1 / (seconds * rate));
      free.re = loud;
      free.im = 0;
      free.c = Math.cos((TURN * hertz) / rate) * keep;
      free.s = Math.sin((TURN * hertz) / rate) * keep;
      free.left = Math.cos((pan * Math.PI) / 2);
      free.right = Math.sin((pan * Math.PI) / 2);
    },
    /** @param {number[]} out left and right, to which it adds */
    add(out) {
      for (const each of all) {
        if (each.re === 0 && each.im === 0) continue;
        const { re, im, c, s } = each;
        each.re = re * c - im * s;
        each.im = re * s + im * c;
        if (each.re * each.re + each.im * each.im < 1e-10) each.re = each.im = 0;
        out[0] += each.im * each.left;
        out[1] += each.im * each.right;
      }
    },
  };
}

/**
 * Make a sound known to the page by its name. It fades in by itself, and fades out and ends
 * when the page says "end".
 *
 * @param {string} name
 * @param {Source} source
 * @returns {Source}
 */
function offer(name, source) {
  const { registerProcessor, AudioWorkletProcessor, sampleRate } = /** @type {any} */ (globalThis);
  if (!registerProcessor) return source;
  class Sound extends AudioWorkletProcessor {
    /** @param {{processorOptions?: {seed?: number}}} options */
    constructor({ processorOptions }) {
      super();
      this.render = source(sampleRate, processorOptions?.seed ?? 1);
      this.level = 0;
      this.ending = false;
      this.port.onmessage = () => {
        this.ending = true;
      };
    }

    /**
     * @param {Float32Array[][]} _inputs
     * @param {Float32Array[][]} outputs
     */
    process(_inputs, [[left, right]]) {
      this.render(left, right);
      const step = (this.ending ? -1 : 1) / (FADE_S * sampleRate);
      for (let index = 0; index < left.length; index += 1) {
        this.level = Math.min(1, Math.max(0, this.level + step));
        left[index] *= this.level;
        right[index] *= this.level;
      }
      return !this.ending || this.level > 0;
    }
  }
  registerProcessor(name, Sound);
  return source;
}

const kit = {
  whiteNoise,
  chance,
  lowpass,
  bandpass,
  drift,
  glide,
  space,
  strokes,
  offer,
};

/** @typedef {typeof kit} Kit */

/** @type {any} */ (globalThis).cafeSoundKit = kit;

export default kit;
