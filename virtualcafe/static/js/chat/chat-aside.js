import { CafeElement } from "../lib/element.js";

/**
 * @typedef {{kind: "thread", id: number, at?: number} | {kind: "search"} | {kind: "pins"}} Aside
 */

/**
 * What lies over a conversation for a while: a thread, the search, the pinned messages. It stands
 * beside the conversation's section; the browser's way back closes it.
 */
export class ChatAside extends CafeElement {
  /** @type {HTMLElement | null} */
  #panel = null;
  /** @type {Element | null} */
  #opener = null;

  connected() {
    const host = this.parentElement;
    this.on(host, "open-thread", ({ detail }) => this.#open({ kind: "thread", ...detail }));
    this.on(host, "click", (event) => this.#click(event));
    this.on(this, "keydown", (event) => this.#press(event));
    this.on(window, "popstate", ({ state }) => this.#follow(state?.aside));
    this.#follow(history.state?.aside);
  }

  /** The conversation beside. @returns {HTMLElement} */
  get conversation() {
    const section = this.parentElement?.querySelector("section[data-stream]:not([data-thread])");
    return /** @type {HTMLElement} */ (section);
  }

  /**
   * Show a message of the conversation; what covers it makes way.
   *
   * @param {number} id
   */
  jump(id) {
    const go = () => this.conversation.dispatchEvent(new CustomEvent("jump", { detail: { id } }));
    if (!this.#covers) return go();
    addEventListener("popstate", () => setTimeout(go), { once: true });
    this.#leave();
  }

  /** Whether the style sheet has no place for it beside the conversation. */
  get #covers() {
    return getComputedStyle(this).getPropertyValue("--beside").trim() !== "1";
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const control = /** @type {HTMLElement | null} */ (target.closest("[data-do]"));
    const action = control?.dataset.do;
    if (event.ctrlKey || event.metaKey) return;
    if (action === "search" || action === "pins") {
      event.preventDefault();
      if (this.dataset.panel === action) this.#leave();
      else this.#open({ kind: action });
    } else if (action === "close" && this.contains(target)) this.#leave();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.#leave();
  }

  /** @param {Aside} aside */
  async #open(aside) {
    this.#opener = document.activeElement;
    if (this.#panel) history.replaceState({ aside }, "");
    else history.pushState({ aside }, "");
    await this.#show(aside);
  }

  /** Through the browser's history, so that going back never opens what was closed. */
  #leave() {
    if (history.state?.aside) history.back();
    else this.#close();
  }

  /** @param {Aside | undefined} aside */
  async #follow(aside) {
    if (aside) await this.#show(aside);
    else this.#close();
  }

  /** @param {Aside} aside */
  async #show(aside) {
    const opening = {
      thread: () => import("./thread_panel.js"),
      search: () => import("./search_panel.js"),
      pins: () => import("./pins_panel.js"),
    }[aside.kind];
    const { open } = await opening();
    this.#panel?.remove();
    this.tell("chat-wanted");
    this.dataset.panel = aside.kind;
    this.#panel = open(this, /** @type {any} */ (aside));
    this.conversation.inert = this.#covers;
  }

  #close() {
    if (!this.#panel) return;
    const held = this.contains(document.activeElement);
    this.conversation.inert = false;
    this.#panel.remove();
    this.#panel = null;
    delete this.dataset.panel;
    if (held && this.#opener instanceof HTMLElement) this.#opener.focus({ preventScroll: true });
  }
}

customElements.define("chat-aside", ChatAside);
