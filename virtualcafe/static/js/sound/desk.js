// The mixing desk: a channel for each sound, one fader for all, a curtain for coming and going, and a
// limiter before the loudspeakers. It works the same in a page and offline.

const KIT = import.meta.resolve("./worklets/kit.js");
const LIMITER = import.meta.resolve("./worklets/limiter.js");
/** @type {Record<string, string>} */
const ADDRESSES = {
  rain: import.meta.resolve("./worklets/rain.js"),
  murmur: import.meta.resolve("./worklets/murmur.js"),
  fire: import.meta.resolve("./worklets/fire.js"),
  waves: import.meta.resolve("./worklets/waves.js"),
  forest: import.meta.resolve("./worklets/forest.js"),
  lofi: import.meta.resolve("./worklets/lofi.js"),
  white: import.meta.resolve("./worklets/white.js"),
  brown: import.meta.resolve("./worklets/brown.js"),
};

// A hand on a fader: quick, without a click.
const HAND_S = 0.05;
// What was turned down may be turned up again before its generator is put away.
const PUT_AWAY_S = 2;

/** @typedef {{fader: GainNode, gain: number, source: AudioWorkletNode | null, ending: number}} Channel */

export class Desk {
  /** @type {Map<string, Channel>} */
  #channels = new Map();
  /** @type {Map<string, Promise<void>>} */
  #loaded = new Map();
  #context;
  #all;
  #curtain;
  /** @type {Promise<void> | undefined} */
  #built;

  /** @param {BaseAudioContext} context */
  constructor(context) {
    this.#context = context;
    this.#all = new GainNode(context, { gain: 1 });
    this.#curtain = new GainNode(context, { gain: 0 });
    this.#all.connect(this.#curtain);
  }

  /** @returns {Promise<void>} when the loudspeakers are connected; may be asked again after a failure */
  build() {
    this.#built ??= this.#connect().catch((trouble) => {
      this.#built = undefined;
      throw trouble;
    });
    return this.#built;
  }

  async #connect() {
    const { audioWorklet, destination } = this.#context;
    await audioWorklet.addModule(KIT);
    await audioWorklet.addModule(LIMITER);
    const stereo = { numberOfInputs: 1, channelCount: 2, outputChannelCount: [2] };
    const limiter = new AudioWorkletNode(this.#context, "limiter", stereo);
    this.#curtain.connect(limiter).connect(destination);
  }

  /**
   * @param {string} name
   * @param {number} gain 0 to 1
   * @returns {Promise<void>} when it sounds so
   */
  async set(name, gain) {
    const channel = this.#channelOf(name);
    move(channel.fader.gain, gain, HAND_S, this.#context.currentTime);
    clearTimeout(channel.ending);
    channel.gain = gain;
    if (gain === 0) {
      channel.ending = setTimeout(() => putAway(channel), PUT_AWAY_S * 1000);
      return;
    }
    if (channel.source) return;
    await this.#load(name);
    if (channel.gain > 0) channel.source ??= this.#start(name, channel.fader);
  }

  /** @param {number} gain 0 to 1 */
  setAll(gain) {
    move(this.#all.gain, gain, HAND_S, this.#context.currentTime);
  }

  /**
   * @param {number} gain 1 is open, 0 closed
   * @param {number} seconds
   */
  draw(gain, seconds) {
    move(this.#curtain.gain, gain, seconds / 4, this.#context.currentTime);
  }

  /** @param {string} name */
  #channelOf(name) {
    const known = this.#channels.get(name);
    if (known) return known;
    const fader = new GainNode(this.#context, { gain: 0 });
    fader.connect(this.#all);
    /** @type {Channel} */
    const channel = { fader, gain: 0, source: null, ending: 0 };
    this.#channels.set(name, channel);
    return channel;
  }

  /** @param {string} name */
  async #load(name) {
    await this.build();
    const loading = this.#loaded.get(name) ?? this.#context.audioWorklet.addModule(ADDRESSES[name]);
    this.#loaded.set(name, loading);
    await loading.catch((trouble) => {
      this.#loaded.delete(name);
      throw trouble;
    });
  }

  /**
   * @param {string} name
   * @param {AudioNode} fader
   */
  #start(name, fader) {
    const source = new AudioWorkletNode(this.#context, name, {
      numberOfInputs: 0,
      outputChannelCount: [2],
      processorOptions: { seed: 1 + Math.floor(Math.random() * 1e6) },
    });
    source.connect(fader);
    return source;
  }
}

/** @param {Channel} channel */
function putAway(channel) {
  channel.source?.port.postMessage("end");
  channel.source = null;
}

/**
 * From wherever it is now, without a step.
 *
 * @param {AudioParam} parameter
 * @param {number} value
 * @param {number} slowness a quarter of the time it takes
 * @param {number} now
 */
function move(parameter, value, slowness, now) {
  parameter.cancelScheduledValues(now);
  parameter.setTargetAtTime(value, now, slowness);
}
