import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gainOf, Mix, PRESETS, SOUNDS } from "../../virtualcafe/static/js/sound/mix.js";
import "../../virtualcafe/static/js/sound/worklets/kit.js";

const RATE = 48_000;
const SECONDS = 8;
const BLOCK = 128;

const sources = Object.fromEntries(
  await Promise.all(
    SOUNDS.map(async (name) => {
      const module = await import(`../../virtualcafe/static/js/sound/worklets/${name}.js`);
      return [name, module.default];
    }),
  ),
);
const { limiter } = await import("../../virtualcafe/static/js/sound/worklets/limiter.js");

const decibels = (amplitude) => 20 * Math.log10(amplitude);
const rms = (samples) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
const peak = (samples) => samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
const jump = (samples) =>
  samples.reduce((most, x, at) => Math.max(most, at ? Math.abs(x - samples[at - 1]) : 0), 0);

/** Seconds of a sound, as a page hears it: block by block. */
function render(source, seconds = SECONDS, seed = 1) {
  const length = Math.ceil((RATE * seconds) / BLOCK) * BLOCK;
  const [left, right] = [new Float32Array(length), new Float32Array(length)];
  const write = source(RATE, seed);
  for (let at = 0; at < length; at += BLOCK) {
    write(left.subarray(at, at + BLOCK), right.subarray(at, at + BLOCK));
  }
  return { left, right };
}

/** Which part of the power lies below a frequency. */
function below(hertz, samples) {
  const share = 1 - Math.exp((-2 * Math.PI * hertz) / RATE);
  let kept = 0;
  const low = samples.map((sample) => {
    kept += (sample - kept) * share;
    return kept;
  });
  return (rms(low) / rms(samples)) ** 2;
}

const rendered = Object.fromEntries(SOUNDS.map((name) => [name, render(sources[name])]));

describe("a sound", () => {
  for (const name of SOUNDS) {
    const { left, right } = rendered[name];

    it(`${name} is as loud as the others, and not too loud`, () => {
      for (const side of [left, right]) {
        assert.ok(side.every(Number.isFinite));
        const level = decibels(rms(side));
        assert.ok(level > -30 && level < -16, `${level} dB`);
        assert.ok(decibels(peak(side)) <= -1, `${decibels(peak(side))} dB`);
      }
    });

    it(`${name} has no offset and does not click`, () => {
      const mean = left.reduce((sum, x) => sum + x, 0) / left.length;
      assert.ok(Math.abs(mean) < 0.003, String(mean));
      // Noise moves by a few of its own widths from one sample to the next, a click by many.
      assert.ok(jump(left) < Math.max(0.08, 5 * rms(left)), String(jump(left)));
    });

    it(`${name} is stereo and never the same again`, () => {
      assert.notDeepEqual(left.slice(0, RATE), right.slice(0, RATE));
      const [first, second] = [left.slice(0, RATE), left.slice(4 * RATE, 5 * RATE)];
      const product = first.reduce((sum, x, at) => sum + x * second[at], 0);
      assert.ok(Math.abs(product) / (RATE * rms(first) * rms(second)) < 0.6);
    });

    it(`${name} is another one for another seed, and the same for the same`, () => {
      const [one, again, other] = [1, 1, 2].map((seed) => render(sources[name], 1.5, seed).left);
      assert.deepEqual(one, again);
      assert.notDeepEqual(one, other);
    });
  }

  for (const [name, hertz, from, to] of [
    ["brown", 300, 0.75, 1],
    ["white", 2000, 0.05, 0.5],
    ["rain", 600, 0.03, 0.4],
    ["fire", 600, 0.5, 1],
    ["murmur", 2400, 0.85, 1],
    ["waves", 600, 0.2, 0.8],
    ["forest", 2400, 0.4, 0.95],
    ["lofi", 2400, 0.8, 1],
  ]) {
    it(`${name} has its power where it belongs`, () => {
      const share = below(hertz, rendered[name].left);
      assert.ok(share >= from && share <= to, `${share} below ${hertz} Hz`);
    });
  }
});

describe("the limiter", () => {
  const limited = (left, right) => {
    const out = [new Float32Array(left.length), new Float32Array(left.length)];
    const limit = limiter(RATE);
    for (let at = 0; at < left.length; at += BLOCK) {
      const cut = (samples) => samples.subarray(at, at + BLOCK);
      limit(cut(left), cut(right), cut(out[0]), cut(out[1]));
    }
    return out;
  };

  it("keeps everything at full under -1 dBFS", () => {
    const sum = (side) =>
      rendered.rain.left.map((_, at) =>
        SOUNDS.reduce((all, name) => all + rendered[name][side][at], 0),
      );
    const [left, right] = [sum("left"), sum("right")];
    assert.ok(decibels(peak(left)) > -1, "or this would show nothing");
    for (const side of limited(left, right)) assert.ok(decibels(peak(side)) <= -1);
  });

  it("holds a sudden blow, and lets go afterwards", () => {
    const blow = Float32Array.from({ length: RATE * 2 }, (_, at) =>
      at > RATE / 2 && at < RATE / 2 + 480 ? 4 : 0.1,
    );
    const [left] = limited(blow, blow);
    assert.ok(decibels(peak(left)) <= -1);
    assert.ok(Math.abs(left.at(-1) - 0.1) < 0.002);
  });

  it("leaves alone what is quiet, a few milliseconds late", () => {
    const { left, right } = rendered.brown;
    const [out] = limited(left, right);
    const late = 192;
    assert.ok(peak(left) < 0.8);
    for (let at = late; at < RATE; at += 1) assert.ok(Math.abs(out[at] - left[at - late]) < 1e-6);
  });
});

describe("a mix", () => {
  it("begins with rain in a café, silent until somebody plays it", () => {
    const mix = new Mix();
    assert.deepEqual(mix.volumes, PRESETS["rainy-cafe"]);
    assert.equal(mix.on, false);
    assert.equal(mix.all, 70);
    assert.equal(new Mix(null, 30).all, 30);
  });

  it("comes back as it was", () => {
    const mix = new Mix();
    mix.set("fire", 44);
    mix.toggle("rain");
    mix.all = 12;
    mix.on = true;
    mix.rests = false;
    mix.keep("Sunday");
    const again = new Mix(JSON.parse(JSON.stringify(mix)));
    assert.deepEqual(again.toJSON(), mix.toJSON());
  });

  it("takes nothing that a mixer would not have stored", () => {
    const stored = {
      volumes: { rain: 400, fire: -1, waves: "loud", trumpet: 50, lofi: 20.4 },
      all: Number.NaN,
      on: "yes",
      muted: 5,
      own: [{ name: 7 }, { name: "  " }, { name: "Ok", volumes: null }, null].filter(Boolean),
    };
    const mix = new Mix(stored);
    assert.deepEqual(mix.volumes, { lofi: 20 });
    assert.deepEqual([mix.all, mix.on, mix.muted.size], [70, false, 0]);
    assert.deepEqual(mix.own, [{ name: "Ok", volumes: {} }]);
  });

  it("is heard as a ratio: half of the way is 12 dB less", () => {
    assert.equal(gainOf(0), 0);
    assert.equal(gainOf(100), 1);
    assert.ok(Math.abs(decibels(gainOf(50)) + 12) < 0.1);
  });

  it("mutes a sound and keeps its volume; moving the fader unmutes it", () => {
    const mix = new Mix();
    mix.toggle("rain");
    assert.equal(mix.gain("rain"), 0);
    assert.equal(mix.volumes.rain, PRESETS["rainy-cafe"].rain);
    mix.set("rain", 10);
    assert.ok(mix.gain("rain") > 0);
  });

  it("knows when it is silent", () => {
    const mix = new Mix();
    assert.equal(mix.silent, false);
    mix.choose(PRESETS.silence);
    assert.equal(mix.silent, true);
    mix.choose(PRESETS.seaside);
    mix.all = 0;
    assert.equal(mix.silent, true);
  });

  it("names only sounds there are in its presets", () => {
    for (const volumes of Object.values(PRESETS)) {
      for (const [name, volume] of Object.entries(volumes)) {
        assert.ok(SOUNDS.includes(name));
        assert.ok(volume > 0 && volume <= 100);
      }
    }
  });

  it("keeps own mixes by name, up to twelve, and forgets them", () => {
    const mix = new Mix();
    assert.equal(mix.keep("   "), false);
    for (let index = 0; index < 12; index += 1) assert.equal(mix.keep(`Mix ${index}`), true);
    assert.equal(mix.keep("One more"), false);
    mix.set("fire", 99);
    assert.equal(mix.keep("Mix 3"), true);
    assert.equal(mix.own.length, 12);
    assert.equal(mix.own.at(-1).volumes.fire, 99);
    mix.forget("Mix 3");
    assert.equal(mix.own.length, 11);
  });
});
