import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import "./people-list.js";

/** A room of a thousand isn't read again for each who comes. */
const AT_MOST_EVERY_MS = 2_000;
const CHANGES = ["join", "leave", "presence", "member_joined", "member_left", "member_role"];

/**
 * The room's people beside the room: the list of their page, fetched when it is opened and again
 * when somebody came, went or changed, while it is open.
 */
export class PeoplePanel extends CafeElement {
  #dialog = /** @type {HTMLDialogElement} */ (this.inside("dialog"));
  #place = this.inside("[data-place]");
  #trouble = this.inside("[data-trouble]");
  #address = this.dataset.address ?? "";
  #due = false;
  #asked = 0;

  connected() {
    const live = socket.stream(this.dataset.stream ?? "");
    for (const change of CHANGES) this.on(live, change, () => this.#stir());
    this.on(this, "people-changed", (event) => this.#changed(event));
  }

  open() {
    this.#dialog.showModal();
    this.#read();
  }

  /** @param {Event} event */
  #changed(event) {
    event.preventDefault();
    this.#read();
  }

  #stir() {
    if (this.#due || !this.#dialog.open) return;
    this.#due = true;
    this.later(() => {
      this.#due = false;
      if (this.#dialog.open) this.#read();
    }, AT_MOST_EVERY_MS);
  }

  async #read() {
    const asked = ++this.#asked;
    this.#place.ariaBusy = "true";
    const fresh = await this.#fetch();
    if (asked !== this.#asked || !this.isConnected) return;
    this.#place.ariaBusy = "false";
    this.#trouble.hidden = fresh !== null;
    if (fresh) this.#show(fresh);
  }

  /** @returns {Promise<Element | null>} */
  async #fetch() {
    try {
      const answer = await fetch(this.#address, { signal: this.signal });
      if (!answer.ok || answer.redirected) return null;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return page.querySelector("[data-people-of]");
    } catch {
      return null;
    }
  }

  /**
   * Whoever was unfolded stays so, and the focus where it was.
   *
   * @param {Element} fresh
   */
  #show(fresh) {
    const held = document.activeElement?.closest("[data-person]");
    const hand = held ? `[data-person="${held.getAttribute("data-person")}"]` : "";
    const unfolded = this.#place.querySelector("[data-person] > details[open]")?.parentElement;
    const content = document.importNode(fresh, true);
    this.#place.replaceChildren(...content.childNodes);
    const again = unfolded && this.#row(`[data-person="${unfolded.dataset.person}"]`);
    again?.querySelector("details")?.setAttribute("open", "");
    if (hand) this.#row(hand)?.querySelector("summary")?.focus();
  }

  /** @param {string} selector */
  #row(selector) {
    return this.#place.querySelector(selector);
  }
}

customElements.define("people-panel", PeoplePanel);
