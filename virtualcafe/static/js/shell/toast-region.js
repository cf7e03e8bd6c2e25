import { CafeElement } from "../lib/element.js";

/**
 * `href` makes it a link.
 *
 * @typedef {{text: string, tone?: "info" | "success" | "warning" | "error" | "celebration", href?: string}} Announcement
 */

const STAYS_MS = 6000;
const CELEBRATES_MS = 2000;
/** Of what waited for the break only the last few are said: notifications keep the rest. */
const MOST_AT_ONCE = 3;

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
    for (const announcement of this.#waiting.splice(0).slice(-MOST_AT_ONCE))
      this.#say(announcement);
  }

  /** @param {Announcement} announcement */
  #say({ text, tone = "info", href }) {
    const toast = document.createElement("p");
    toast.className = "toast";
    toast.dataset.tone = tone;
    toast.append(href ? linkTo(href, text) : text);
    this.append(toast);
    this.later(() => toast.remove(), tone === "celebration" ? CELEBRATES_MS : STAYS_MS);
  }

  #inFocus() {
    return document.documentElement.dataset.phase === "focus";
  }
}

/**
 * @param {string} href
 * @param {string} text
 */
function linkTo(href, text) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  return link;
}

customElements.define("toast-region", ToastRegion);
