// What is heard how loud: the part of the mixer that needs no sound.

/** @typedef {Record<string, number>} Volumes 0 to 100 by the sound's name; absent means 0 */

export const SOUNDS = ["rain", "murmur", "fire", "waves", "forest", "lofi", "white", "brown"];

/** @type {Record<string, Volumes>} */
export const PRESETS = {
  "rainy-cafe": { rain: 62, murmur: 58, lofi: 40 },
  "deep-focus": { brown: 70, rain: 25 },
  seaside: { waves: 78 },
  fireside: { fire: 72, rain: 30 },
  "forest-morning": { forest: 75 },
  "late-night": { lofi: 66, rain: 38 },
  silence: {},
};

const FIRST = "rainy-cafe";
const LOUD = 70;
// As many own mixes as fit a screen of a phone, with names that fit a button.
const MOST_MIXES = 12;
export const LONGEST_NAME = 30;

/**
 * Loudness is heard in ratios: half of the way is 12 dB less.
 *
 * @param {number} volume 0 to 100
 */
export function gainOf(volume) {
  return (volume / 100) ** 2;
}

/**
 * @param {unknown} volume
 * @param {number} [otherwise]
 */
function tidy(volume, otherwise = 0) {
  return typeof volume === "number" && volume >= 0 && volume <= 100
    ? Math.round(volume)
    : otherwise;
}

/** @param {any} volumes */
function tidyVolumes(volumes) {
  const kept = SOUNDS.map((name) => [name, tidy(volumes?.[name])]).filter(([, volume]) => volume);
  return /** @type {Volumes} */ (Object.fromEntries(kept));
}

/** The state of the mixer, as it is remembered. What was stored elsewhere may be anything. */
export class Mix {
  /** @param {any} [stored] @param {number} [loud] of all sounds, when nothing is stored */
  constructor(stored, loud = LOUD) {
    this.volumes = stored?.volumes ? tidyVolumes(stored.volumes) : { ...PRESETS[FIRST] };
    this.all = tidy(stored?.all, loud);
    this.on = stored?.on === true;
    this.rests = stored?.rests !== false;
    /** @type {Set<string>} */
    this.muted = new Set(SOUNDS.filter((name) => stored?.muted?.includes?.(name)));
    /** @type {{name: string, volumes: Volumes}[]} */
    this.own = [];
    for (const { name, volumes } of Array.isArray(stored?.own) ? stored.own : []) {
      if (typeof name === "string") this.keep(name, volumes);
    }
  }

  toJSON() {
    const { volumes, all, on, rests, own } = this;
    return { volumes, all, on, rests, muted: [...this.muted], own };
  }

  /** @param {string} name @param {number} volume */
  set(name, volume) {
    this.volumes = tidyVolumes({ ...this.volumes, [name]: volume });
    this.muted.delete(name);
  }

  /** @param {string} name */
  toggle(name) {
    if (!this.muted.delete(name)) this.muted.add(name);
  }

  /** @param {Volumes} volumes */
  choose(volumes) {
    this.volumes = tidyVolumes(volumes);
    this.muted.clear();
  }

  /** @param {Volumes} volumes whether this is what is set now */
  is(volumes) {
    return (
      this.muted.size === 0 &&
      SOUNDS.every((name) => (volumes[name] ?? 0) === (this.volumes[name] ?? 0))
    );
  }

  /** @param {string} name @returns {number} how loud it sounds, 0 to 1 */
  gain(name) {
    return this.muted.has(name) ? 0 : gainOf(this.volumes[name] ?? 0);
  }

  get silent() {
    return this.all === 0 || SOUNDS.every((name) => this.gain(name) === 0);
  }

  /**
   * Keep a mix under a name; an older one of that name gives way.
   *
   * @param {string} name
   * @param {Volumes} [volumes]
   * @returns {boolean} whether there was room and a name
   */
  keep(name, volumes = this.volumes) {
    const words = name.trim().slice(0, LONGEST_NAME);
    const others = this.own.filter((each) => each.name !== words);
    if (!words || others.length >= MOST_MIXES) return false;
    this.own = [...others, { name: words, volumes: tidyVolumes(volumes) }];
    return true;
  }

  /** @param {string} name */
  forget(name) {
    this.own = this.own.filter((each) => each.name !== name);
  }
}
