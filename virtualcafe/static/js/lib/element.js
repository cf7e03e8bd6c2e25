/**
 * Base of the café's elements: light DOM, and one signal that ends every listener and timer with
 * the element. Subclasses have `connected()`, and `disconnected()` where they need it.
 *
 * Fields may already look into the markup: modules run after the page is parsed.
 */
export class CafeElement extends HTMLElement {
  #ending = new AbortController();

  connectedCallback() {
    this.#ending = new AbortController();
    this.connected();
  }

  disconnectedCallback() {
    this.#ending.abort();
    this.disconnected();
  }

  connected() {}

  disconnected() {}

  get signal() {
    return this.#ending.signal;
  }

  /**
   * @param {EventTarget | null} target
   * @param {string} type
   * @param {(event: any) => void} listener
   * @param {AddEventListenerOptions} [options]
   */
  on(target, type, listener, options) {
    target?.addEventListener(type, listener, { ...options, signal: this.signal });
  }

  /**
   * @param {() => void} done
   * @param {number} ms
   * @returns {() => void} calls it off
   */
  later(done, ms) {
    const { signal } = this;
    const stop = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    };
    const timer = setTimeout(() => {
      stop();
      done();
    }, ms);
    signal.addEventListener("abort", stop);
    return stop;
  }

  /**
   * The part of this element's markup that it can't do without.
   *
   * @template {HTMLElement} [T=HTMLElement]
   * @param {string} selector
   * @returns {T}
   */
  inside(selector) {
    const found = this.querySelector(selector);
    if (!found) throw new Error(`<${this.localName}> expects ${selector} inside`);
    return /** @type {T} */ (found);
  }

  /**
   * @param {string} type
   * @param {unknown} [detail]
   */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  /**
   * A sentence for the page's toasts.
   *
   * @param {string} text
   * @param {"info" | "success" | "warning" | "error"} [tone]
   */
  announce(text, tone = "info") {
    this.tell("announce", { text, tone });
  }
}
