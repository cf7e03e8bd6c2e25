import { post, remove } from "../lib/api.js";
import { ask } from "../lib/ask.js";
import { CafeElement } from "../lib/element.js";

/**
 * A room's people, and the forms that keep order among them: where it hurts it asks first, then
 * says the same to the API. Whoever shows the list reads it again on `people-changed`.
 */
export class PeopleList extends CafeElement {
  connected() {
    this.on(this, "submit", (event) => this.#submit(event));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.api) return;
    event.preventDefault();
    this.#keepOrder(form, /** @type {HTMLButtonElement | null} */ (event.submitter));
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   */
  async #keepOrder(form, button) {
    if (form.ariaBusy === "true" || !(await this.#sure(form.dataset))) return;
    form.ariaBusy = "true";
    try {
      await this.#send(form.dataset, button);
      if (this.dispatchEvent(changed())) location.reload();
    } catch (refusal) {
      this.announce(/** @type {Error} */ (refusal).message, "error");
    } finally {
      form.ariaBusy = "false";
    }
  }

  /** @param {DOMStringMap} asked */
  async #sure({ title, words = "", yes = "" }) {
    return title === undefined || (await ask({ title, words, yes }));
  }

  /**
   * @param {DOMStringMap} asked
   * @param {HTMLButtonElement | null} button
   */
  #send({ api = "", method }, button) {
    if (method === "DELETE") return remove(api);
    return post(api, button?.name === "minutes" ? { minutes: Number(button.value) } : {});
  }
}

/** Whoever reads the list again itself prevents the default, which is to load the page anew. */
function changed() {
  return new CustomEvent("people-changed", { bubbles: true, cancelable: true });
}

customElements.define("people-list", PeopleList);
