import { CafeElement } from "./element.js";
import { socket } from "./socket.js";

const PATIENCE_MS = 1_200;

/**
 * How the connection is, as one small word in the corner; nothing while all is well. The words are
 * in the markup, one for each state.
 */
export class ConnectionWord extends CafeElement {
  #newer = false;
  #stop = () => {};

  connected() {
    this.on(socket, "state", () => this.#changed());
    this.on(socket, "build", () => this.#build());
    this.on(window, "online", () => this.#changed());
    this.on(window, "offline", () => this.#changed());
    this.on(this, "click", ({ target }) => this.#click(target));
    this.#changed();
  }

  #build() {
    this.#newer = true;
    this.#changed();
  }

  /** A hiccup that mends itself is nobody's business. */
  #changed() {
    this.#stop();
    const word = this.#word();
    if (word === "away" || word === "offline") {
      this.#stop = this.later(() => this.#say(word), PATIENCE_MS);
    } else {
      this.#say(word);
    }
  }

  #word() {
    if (socket.state === "closed") return socket.end ?? "malformed";
    if (socket.state !== "open") return navigator.onLine ? "away" : "offline";
    return this.#newer ? "build" : "";
  }

  /** @param {string} word */
  #say(word) {
    this.dataset.word = word;
    for (const each of this.querySelectorAll("[data-word]")) {
      const part = /** @type {HTMLElement} */ (each);
      part.hidden = part.dataset.word !== word;
    }
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    if (target instanceof Element && target.closest("[data-do=reload]")) location.reload();
  }
}

customElements.define("connection-word", ConnectionWord);
