import { CafeElement } from "../lib/element.js";

/** Shows the picture that was picked where it will stand, before it is sent. */
export class PicturePreview extends CafeElement {
  #avatar = this.inside(".avatar");
  #input = /** @type {HTMLInputElement} */ (this.inside("input[type=file]"));
  #before = [...this.#avatar.childNodes];
  #shown = "";

  connected() {
    this.on(this.#input, "change", () => this.#show(this.#input.files?.[0]));
    this.signal.addEventListener("abort", () => URL.revokeObjectURL(this.#shown));
  }

  /** @param {File | undefined} file */
  #show(file) {
    URL.revokeObjectURL(this.#shown);
    if (!file) return this.#avatar.replaceChildren(...this.#before);
    this.#shown = URL.createObjectURL(file);
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = this.#shown;
    // What the browser can't draw is for the server to judge.
    picture.addEventListener("error", () => this.#avatar.replaceChildren(...this.#before));
    this.#avatar.replaceChildren(picture);
  }
}

customElements.define("picture-preview", PicturePreview);
