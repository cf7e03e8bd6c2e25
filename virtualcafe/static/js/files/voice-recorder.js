import { cloneOf, one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { LONGEST, Recording } from "./recording.js";
import { minutes } from "./words.js";

/** @type {Record<string, string>} */
const REFUSALS = {
  NotAllowedError: "The microphone isn’t allowed. You can allow it beside the page’s address.",
  NotFoundError: "There is no microphone.",
  NotReadableError: "Something else is using the microphone.",
};

/**
 * Records a voice message: asking, recording, paused, done. Tells "recorded" {file, duration}, and
 * removes itself when it is sent or thrown away.
 */
export class VoiceRecorder extends CafeElement {
  /** @type {Recording | null} */
  #recording = null;
  /** @type {{file: File, duration: number} | null} */
  #done = null;
  #heard = "";

  connected() {
    this.on(this, "click", (event) => this.#act(event.target));
    this.on(this, "keydown", (event) => {
      if (event.key === "Escape") this.#leave();
    });
    this.#begin();
  }

  disconnected() {
    this.#recording?.end();
    if (this.#heard) URL.revokeObjectURL(this.#heard);
  }

  async #begin() {
    this.#say("Allow the microphone to record.");
    try {
      const recording = await Recording.begin();
      if (!this.isConnected) return recording.end();
      this.#recording = recording;
    } catch (trouble) {
      const { name } = /** @type {DOMException} */ (trouble);
      this.dataset.state = "refused";
      this.#say(REFUSALS[name] ?? "The microphone can’t be used.");
      return;
    }
    this.#say("");
    this.#is("recording");
    this.on(this.#recording, "tick", () => this.#draw());
    this.on(this.#recording, "over", () => this.#stop());
    this.inside("[data-do=stop-recording]").focus();
  }

  /** @param {Element} target */
  #act(target) {
    const name = /** @type {HTMLElement | null} */ (target.closest("[data-do]"))?.dataset.do;
    if (name === "cancel-recording") this.#leave();
    if (name === "pause-recording") this.#pause();
    if (name === "stop-recording") this.#stop();
    if (name === "send-recording") this.#send();
  }

  #pause() {
    this.#recording?.togglePause();
    this.#is(this.#recording?.paused ? "paused" : "recording");
    this.#draw();
  }

  async #stop() {
    if (!this.#recording || this.#done) return;
    this.#done = await this.#recording.finish();
    if (!this.isConnected) return;
    this.#is("done");
    this.#preview(this.#done);
    if (this.#done.duration >= LONGEST) this.#say("Five minutes are the longest there is.");
  }

  async #send() {
    await this.#stop();
    const recorded = this.#done;
    if (!recorded || !this.isConnected) return;
    this.tell("recorded", recorded);
    this.#leave();
  }

  #leave() {
    const box = this.closest("form")?.querySelector("textarea");
    this.remove();
    box?.focus();
  }

  /** @param {string} state */
  #is(state) {
    this.dataset.state = state;
    const button = (/** @type {string} */ name) =>
      /** @type {HTMLButtonElement} */ (this.inside(`[data-do=${name}-recording]`));
    button("pause").disabled = button("stop").disabled = state === "done";
    button("pause").ariaPressed = String(state === "paused");
    button("send").disabled = false;
  }

  #draw() {
    if (!this.#recording || this.#done) return;
    this.inside(".recorder-time").textContent = minutes(Math.floor(this.#recording.seconds));
    /** @type {HTMLMeterElement} */ (this.inside("meter")).value = this.#recording.level;
  }

  /** @param {{file: File, duration: number}} recorded */
  #preview({ file, duration }) {
    const item = cloneOf(document.querySelector("file-tray template[data-of=file-audio]"));
    const player = one(item, "voice-player");
    this.#heard = URL.createObjectURL(file);
    player.dataset.duration = String(duration);
    /** @type {HTMLAudioElement} */ (one(player, "audio")).src = this.#heard;
    this.inside(".recorder-preview").append(player);
  }

  /** @param {string} words */
  #say(words) {
    this.inside(".recorder-words").textContent = words;
  }
}

customElements.define("voice-recorder", VoiceRecorder);
