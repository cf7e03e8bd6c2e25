import { cloneOf, one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { browserStore } from "../lib/store.js";
import { Mix, PRESETS, SOUNDS } from "./mix.js";
import { Player } from "./player.js";

const KEPT = "sounds";
const RESTING = new Set(["break", "long_break"]);

/**
 * The sounds of the room: one fader each and one for all, mixes to choose and to keep. Follows the
 * phase on <html data-phase>. What is set is remembered, and told by a bubbling "prefer" event.
 */
export class SoundMixer extends CafeElement {
  #mix = new Mix(stored(), this.#loud);
  #player = new Player(() => this.#switch(false));
  #phase = document.documentElement.dataset.phase ?? "idle";
  // A browser lets nothing sound before the first press.
  #allowed = false;

  connected() {
    this.on(this, "input", ({ target }) => this.#slide(target));
    this.on(this, "change", ({ target }) => this.#change(target));
    this.on(this, "click", ({ target }) => this.#press(target.closest?.("button")));
    this.on(this, "submit", (event) => this.#keep(event));
    for (const press of ["pointerdown", "keydown"]) {
      this.on(document, press, () => this.#allow(), { once: true });
    }
    const phases = new MutationObserver(() => this.#hearPhase());
    phases.observe(document.documentElement, { attributeFilter: ["data-phase"] });
    this.signal.addEventListener("abort", () => phases.disconnect());
    this.hidden = typeof AudioWorkletNode === "undefined";
    this.#sound();
    this.#draw();
  }

  disconnected() {
    this.#player.close();
  }

  get #loud() {
    return Number(this.dataset.volume || 70);
  }

  /** What played when the page was left goes on with the first press. */
  #allow() {
    if (this.#allowed) return;
    this.#allowed = true;
    this.#sound();
  }

  #hearPhase() {
    const before = this.#phase;
    this.#phase = document.documentElement.dataset.phase ?? "idle";
    if (before === this.#phase) return;
    const rests = this.#mix.rests && RESTING.has(this.#phase);
    if (before !== "idle" && !rests) this.#player.dip();
    this.#sound();
    this.#draw();
  }

  /** @param {HTMLInputElement} range */
  #slide(range) {
    if (range.type !== "range") return;
    const { sound } = range.dataset;
    if (sound) this.#mix.set(sound, range.valueAsNumber);
    else this.#mix.all = range.valueAsNumber;
    if (range.valueAsNumber > 0) this.#mix.on = true;
    this.#sound();
    this.#draw();
  }

  /** @param {HTMLInputElement} field */
  #change(field) {
    if (field.matches("[data-rests]")) this.#mix.rests = field.checked;
    if (field.name !== "name") this.#changed();
  }

  /** @param {HTMLElement | null} button */
  #press(button) {
    if (!button || button.matches("[type=submit]")) return;
    const { do: action, sound, preset, own } = button.dataset;
    if (action === "play") this.#mix.on = !this.#mix.on;
    if (action === "mute" && sound) this.#mix.toggle(sound);
    if (action === "forget") this.#mix.forget(this.#shownMix?.name ?? "");
    if (preset !== undefined) this.#choose(PRESETS[preset]);
    if (own !== undefined) this.#choose(this.#mix.own[Number(own)].volumes);
    this.#changed();
    if (action === "forget") one(this, "[data-mixes] button").focus();
  }

  /** @param {import("./mix.js").Volumes} volumes */
  #choose(volumes) {
    this.#mix.choose(volumes);
    this.#mix.on = !this.#mix.silent;
  }

  /** @param {SubmitEvent} event */
  #keep(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.inside("input[name=name]"));
    if (!this.#mix.keep(field.value)) {
      this.announce(this.#word("full"), "warning");
      return;
    }
    field.value = "";
    this.#changed();
  }

  /** @param {boolean} on */
  #switch(on) {
    this.#mix.on = on;
    // Not remembered: the other tab plays, and remembers that.
    this.#sound();
    this.#draw();
  }

  #changed() {
    const kept = this.#mix.toJSON();
    browserStore.setItem(KEPT, JSON.stringify(kept));
    this.tell("prefer", { sounds: kept });
    this.#sound();
    this.#draw();
  }

  #sound() {
    const rests = this.#mix.rests && RESTING.has(this.#phase);
    const audible = this.#allowed && this.#mix.on && !this.#mix.silent && !rests;
    this.dataset.state = audible ? "playing" : "quiet";
    this.#player.show(this.#mix, audible).catch(() => {
      this.#mix.on = false;
      this.#draw();
      this.announce(this.#word("trouble"), "error");
    });
  }

  get #shownMix() {
    return this.#mix.own.find(({ volumes }) => this.#mix.is(volumes));
  }

  #draw() {
    this.#drawSwitch();
    this.#drawRange("[data-all]", this.#mix.all);
    for (const name of SOUNDS) {
      this.#drawRange(`input[data-sound=${name}]`, this.#mix.volumes[name] ?? 0);
      const muted = this.#mix.muted.has(name);
      const button = this.inside(`button[data-sound=${name}]`);
      button.ariaPressed = String(muted);
      one(button, "use").setAttribute("href", muted ? "#icon-silent" : "#icon-sound");
    }
    this.#drawMixes();
  }

  #drawSwitch() {
    const { on } = this.#mix;
    const button = this.inside("[data-do=play]");
    for (const word of /** @type {NodeListOf<HTMLElement>} */ (
      button.querySelectorAll("[data-when]")
    )) {
      word.hidden = (word.dataset.when === "on") !== on;
    }
    /** @type {HTMLInputElement} */ (this.inside("[data-rests]")).checked = this.#mix.rests;
    this.inside("[data-resting]").hidden = !(on && this.#mix.rests && RESTING.has(this.#phase));
  }

  /** @param {string} selector @param {number} volume */
  #drawRange(selector, volume) {
    const range = /** @type {HTMLInputElement} */ (this.inside(selector));
    range.value = String(volume);
    const output = range.parentElement?.querySelector("output");
    if (output) output.textContent = String(volume);
  }

  #drawMixes() {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-preset]")
    )) {
      button.ariaPressed = String(this.#mix.is(PRESETS[button.dataset.preset ?? ""]));
    }
    this.querySelectorAll("[data-own]").forEach((old, index) => {
      if (index >= this.#mix.own.length) old.remove();
    });
    for (const [index, { name, volumes }] of this.#mix.own.entries()) {
      const button = this.querySelector(`[data-own="${index}"]`) ?? this.#newMix(index);
      button.textContent = name;
      button.ariaPressed = String(this.#mix.is(volumes));
    }
    const shown = this.#shownMix;
    this.inside("[data-do=forget]").hidden = !shown;
    one(this, "[data-shown]").textContent = shown?.name ?? "";
  }

  /** @param {number} index */
  #newMix(index) {
    const button = cloneOf(this.querySelector("template[data-of=mix]"));
    button.dataset.own = String(index);
    this.inside("[data-mixes]").append(button);
    return button;
  }

  /** @param {string} name */
  #word(name) {
    const words = /** @type {HTMLTemplateElement} */ (this.inside("template[data-of=words]"));
    return words.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  }
}

function stored() {
  try {
    return JSON.parse(browserStore.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

customElements.define("sound-mixer", SoundMixer);
