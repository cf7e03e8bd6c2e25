import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { colour, css, mix, ramp } from "../../virtualcafe/static/js/scene/colour.js";
import { clouds, crests, noise, smoothstep } from "../../virtualcafe/static/js/scene/noise.js";

const SCENES = ["library", "cafe", "nature", "ocean", "mountains", "space", "minimal"];
const SIZES = [
  { width: 144, height: 90 },
  { width: 60, height: 130 },
  { width: 208, height: 130 },
];

/** A canvas's context that keeps what it is told, and refuses what no canvas could draw. */
function notebook() {
  const told = [];
  const check = (name, values) => {
    for (const value of values) {
      if (typeof value === "number") assert.ok(Number.isFinite(value), `${name}(${values})`);
      if (typeof value === "string") assert.ok(!/NaN|undefined/.test(value), `${name} ${value}`);
    }
    told.push(`${name}:${values.filter((value) => typeof value !== "object").join()}`);
  };
  const gradient = () => ({ addColorStop: (...values) => check("stop", values) });
  const answers = {
    createLinearGradient: gradient,
    createRadialGradient: gradient,
    createPattern: () => ({}),
    createImageData: (width, height) => ({ data: new Uint8ClampedArray(width * height * 4) }),
  };
  const context = new Proxy(
    { told },
    {
      get: (target, name) =>
        target[name] ??
        ((...values) => {
          check(name, values);
          return answers[name]?.(...values);
        }),
      set: (_, name, value) => {
        check(name, [value]);
        return true;
      },
    },
  );
  return context;
}

globalThis.document = {
  createElement: () => ({ width: 0, height: 0, getContext: notebook }),
};

const load = (name) =>
  import(`../../virtualcafe/static/js/scene/scenes/${name}/scene.js`).then((scene) => scene);

describe("a scene", () => {
  for (const name of SCENES) {
    for (const mood of ["day", "night"]) {
      it(`${name} by ${mood} paints the same picture again, in steps, at any size`, async () => {
        const scene = await load(name);
        for (const size of SIZES) {
          const [one, other] = [notebook(), notebook()];
          const steps = [...scene.still(one, size, mood)].length;
          assert.ok(steps >= 4, `${steps} steps`);
          for (const _ of scene.still(other, size, mood));
          assert.deepEqual(other.told, one.told);
        }
      });

      it(`${name} by ${mood} moves, and its first frame needs no time to have passed`, async () => {
        const scene = await load(name);
        for (const size of SIZES) {
          const move = scene.motion(size, mood);
          const frames = [0, 0.05, 0.2, 40].map((seconds) => {
            const context = notebook();
            move(context, seconds);
            return context.told.join("\n");
          });
          assert.notEqual(frames[0], frames[3]);
        }
      });
    }
  }
});

describe("noise", () => {
  for (const [name, made] of [
    ["noise", noise(3)],
    ["clouds", clouds(3, 5)],
    ["crests", crests(3, 5)],
  ]) {
    it(`${name} stays from 0 to 1, is the same again and has no steps`, () => {
      for (let at = 0; at < 500; at += 1) {
        const [x, y] = [at * 0.37 - 60, at * 0.11 - 20];
        const value = made(x, y);
        assert.ok(value >= 0 && value <= 1, String(value));
        assert.equal(made(x, y), value);
        assert.ok(Math.abs(made(x + 1e-4, y) - value) < 0.02);
      }
    });
  }

  it("is another one for another seed", () => {
    assert.notEqual(noise(1)(0.3, 0.4), noise(2)(0.3, 0.4));
  });

  it("smoothstep runs either way", () => {
    assert.deepEqual(
      [-1, 0, 0.5, 1, 2].map((x) => smoothstep(0, 1, x)),
      [0, 0, 0.5, 1, 1],
    );
    assert.equal(smoothstep(1, 0, 0), 1);
  });
});

describe("colours", () => {
  it("mix and are written as CSS", () => {
    assert.deepEqual(colour("#ff8000"), [255, 128, 0]);
    assert.equal(css(mix([0, 0, 0], [200, 100, 50], 0.5), 0.25), "rgb(100 50 25 / 0.250)");
  });

  it("a ramp ends where its colours end", () => {
    const tones = ramp(["#000000", "#ffffff"]);
    assert.deepEqual(tones(-1), [0, 0, 0]);
    assert.ok(tones(2).every((part) => part > 254));
  });
});
