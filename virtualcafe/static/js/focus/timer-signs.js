import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { browserStore } from "../lib/store.js";
import { entitle } from "../lib/title.js";
import { allowSound, ring } from "./bell.js";
import { justEnded } from "./countdown.js";
import { canFloat, drawFloat, toggleFloat } from "./floating_ring.js";
import { askToNotify, canNotify, notify } from "./notifying.js";
import { once } from "./once.js";
import { showTabIcon, tabIcon } from "./tab_icon.js";

/**
 * @typedef {object} Second
 * @property {import("./countdown.js").Timer} timer
 * @property {number} now the server's time, ms
 * @property {string} digits
 * @property {number} gone share of the ring
 * @property {boolean} takesPart
 */

const NOTIFIES = "timer-notifies";

/**
 * What tells of the timer outside of its page: the tab's title and icon, the bell, the browser's
 * notification, a small window. It hears each second from the <focus-timer> around it.
 */
export class TimerSigns extends CafeElement {
  #timer = /** @type {HTMLElement} */ (this.closest("focus-timer"));
  #notifier = this.inside("[data-do=notify]");
  #floater = this.inside("[data-do=float]");
  /** @type {Second | null} */
  #last = null;

  connected() {
    this.on(this.#timer, "timer-second", ({ detail }) => this.#show(detail));
    for (const press of ["pointerdown", "keydown"]) {
      this.on(document, press, allowSound, { once: true });
    }
    this.#floater.hidden = !canFloat();
    this.on(this.#floater, "click", () => this.#float());
    this.#notifier.hidden = !canNotify();
    this.on(this.#notifier, "click", () => this.#switchNotifying());
    this.#drawNotifier();
  }

  disconnected() {
    entitle("timer", "");
    showTabIcon(null);
  }

  /** @param {Second} second */
  #show(second) {
    const { timer, now, digits, gone } = second;
    const before = this.#last;
    this.#last = second;
    const running = timer.state === "running";
    entitle("timer", running ? digits : "");
    const colour = getComputedStyle(one(this.#timer, ".ring-progress")).stroke;
    const icon = { gone, colour, paused: timer.state === "paused" };
    showTabIcon(timer.state === "idle" ? null : tabIcon(icon));
    drawFloat(one(this.#timer, ".ring"));
    if (before?.takesPart && justEnded(before.timer, timer, now)) this.#alarm(before.timer);
  }

  /** @param {Second["timer"]} ended */
  #alarm(ended) {
    const key = `${this.#timer.dataset.stream} ${ended.ends_at}`;
    once(key, () => {
      ring(Number(this.#timer.dataset.volume ?? 70) / 100);
      this.#notify(ended.phase === "focus" ? "focus" : "break");
    });
  }

  get #mayNotify() {
    const { Notification } = globalThis;
    return Notification?.permission === "granted" && browserStore.getItem(NOTIFIES) === "1";
  }

  /** @param {"focus" | "break"} ended */
  #notify(ended) {
    if (!this.#mayNotify || !document.hidden) return;
    const words = one(this, `[data-over=${ended}]`).textContent ?? "";
    // Refused after all? The bell has rung.
    notify(words).catch(() => {});
  }

  async #switchNotifying() {
    if (this.#mayNotify) browserStore.removeItem(NOTIFIES);
    else if (await askToNotify().catch(() => false)) browserStore.setItem(NOTIFIES, "1");
    else this.announce(one(this, "[data-refused]").textContent ?? "", "warning");
    this.#drawNotifier();
  }

  #drawNotifier() {
    this.#notifier.ariaPressed = String(this.#mayNotify);
  }

  async #float() {
    const closed = () => {
      this.#floater.ariaPressed = "false";
    };
    try {
      await toggleFloat(one(this.#timer, ".ring"), closed);
      this.#floater.ariaPressed = "true";
    } catch {
      closed();
    }
  }
}

customElements.define("timer-signs", TimerSigns);
