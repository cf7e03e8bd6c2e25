/** @typedef {{text: string, tone?: "info" | "success" | "warning" | "error" | "celebration"}} Announcement */

const STAYS_MS = 6000;
const CELEBRATES_MS = 2000;

/**
 * Says what other elements announce: dispatch a bubbling "announce" event with an Announcement.
 * While <html data-phase="focus"> only errors speak; the rest waits for the break.
 */
export class ToastRegion extends HTMLElement {
  /** @type {AbortController | undefined} */
  #ending;
  /** @type {Announcement[]} */
  #waiting = [];

  connectedCallback() {
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    document.addEventListener("announce", (event) => this.#hear(event), { signal });
    const observer = new MutationObserver(() => this.#release());
    observer.observe(document.documentElement, { attributeFilter: ["data-phase"] });
    signal.addEventListener("abort", () => observer.disconnect());
  }

  disconnectedCallback() {
    this.#ending?.abort();
  }

  /** @param {Event} event */
  #hear(event) {
    const announcement = /** @type {CustomEvent<Announcement>} */ (event).detail;
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
    const timer = setTimeout(
      () => toast.remove(),
      tone === "celebration" ? CELEBRATES_MS : STAYS_MS,
    );
    this.#ending?.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }

  #inFocus() {
    return document.documentElement.dataset.phase === "focus";
  }
}

customElements.define("toast-region", ToastRegion);
