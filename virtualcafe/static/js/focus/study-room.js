import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";

const NARROW = "(width < 60rem)";
// Long enough to reach for a button after looking up.
const IDLE_MS = 6_000;
const AWAKE = ["pointermove", "pointerdown", "keydown", "focusin", "wheel"];

/**
 * The room of one's own: panels that fold, the whole screen, and everything but the timer fading
 * away while one focuses and touches nothing.
 */
export class StudyRoom extends CafeElement {
  #stopWaiting = () => {};

  connected() {
    for (const button of this.#openers) {
      button.hidden = false;
      this.on(button, "click", (event) => {
        event.preventDefault(); // a link, where there is no script
        this.#toggle(button);
      });
    }
    this.on(this, "click", ({ target }) => target.closest?.("[data-closes]") && this.#close());
    this.on(this, "keydown", (event) => event.key === "Escape" && this.#close());
    this.on(this, "open-tasks", () => this.#openTasks());
    this.#offerFullscreen();
    for (const sign of AWAKE) this.on(document, sign, () => this.#wake(), { passive: true });
    const phases = new MutationObserver(() => this.#wake());
    phases.observe(document.documentElement, { attributeFilter: ["data-phase"] });
    this.signal.addEventListener("abort", () => phases.disconnect());
    this.#wake();
  }

  /** @returns {HTMLElement[]} */
  get #openers() {
    return [...this.querySelectorAll("[data-opens]")].map(
      (each) => /** @type {HTMLElement} */ (each),
    );
  }

  /** @param {HTMLElement} button */
  #toggle(button) {
    const opens = button.ariaExpanded !== "true";
    // A phone has room for one.
    if (opens && matchMedia(NARROW).matches) for (const each of this.#openers) this.#fold(each);
    this.#fold(button, opens);
    this.#told();
    if (opens) this.#panel(button).querySelector("[type=radio]:checked, [data-first]")?.focus();
  }

  #openTasks() {
    const button = this.inside("[data-opens=task-panel]");
    if (button.ariaExpanded === "true") this.#panel(button).querySelector("[data-first]").focus();
    else this.#toggle(button);
  }

  /**
   * @param {HTMLElement} button
   * @param {boolean} [open]
   */
  #fold(button, open = false) {
    button.ariaExpanded = String(open);
    this.#panel(button).hidden = !open;
  }

  /** @param {HTMLElement} button @returns {any} */
  #panel(button) {
    return this.inside(`#${button.dataset.opens}`);
  }

  /** The panel that has the focus, and else the last one that is open. */
  #close() {
    const open = this.#openers.filter((each) => each.ariaExpanded === "true");
    const button =
      open.find((each) => this.#panel(each).contains(document.activeElement)) ?? open.at(-1);
    if (!button) return;
    this.#fold(button);
    this.#told();
    button.focus();
  }

  /** The stylesheet makes room on a narrow screen. */
  #told() {
    const open = this.#openers.some((each) => each.ariaExpanded === "true");
    this.inside("main").toggleAttribute("data-open", open);
  }

  #offerFullscreen() {
    const button = this.inside("[data-do=fullscreen]");
    // Not on every phone.
    button.hidden = !document.fullscreenEnabled;
    this.on(button, "click", () => this.#fillScreen());
    this.on(document, "fullscreenchange", () => {
      const full = document.fullscreenElement !== null;
      button.ariaPressed = String(full);
      one(button, "use").setAttribute("href", full ? "#icon-shrink" : "#icon-expand");
    });
  }

  #fillScreen() {
    const asked = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
    // Refused, as in some kiosks: the room stays as large as it was.
    asked.catch(() => {});
  }

  #wake() {
    this.#stopWaiting();
    this.removeAttribute("data-idle");
    if (document.documentElement.dataset.phase !== "focus") return;
    this.#stopWaiting = this.later(() => this.#fade(), IDLE_MS);
  }

  #fade() {
    const busy = this.inside(".study-panels").contains(document.activeElement);
    this.toggleAttribute("data-idle", !busy);
  }
}

customElements.define("study-room", StudyRoom);
