import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { spokenTime } from "./spoken_time.js";

/**
 * Stands where the composer is while the person is muted. What they were writing waits below it.
 */
export class MutedNote extends CafeElement {
  #time = /** @type {HTMLTimeElement} */ (this.inside("time"));
  #words = /** @type {HTMLTemplateElement} */ (this.inside("template")).content;
  #wake = () => {};

  connected() {
    this.#mute(this.dataset.until ?? null);
    const live = socket.stream(this.dataset.stream ?? "");
    this.on(live, "subscribed", ({ detail }) => this.#told(detail.state));
    this.on(socket.stream("user"), "notification", ({ detail }) => this.#notified(detail));
  }

  /** @param {{me?: {muted_until: string | null}} | undefined} state */
  #told(state) {
    if (state?.me) this.#mute(state.me.muted_until);
  }

  /** @param {{notification: {kind: string, data: any}}} event */
  #notified({ notification: { kind, data } }) {
    if (kind === "muted" && data.room.code === this.dataset.code) this.#mute(data.until);
  }

  /** @param {string | null} until */
  #mute(until) {
    this.#wake();
    const left = until ? Date.parse(until) - (Date.now() + socket.clockOffset) : 0;
    this.hidden = left <= 0;
    this.closest("room-page")?.toggleAttribute("data-muted", !this.hidden);
    if (!until || this.hidden) return;
    this.#time.dateTime = until;
    const words = one(this.#words, "[data-word=today]").textContent ?? "#";
    this.#time.textContent = words.replace("#", spokenTime(new Date(until), new Date()));
    this.#wake = this.later(() => this.#mute(null), left);
  }
}

customElements.define("muted-note", MutedNote);
