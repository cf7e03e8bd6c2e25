import { CafeElement } from "../lib/element.js";

/** @typedef {{text: string, tone?: "info" | "success" | "warning" | "error" | "celebration"}} Announcement */

const STAYS_MS = 6000;
const CELEBRATES_MS = 2000;

/**
 * Says what other elements announce: dispatch a bubbling "announce" event with an Announcement.
 * While <html data-phase="focus"> only errors speak; the rest waits for the break.
 */
export class ToastRegion extends CafeElement {
  /** @type {Announcement[]} */
  #waiting = [];

  connected() {
    this.on(document, "announce", (event) => this.#hear(event));
    const observer = new MutationObserver(() => this.#release());
    observer.observe(document.documentElement, { attributeFilter: ["data-phase"] });
    this.signal.addEventListener("abort", () => observer.disconnect());
  }

  /** @param {CustomEvent<Announcement>} event */
  #hear({ detail: announcement }) {
    if (this.#inFocus() && announcement.tone !== "error") this.#waiting.push(announcement);
    else this.#say(announcement);
  }

  #release() {
    if (this.#inFocus()) return;
    for (const announcement of this.#waiting.splice(0)) this.#say(announcement);
  }

  /** @param {Announcement} announcement */
  #say({ text, tone = "info" }) {
    const toast = document.createElement("p");
    toast.className = "toast";
    toast.dataset.tone = tone;
    toast.textContent = text;
    this.append(toast);
    this.later(() => toast.remove(), tone === "celebration" ? CELEBRATES_MS : STAYS_MS);
  }

  #inFocus() {
    return document.documentElement.dataset.phase === "focus";
  }
}

customElements.define("toast-region", ToastRegion);
