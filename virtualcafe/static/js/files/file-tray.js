import { placeOf } from "../chat/place.js";
import { cloneOf, one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { MOST, Tray } from "./tray.js";
import { extension, sizeWords } from "./words.js";

/** @typedef {import("./tray.js").Item} Item */

const MEGABYTE = 1024 * 1024;

/**
 * Files that go with the next message: picked, dropped anywhere on the conversation, or pasted.
 * Tells "files-changed"; `ready`, `pending` and `clear()` are the composer's.
 */
export class FileTray extends CafeElement {
  place = placeOf(this);
  list = this.inside(".going");
  #form = /** @type {HTMLFormElement} */ (this.closest("form"));
  #most = Number(this.dataset.most) * MEGABYTE;
  #tray = new Tray((item, progress) => this.#send(item, progress));
  /** @type {Map<Item, HTMLElement>} */
  #rows = new Map();

  connected() {
    const { section } = this.place;
    const input = one(this.#form, "input[type=file]");
    const mic = one(this.#form, "[data-do=record]");
    this.on(input, "change", () => this.#picked(/** @type {HTMLInputElement} */ (input)));
    this.on(one(this.#form, "textarea"), "paste", (event) => this.#pasted(event));
    this.on(section, "dragover", (event) => this.#hover(event));
    this.on(section, "dragleave", (event) => this.#left(event));
    this.on(section, "drop", (event) => this.#dropped(event));
    this.on(this.#tray, "change", ({ detail }) => this.#changed(detail));
    this.on(this, "click", (event) => this.#act(event.target));
    mic.hidden = !("MediaRecorder" in window && navigator.mediaDevices);
    this.on(mic, "click", () => this.#record());
  }

  disconnected() {
    for (const item of this.#tray.items) item.stop.abort();
  }

  get ready() {
    return this.#tray.ready;
  }

  get pending() {
    return this.#tray.pending;
  }

  clear() {
    this.#tray.clear();
  }

  /**
   * @param {Iterable<File>} files
   * @param {number} [duration] of a recording, in seconds
   */
  add(files, duration) {
    for (const file of files) {
      if (this.#tray.items.length >= MOST) {
        this.announce(`A message may hold up to ${MOST} files.`, "warning");
        return;
      }
      if (this.#most && file.size > this.#most)
        this.announce(
          `${file.name} is too large: a file may have ${sizeWords(this.#most)}.`,
          "warning",
        );
      else this.#tray.add(file, duration);
    }
  }

  /**
   * A recording goes out by itself, unless there are words to go with it.
   *
   * @param {File} file
   * @param {number} duration
   */
  addRecording(file, duration) {
    this.add([file], duration);
    const item = this.#tray.items.at(-1);
    const box = /** @type {HTMLTextAreaElement} */ (one(this.#form, "textarea"));
    if (item?.file !== file || box.value.trim() || this.#tray.items.length > 1) return;
    const stop = new AbortController();
    this.#tray.addEventListener(
      "change",
      () => {
        if (item.state === "waiting" || item.state === "sending") return;
        stop.abort();
        if (item.state === "ready" && this.isConnected) this.#form.requestSubmit();
      },
      { signal: stop.signal },
    );
  }

  /**
   * @param {Item} item
   * @param {(part: number) => void} progress
   */
  async #send(item, progress) {
    const [{ shrunk }, { targetOf, upload }] = await Promise.all([
      import("./shrink.js"),
      import("./upload.js"),
    ]);
    const file = await shrunk(item.file);
    const { signal } = item.stop;
    const target = targetOf(this.place.messages);
    return upload(file, { target, duration: item.duration, progress, signal });
  }

  /** @param {HTMLInputElement} input */
  #picked(input) {
    this.add(input.files ?? []);
    input.value = "";
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = event.clipboardData?.files;
    // A copied table comes as words and as a picture of them.
    if (!files?.length || event.clipboardData?.types.includes("text/plain")) return;
    event.preventDefault();
    this.add(files);
  }

  /** @param {DragEvent} event */
  #hover(event) {
    if (!event.dataTransfer?.types.includes("Files") || this.#isElsewhere(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.place.section.toggleAttribute("data-dropping", true);
  }

  /** @param {DragEvent} event */
  #left(event) {
    const { section } = this.place;
    if (event.relatedTarget instanceof Node && section.contains(event.relatedTarget)) return;
    section.removeAttribute("data-dropping");
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    if (!event.dataTransfer?.files.length || this.#isElsewhere(event)) return;
    event.preventDefault();
    this.place.section.removeAttribute("data-dropping");
    this.add(event.dataTransfer.files);
  }

  /**
   * A thread stands beside its conversation, with a tray of its own.
   *
   * @param {Event} event
   */
  #isElsewhere(event) {
    const target = /** @type {Element} */ (event.target);
    return target.closest("section[data-stream]") !== this.place.section;
  }

  /** @param {Element} target */
  #act(target) {
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-do]"));
    const row = button?.closest("li");
    const item = [...this.#rows].find(([, shown]) => shown === row)?.[0];
    if (item && button?.dataset.do === "remove-file") this.#tray.remove(item);
    if (item && button?.dataset.do === "retry-file") this.#tray.again(item);
  }

  /** @param {Item} item */
  #changed(item) {
    if (this.#tray.items.includes(item)) this.#draw(item);
    else this.#rows.get(item)?.remove();
    this.list.hidden = this.#tray.items.length === 0;
    this.tell("files-changed");
  }

  /** @param {Item} item */
  #draw(item) {
    const row = this.#rows.get(item) ?? this.#drawn(item);
    if (row.dataset.state !== item.state) this.#speak(item);
    row.dataset.state = item.state;
    const bar = /** @type {HTMLProgressElement} */ (one(row, "progress"));
    bar.value = item.part;
    bar.hidden = item.state !== "sending" && item.state !== "waiting";
    one(row, "[data-do=retry-file]").hidden = item.state !== "failed";
    one(row, ".file-size").textContent = item.why || sizeWords(item.file.size);
  }

  /** @param {Item} item */
  #drawn(item) {
    const row = cloneOf(one(this, "template[data-of=going-item]"));
    one(row, ".file-name").textContent = item.file.name;
    one(row, "[data-do=remove-file]").ariaLabel = `Remove ${item.file.name}`;
    const sign = one(row, ".file-sign");
    if (item.file.type.startsWith("image/")) sign.append(preview(item.file));
    else sign.textContent = extension(item.file.name);
    this.#rows.set(item, row);
    this.list.append(row);
    return row;
  }

  /** @param {Item} item */
  #speak({ state, file, why }) {
    const say = one(this, "[data-say]");
    if (state === "ready") say.textContent = `${file.name} is ready to be sent.`;
    if (state === "failed") say.textContent = `${file.name} was not taken. ${why}`;
  }

  async #record() {
    if (this.querySelector("voice-recorder")) return;
    await import("./voice-recorder.js");
    const recorder = cloneOf(one(this, "template[data-of=recorder]"));
    recorder.addEventListener("recorded", (event) => {
      const { file, duration } = /** @type {CustomEvent} */ (event).detail;
      this.addRecording(file, duration);
    });
    this.append(recorder);
  }
}

/** @param {File} file */
function preview(file) {
  const picture = document.createElement("img");
  picture.alt = "";
  picture.src = URL.createObjectURL(file);
  const release = () => URL.revokeObjectURL(picture.src);
  picture.addEventListener("load", release, { once: true });
  picture.addEventListener("error", () => {
    release();
    picture.remove();
  });
  return picture;
}

customElements.define("file-tray", FileTray);
