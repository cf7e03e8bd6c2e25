import { Desk } from "./desk.js";
import { gainOf, SOUNDS } from "./mix.js";

/** @typedef {import("./mix.js").Mix} Mix */

const IN_S = 2.5;
const OUT_S = 1.6;
// The bell at the end of a phase is heard over the sounds, not through them.
const DIP = 0.25;
const DIP_S = 2.2;
const LOCK = "cafe-sounds";

/**
 * Plays a mix in this tab, and only in this one: another tab that starts to play takes over.
 * A context that nobody hears is suspended and costs nothing.
 */
export class Player {
  /** @type {AudioContext | undefined} */
  #context;
  /** @type {Desk | undefined} */
  #desk;
  #open = false;
  #wanted = false;
  #timer = 0;
  #release = () => {};
  #taken;

  /** @param {() => void} taken when another tab took over */
  constructor(taken) {
    this.#taken = taken;
  }

  /**
   * Make it sound like the mix. Starting needs a press of the person, as browsers ask.
   *
   * @param {Mix} mix
   * @param {boolean} audible
   */
  async show(mix, audible) {
    this.#wanted = audible;
    if (audible) await this.#start();
    // Starting takes a moment, in which one may have thought better of it.
    if (!this.#desk || audible !== this.#wanted) return;
    this.#desk.setAll(gainOf(mix.all));
    if (audible !== this.#open) this.#draw(audible);
    if (audible) await Promise.all(SOUNDS.map((name) => this.#desk?.set(name, mix.gain(name))));
  }

  /** Soft for a moment. */
  dip() {
    if (!this.#open) return;
    this.#desk?.draw(DIP, 0.6);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open && this.#desk?.draw(1, IN_S), DIP_S * 1000);
  }

  close() {
    clearTimeout(this.#timer);
    this.#release();
    this.#context?.close();
    this.#context = this.#desk = undefined;
    this.#open = false;
  }

  async #start() {
    this.#context ??= new AudioContext({ latencyHint: "playback" });
    this.#desk ??= new Desk(this.#context);
    const resumed = this.#context.resume();
    await this.#desk.build();
    await resumed;
  }

  /** @param {boolean} open */
  #draw(open) {
    this.#open = open;
    clearTimeout(this.#timer);
    this.#desk?.draw(open ? 1 : 0, open ? IN_S : OUT_S);
    if (open) this.#takeOver();
    else {
      this.#release();
      this.#timer = setTimeout(() => this.#context?.suspend(), OUT_S * 1500);
    }
  }

  #takeOver() {
    if (!navigator.locks) return;
    const held = new Promise((done) => {
      this.#release = () => done(undefined);
    });
    navigator.locks
      .request(LOCK, { steal: true }, () => held)
      .catch(() => this.#open && this.#taken());
  }
}
