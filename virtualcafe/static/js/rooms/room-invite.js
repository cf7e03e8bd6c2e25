import { get, post, remove } from "../lib/api.js";
import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";

/** @typedef {{token: string | null, url: string | null}} Link */

/**
 * The room's code and link: copied, shared, made anew, taken back; and inviting somebody by name.
 * In a dialog the link is fetched when it opens.
 */
export class RoomInvite extends CafeElement {
  #address = `/api/chat/rooms/${this.dataset.room}/invite/`;
  #hosts = this.inside("[data-hosts]");
  #field = /** @type {HTMLInputElement} */ (this.inside("[data-link]"));
  #said = this.inside("[data-said]");

  connected() {
    this.on(this, "click", ({ target }) => this.#click(target));
    this.on(this, "submit", (event) => this.#submit(event));
    for (const button of this.querySelectorAll("[data-do]")) this.#reveal(button);
  }

  /**
   * Buttons that need what this browser can.
   *
   * @param {Element} button
   */
  #reveal(button) {
    const able = button.matches("[data-do=share]") ? "share" in navigator : true;
    button.toggleAttribute("hidden", !able);
  }

  open() {
    this.closest("dialog")?.showModal();
    this.#said.hidden = true;
    if (!this.#hosts.hidden) this.#fetch();
  }

  async #fetch() {
    try {
      this.#show(await get(this.#address));
    } catch (refusal) {
      this.#told(/** @type {Error} */ (refusal).message);
    }
  }

  /** @param {Link} link */
  #show({ url }) {
    this.#field.value = url ?? "";
    this.#toggle("[data-with-link]", url !== null);
    this.#toggle("[data-without-link]", url === null);
  }

  /**
   * @param {string} parts
   * @param {boolean} shown
   */
  #toggle(parts, shown) {
    for (const part of this.querySelectorAll(parts)) part.toggleAttribute("hidden", !shown);
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("[data-do]") : null;
    const { do: what = "", text = "" } = /** @type {HTMLElement | null} */ (button)?.dataset ?? {};
    const url = this.#field.value;
    if (what === "copy") this.#copy(text);
    if (what === "copy-link") this.#copy(url);
    if (what === "share") navigator.share({ title: this.dataset.name, url }).catch(() => {});
  }

  /** @param {string} text */
  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.#say("copied");
    } catch {
      this.#field.select();
      this.#say("copy-yourself");
    }
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    event.preventDefault();
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    button?.setAttribute("aria-busy", "true");
    try {
      if (form.matches("[data-by-name]")) await this.#inviteBy(form);
      else await this.#change(button?.value ?? "renew");
    } catch (refusal) {
      this.#told(/** @type {Error} */ (refusal).message);
    } finally {
      button?.removeAttribute("aria-busy");
    }
  }

  /** @param {string} what */
  async #change(what) {
    if (what === "revoke") {
      await remove(this.#address);
      this.#show({ token: null, url: null });
      this.#say("revoked");
    } else {
      this.#show(await post(this.#address));
      this.#say("renewed");
    }
  }

  /** @param {HTMLFormElement} form */
  async #inviteBy(form) {
    const person = String(new FormData(form).get("username") ?? "").trim();
    await post(this.#address, { person });
    form.reset();
    this.#say("invited", person);
  }

  /**
   * @param {string} word
   * @param {string} [name]
   */
  #say(word, name = "") {
    const words = one(this, `template[data-of=words]`);
    const content = /** @type {HTMLTemplateElement} */ (words).content;
    const sentence = content.querySelector(`[data-word="${word}"]`)?.textContent ?? "";
    this.#told(sentence.replace("#", name));
  }

  /** @param {string} sentence */
  #told(sentence) {
    this.#said.textContent = sentence;
    this.#said.hidden = false;
  }
}

customElements.define("room-invite", RoomInvite);
