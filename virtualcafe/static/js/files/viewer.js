// Pictures of a conversation, one at a time, as large as the window.
import { cloneOf, one } from "../lib/dom.js";

const SWIPE = 50;

/** @param {HTMLAnchorElement} link of the picture to begin with */
export function view(link) {
  const list = link.closest(".chat-list") ?? document;
  new Viewer([...list.querySelectorAll("a[data-do=view-file]")], link).open();
}

class Viewer {
  dialog = /** @type {HTMLDialogElement} */ (
    cloneOf(document.querySelector("file-tray template[data-of=viewer]"))
  );
  picture = /** @type {HTMLImageElement} */ (one(this.dialog, "img"));
  stage = one(this.dialog, ".viewer-stage");
  #from = 0;

  /**
   * @param {Element[]} links
   * @param {HTMLAnchorElement} link
   */
  constructor(links, link) {
    this.links = /** @type {HTMLAnchorElement[]} */ (links);
    this.at = this.links.indexOf(link);
  }

  open() {
    const { dialog } = this;
    dialog.addEventListener("close", () => this.#closed());
    dialog.addEventListener("click", ({ target }) => this.#act(/** @type {Element} */ (target)));
    dialog.addEventListener("keydown", (event) => this.#press(event));
    this.stage.addEventListener("pointerdown", ({ clientX }) => {
      this.#from = clientX;
    });
    this.stage.addEventListener("pointerup", ({ clientX }) => this.#swiped(clientX - this.#from));
    document.body.append(dialog);
    dialog.showModal();
    this.#show(this.at);
  }

  #closed() {
    this.dialog.remove();
    this.links[this.at]?.focus();
  }

  /** @param {Element} target */
  #act(target) {
    const name = /** @type {HTMLElement | null} */ (target.closest("[data-do]"))?.dataset.do;
    if (name === "close" || target === this.stage) this.dialog.close();
    if (name === "before") this.#show(this.at - 1);
    if (name === "after") this.#show(this.at + 1);
    if (name === "zoom" || target === this.picture) this.#zoom();
  }

  /** @param {KeyboardEvent} event */
  #press({ key }) {
    const towards = getComputedStyle(this.dialog).direction === "rtl" ? -1 : 1;
    if (key === "ArrowLeft") this.#show(this.at - towards);
    if (key === "ArrowRight") this.#show(this.at + towards);
  }

  /** @param {number} way in pixels; on a picture in its own size a finger moves it instead */
  #swiped(way) {
    if (Math.abs(way) < SWIPE || this.dialog.hasAttribute("data-zoomed")) return;
    this.#show(this.at + (way < 0 ? 1 : -1));
  }

  #zoom() {
    const zoomed = this.dialog.toggleAttribute("data-zoomed");
    one(this.dialog, "[data-do=zoom]").ariaPressed = String(zoomed);
  }

  /** @param {number} at */
  #show(at) {
    const link = this.links[at];
    if (!link) return;
    this.at = at;
    if (this.dialog.hasAttribute("data-zoomed")) this.#zoom();
    this.#draw(link, link.dataset.name ?? "");
    this.#button("before").hidden = at === 0;
    this.#button("after").hidden = at === this.links.length - 1;
    const many = this.links.length > 1;
    one(this.dialog, ".viewer-count").textContent = many ? `${at + 1} / ${this.links.length}` : "";
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {string} name
   */
  #draw(link, name) {
    const thumb = link.querySelector("img");
    this.picture.width = thumb?.width ? Number(thumb.getAttribute("width")) : 0;
    this.picture.height = thumb?.height ? Number(thumb.getAttribute("height")) : 0;
    this.picture.alt = name;
    this.picture.src = link.href;
    one(this.dialog, ".viewer-name").textContent = name;
    const save = /** @type {HTMLAnchorElement} */ (this.#button("save"));
    save.href = `${link.href}?download`;
    save.download = name;
  }

  /** @param {string} name */
  #button(name) {
    return one(this.dialog, `[data-do=${name}]`);
  }
}
