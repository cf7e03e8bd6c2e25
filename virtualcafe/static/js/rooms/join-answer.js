import { post } from "../lib/api.js";
import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";

/** Nothing is left to answer: they took it back, or somebody else answered. */
const OVER = new Set(["not_found", "bad_request"]);

/**
 * Let somebody in who asked, or not, without leaving the page. The row it stands in goes once it is
 * answered; in a full room it stays.
 */
export class JoinAnswer extends CafeElement {
  connected() {
    this.on(this, "submit", (event) => this.#submit(event));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (event.submitter ?? this.inside("button"));
    if (button.ariaBusy !== "true") this.#answer(button);
  }

  /** @param {HTMLButtonElement} button */
  async #answer(button) {
    const { room, request } = this.dataset;
    button.ariaBusy = "true";
    try {
      await post(`/api/chat/rooms/${room}/${button.value}-join/${request}/`);
      await this.#leave();
    } catch (refusal) {
      const { code, message } = /** @type {import("../lib/api.js").ApiError} */ (refusal);
      this.announce(message, "error");
      if (OVER.has(code)) await this.#leave();
    } finally {
      button.ariaBusy = null;
    }
  }

  /** The keyboard goes on to the next one, or back to the page. */
  async #leave() {
    const row = this.closest("li");
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    const hadFocus = this.contains(document.activeElement);
    row?.remove();
    // The list may show what follows only now.
    await null;
    if (hadFocus) (next ? one(next, "join-answer button") : one(document, "#main")).focus();
  }
}

customElements.define("join-answer", JoinAnswer);
