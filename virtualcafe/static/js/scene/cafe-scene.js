import { CafeElement } from "../lib/element.js";
import { isDark, onThemeChange } from "../lib/theme.js";
import { loadScene } from "./catalogue.js";
import { FRAME_MS, Pace } from "./pace.js";
import { Picture } from "./picture.js";

const SETTLED_MS = 80;
// As long as the stylesheet takes to fade one picture over another.
const FADED_MS = 900;
const LONGEST_STEP_S = 0.2;

/** Draws the scene named in data-scene behind the page: its still once, and over it what moves. */
export class CafeScene extends CafeElement {
  static observedAttributes = ["data-scene"];

  /** @type {Picture | undefined} */
  #picture;
  /** @type {Pace | undefined} */
  #pace;
  #drawing = new AbortController();
  #timer = 0;
  #resized = () => {};
  #frame = 0;
  #last = 0;

  connected() {
    this.#pace = new Pace(() => this.#move(), this.signal);
    onThemeChange(() => this.#draw(), this.signal);
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(this);
    this.signal.addEventListener("abort", () => sizes.disconnect());
  }

  disconnected() {
    this.#drawing.abort();
    this.#rest();
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(_name, before, after) {
    if (before !== null && before !== after && this.isConnected) this.#draw();
  }

  #resize() {
    this.#resized();
    this.#resized = this.later(() => this.#draw(), SETTLED_MS);
  }

  async #draw() {
    this.#drawing.abort();
    this.#resized();
    if (!this.clientWidth || !this.clientHeight) return;
    this.#drawing = new AbortController();
    const { signal } = this.#drawing;
    // One that can't be fetched leaves what was there: at first the backdrop of the stylesheet.
    const scene = await loadScene(this.dataset.scene).catch(() => null);
    if (!scene || signal.aborted) return;
    const picture = new Picture(this);
    if (await picture.paint(scene, { mood: isDark() ? "night" : "day", signal })) {
      this.#hang(picture);
    }
  }

  /**
   * The new picture fades in over the old one, which then goes.
   *
   * @param {Picture} picture
   */
  #hang(picture) {
    const before = [...this.children];
    this.append(picture.element);
    // It has to have been there unseen for a moment, or it would not fade.
    picture.element.getBoundingClientRect();
    picture.show();
    this.#picture = picture;
    this.dataset.state = "drawn";
    this.later(() => before.forEach((old) => void old.remove()), FADED_MS);
    this.#move();
  }

  #move() {
    this.#rest();
    if (this.#picture && !this.#pace?.still) this.#next();
  }

  #rest() {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#last = 0;
  }

  /** A frame that comes late makes the next one late too: none is made up for. */
  #next() {
    this.#timer = setTimeout(() => {
      this.#frame = requestAnimationFrame((now) => this.#tick(now));
    }, FRAME_MS);
  }

  /** @param {number} now */
  #tick(now) {
    const seconds = this.#last ? Math.min(LONGEST_STEP_S, (now - this.#last) / 1000) : 0;
    this.#last = now;
    const began = performance.now();
    this.#picture?.step(seconds);
    this.#pace?.took(performance.now() - began);
    if (!this.#pace?.still) this.#next();
  }
}

customElements.define("cafe-scene", CafeScene);
