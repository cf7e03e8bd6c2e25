import { call } from "../lib/api.js";
import { CafeElement } from "../lib/element.js";
import { refresh } from "../lib/fresh.js";
import { socket } from "../lib/socket.js";
import { Renewal } from "./renewal.js";

/** @typedef {import("./acts.js").Ask} Ask */

/**
 * Base of what shows tasks, goals and thoughts: it sends what is asked, and draws its [data-live]
 * as the café would write it now, whichever tab changed it.
 */
export class GoalsPart extends CafeElement {
  #renewal = new Renewal(() => this.draw());
  #wasOpen = false;

  connected() {
    const own = socket.stream("user");
    for (const change of ["tasks_changed", "sessions_changed", "reset"]) {
      this.on(own, change, () => this.renew());
    }
    this.on(own, "session_finished", ({ detail }) => this.finished(detail.session));
    this.on(socket, "state", () => this.#connected());
  }

  /** What was changed while nobody told is drawn when somebody could again. */
  #connected() {
    if (socket.state !== "open") return;
    if (this.#wasOpen) this.renew();
    this.#wasOpen = true;
  }

  /**
   * Of a minute that was for nothing in particular there is nothing to show. When the focus of a
   * full room ends, not everybody in it asks for something at once.
   *
   * @param {{goal: string | null, task_id: number | null}} session
   */
  finished({ goal, task_id }) {
    if (goal || task_id) this.renew();
  }

  renew() {
    return this.#renewal.ask();
  }

  draw() {
    return refresh(this.live, this.signal, {
      address: this.dataset.part,
      part: `${this.localName} [data-live]`,
      otherwise: () => this.fallback,
      held: () => this.isHeld,
    });
  }

  /** Has somebody hold of a part of it? Then it stays as it is. */
  get isHeld() {
    return false;
  }

  get live() {
    return this.inside("[data-live]");
  }

  /** Where the keyboard goes when what it was at is gone. @returns {HTMLElement | null} */
  get fallback() {
    return this.querySelector("[data-first]");
  }

  /**
   * Ask for it, and draw what became of it. A refusal is said and leaves everything in place. What is
   * on its way already isn't asked for again: Enter pressed twice means it once.
   *
   * @param {Ask} ask
   * @param {HTMLElement | null} [waiting] shows that it is on its way
   * @returns {Promise<boolean>} whether it was done
   */
  async send({ method, path, body }, waiting) {
    if (waiting?.dataset.state === "pending") return false;
    waiting?.setAttribute("data-state", "pending");
    try {
      await call(method, path, body);
      await this.renew();
      return true;
    } catch (refusal) {
      this.announce(/** @type {Error} */ (refusal).message, "error");
      return false;
    } finally {
      waiting?.removeAttribute("data-state");
    }
  }

  /**
   * Read out by screen readers.
   *
   * @param {string} text
   */
  say(text) {
    const said = this.querySelector("[data-said]");
    if (said) said.textContent = text;
  }

  /**
   * @param {string} name
   * @param {string} about stands for # in it
   */
  word(name, about) {
    const words = /** @type {HTMLTemplateElement} */ (this.inside("template[data-of=words]"));
    const text = words.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
    return text.replace("#", about);
  }
}
