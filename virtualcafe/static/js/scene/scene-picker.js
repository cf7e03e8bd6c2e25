import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { browserStore } from "../lib/store.js";
import { isDark, onThemeChange } from "../lib/theme.js";
import { loadScene } from "./catalogue.js";
import { paintStill } from "./painting.js";

const KEPT = "scene";

/**
 * A radio for each scene with a small picture of it, painted when it is looked at first. The choice
 * is shown behind the page at once, remembered, and told by a bubbling "prefer" event.
 */
export class ScenePicker extends CafeElement {
  #scene = document.querySelector("cafe-scene");
  #painting = new AbortController();
  #seen = false;

  connected() {
    this.#show(browserStore.getItem(KEPT) ?? this.#shown);
    this.on(this, "change", ({ target }) => this.#choose(target.value));
    this.on(window, "storage", ({ key, newValue }) => key === KEPT && this.#show(newValue));
    onThemeChange(() => this.#paint(), this.signal);
    const watch = new IntersectionObserver(([{ isIntersecting }]) => this.#look(isIntersecting));
    watch.observe(this);
    this.signal.addEventListener("abort", () => watch.disconnect());
  }

  disconnected() {
    this.#painting.abort();
  }

  get #shown() {
    return /** @type {HTMLElement | null} */ (this.#scene)?.dataset.scene ?? "";
  }

  /** @param {string} name */
  #choose(name) {
    this.#show(name);
    browserStore.setItem(KEPT, name);
    this.tell("prefer", { background: name });
  }

  /** @param {string | null} name */
  #show(name) {
    const radio = [...this.#radios].find(({ value }) => value === name);
    if (!radio) return;
    radio.checked = true;
    this.#scene?.setAttribute("data-scene", radio.value);
  }

  get #radios() {
    return /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("input[type=radio]"));
  }

  /** @param {boolean} visible */
  #look(visible) {
    if (!visible || this.#seen) return;
    this.#seen = true;
    this.#paint();
  }

  /** One after the other, so that they share the time of one. */
  async #paint() {
    this.#painting.abort();
    if (!this.#seen) return;
    this.#painting = new AbortController();
    const { signal } = this.#painting;
    const mood = isDark() ? "night" : "day";
    for (const radio of this.#radios) {
      const scene = await loadScene(radio.value).catch(() => null);
      if (signal.aborted) return;
      const canvas = /** @type {HTMLCanvasElement} */ (
        /** @type {unknown} */ (one(/** @type {HTMLElement} */ (radio.parentElement), "canvas"))
      );
      if (scene) await paintStill(canvas, scene, { mood, signal });
    }
  }
}

customElements.define("scene-picker", ScenePicker);
