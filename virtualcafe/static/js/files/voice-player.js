import { CafeElement } from "../lib/element.js";
import { minutes } from "./words.js";

/** The keyboard's step, in seconds. */
const STEP = 1;

/**
 * Plays a recording. Its length is what the server says: a recorded file says it is endless. A
 * screen reader hears the slider in minutes.
 */
export class VoicePlayer extends CafeElement {
  audio = /** @type {HTMLAudioElement} */ (this.inside("audio"));
  button = this.inside("[data-do=play]");
  slider = /** @type {HTMLInputElement} */ (this.inside("input[type=range]"));
  time = this.inside(".voice-time");

  get length() {
    return Number(this.dataset.duration) || 0;
  }

  connected() {
    this.audio.controls = false;
    this.button.hidden = this.slider.hidden = false;
    this.slider.max = String(this.length);
    this.slider.step = String(Math.min(STEP, this.length / 20));
    this.on(this.button, "click", () => this.#toggle());
    this.on(this.slider, "input", () => this.#seek(Number(this.slider.value)));
    for (const type of ["play", "pause", "ended", "timeupdate", "error"])
      this.on(this.audio, type, () => this.#show(type));
    this.#show("pause");
  }

  disconnected() {
    this.audio.pause();
  }

  #toggle() {
    if (!this.audio.paused) return this.audio.pause();
    for (const other of document.querySelectorAll("voice-player audio"))
      if (other !== this.audio) /** @type {HTMLAudioElement} */ (other).pause();
    this.audio.play().catch(() => this.#show("error"));
  }

  /** @param {number} seconds */
  #seek(seconds) {
    this.audio.currentTime = seconds;
    this.#show("timeupdate");
  }

  /** @param {string} type */
  #show(type) {
    if (type === "error") {
      this.time.textContent = "Can’t be played.";
      return;
    }
    if (type === "ended") this.audio.currentTime = 0;
    const playing = !this.audio.paused && !this.audio.ended;
    const at = Math.min(this.audio.currentTime, this.length);
    this.button.ariaPressed = String(playing);
    this.slider.value = String(at);
    this.slider.ariaValueText = `${minutes(at)} of ${minutes(this.length)}`;
    this.time.textContent = playing || at ? minutes(at) : minutes(this.length);
  }
}

customElements.define("voice-player", VoicePlayer);
