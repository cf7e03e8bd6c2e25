import { CafeElement } from "../lib/element.js";

const SECONDS = 20;

/** Cards of rooms whose head-counts and phases keep up while somebody looks at them. */
export class RoomDirectory extends CafeElement {
  #timer = 0;

  connected() {
    this.#timer = window.setInterval(() => this.#refresh(), SECONDS * 1000);
    this.on(document, "visibilitychange", () => this.#refresh());
  }

  disconnected() {
    clearInterval(this.#timer);
  }

  async #refresh() {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { signal: this.signal });
      if (!answer.ok || answer.redirected) return;
      this.#follow(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // Offline or gone: the cards stay, and the next round asks again.
    }
  }

  /**
   * Only what is live in a card is exchanged: nothing moves under a hand or a screen reader.
   *
   * @param {Document} fresh
   */
  #follow(fresh) {
    for (const card of this.#cards(this)) {
      const twin = this.#cards(fresh).find(({ dataset }) => dataset.room === card.dataset.room);
      if (!twin) continue;
      card.dataset.phase = twin.dataset.phase;
      for (const part of card.querySelectorAll("[data-live]")) {
        const now = twin.querySelector(`[data-live="${part.getAttribute("data-live")}"]`);
        if (now && !part.isEqualNode(now)) part.replaceWith(document.importNode(now, true));
      }
    }
  }

  /**
   * @param {ParentNode} root
   * @returns {HTMLElement[]}
   */
  #cards(root) {
    return [...root.querySelectorAll(".card[data-room]")].map(
      (card) => /** @type {HTMLElement} */ (card),
    );
  }
}

customElements.define("room-directory", RoomDirectory);
