import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { browserStore, tabStore } from "../lib/store.js";
import { roomLeft, roomWords } from "./length.js";
import { Outbox } from "./outbox.js";
import { placeOf } from "./place.js";
import { sentenceOf } from "./sentences.js";
import { TypingPace } from "./typing_pace.js";

/** Where a message is written; it goes out through the outbox. */
export class ChatComposer extends CafeElement {
  place = placeOf(this);
  box = /** @type {HTMLTextAreaElement} */ (this.inside("textarea"));
  about = this.inside(".composer-about");
  outbox = new Outbox({
    key: `outbox:${this.place.me.id}:${this.place.stream}`,
    store: tabStore,
    send: ({ cid, content }) =>
      socket.send({ type: "chat_message", stream: this.place.stream, cid, content }),
    isOpen: () => socket.state === "open",
    later: (done, ms) => this.later(done, ms),
    newCid,
  });
  #draftKey = `draft:${this.place.me.id}:${this.place.stream}`;
  #pace = new TypingPace();
  /** The message being edited, and the draft that waits meanwhile. @type {{id: number, draft: string} | null} */
  #editing = null;

  connected() {
    this.#listen();
    this.box.value ||= browserStore.getItem(this.#draftKey) ?? "";
    this.#measure();
    for (const item of this.outbox.items) this.tell("outbox-change", item);
    this.outbox.resume();
  }

  #listen() {
    const { section, stream, me } = this.place;
    this.on(this.inside("form"), "submit", (event) => this.#submit(event));
    this.on(this.box, "keydown", (event) => this.#key(event));
    this.on(this.box, "input", () => this.#typed());
    this.on(this.inside("[data-do=cancel]"), "click", () => this.#leaveEdit());
    this.on(this.outbox, "change", ({ detail }) => this.tell("outbox-change", detail));
    this.on(section, "message-again", ({ detail }) => this.outbox.again(detail.cid));
    this.on(section, "message-discard", ({ detail }) => this.outbox.discard(detail.cid));
    this.on(section, "message-edit", ({ detail }) => this.#edit(detail));
    this.on(socket.stream(stream), "chat_message", ({ detail: { message } }) => {
      if (message.sender.id === me.id) this.outbox.confirm(message.cid);
    });
    this.on(socket, "state", ({ detail }) => this.#socketIs(detail.state));
  }

  /** @param {string} state */
  #socketIs(state) {
    if (state === "open") this.outbox.resume();
    // Rows that wait say why.
    else for (const item of this.outbox.items) this.tell("outbox-change", item);
  }

  get #text() {
    return this.box.value.trim();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !isTouch())
      this.#submit(event);
    if (event.key === "Escape" && this.#editing) this.#leaveEdit();
    if (event.key === "ArrowUp" && this.box.value === "") this.#editLast(event);
  }

  /** @param {Event} event */
  #editLast(event) {
    event.preventDefault();
    this.tell("edit-last");
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const text = this.#text;
    if (!text || roomLeft(text) < 0) return;
    if (this.#editing) this.#saveEdit(this.#editing.id, text);
    else this.outbox.add(text);
    if (!this.#editing) this.#write("");
    this.#say(this.#pace.stop(Date.now()));
    this.box.focus();
  }

  #typed() {
    this.#measure();
    if (this.#editing) return;
    this.#keepDraft();
    this.#say(this.#pace.typed(!this.#text, Date.now()));
  }

  /** @param {string | null} type */
  #say(type) {
    if (type) socket.cast({ type, stream: this.place.stream });
  }

  #keepDraft() {
    const text = this.box.value;
    if (text) browserStore.setItem(this.#draftKey, text);
    else browserStore.removeItem(this.#draftKey);
  }

  /** @param {string} text */
  #write(text) {
    this.box.value = text;
    this.#keepDraft();
    this.#measure();
  }

  /** @param {{id: number, content: string}} message */
  #edit({ id, content }) {
    this.#editing = { id, draft: this.#editing?.draft ?? this.box.value };
    this.about.hidden = false;
    this.box.value = content;
    this.#measure();
    this.box.focus();
    this.box.setSelectionRange(content.length, content.length);
  }

  #leaveEdit() {
    if (!this.#editing) return;
    const { draft } = this.#editing;
    this.#editing = null;
    this.about.hidden = true;
    this.#write(draft);
    this.box.focus();
  }

  /**
   * @param {number} id
   * @param {string} content
   */
  async #saveEdit(id, content) {
    try {
      await socket.send({ type: "edit_message", message_id: id, content });
      if (this.#editing?.id === id) this.#leaveEdit();
    } catch (refusal) {
      this.announce(`Not changed. ${sentenceOf(/** @type {any} */ (refusal))}`, "error");
    }
  }

  #measure() {
    const text = this.#text;
    this.inside("output").textContent = roomWords(text);
    const send = /** @type {HTMLButtonElement} */ (this.inside("button[type=submit]"));
    send.disabled = roomLeft(text) < 0;
    if (!CSS.supports("field-sizing", "content")) grow(this.box);
  }
}

/** @param {HTMLTextAreaElement} box */
function grow(box) {
  box.style.blockSize = "auto";
  box.style.blockSize = `${box.scrollHeight + 2}px`;
}

function isTouch() {
  return matchMedia("(pointer: coarse)").matches;
}

/** crypto.randomUUID is missing where the café is reached over plain HTTP in a local network. */
function newCid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

customElements.define("chat-composer", ChatComposer);
