import { newCid } from "../lib/cid.js";
import { one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { tabStore } from "../lib/store.js";
import { Draft } from "./draft.js";
import { roomLeft, roomWords } from "./length.js";
import { Outbox } from "./outbox.js";
import { placeOf } from "./place.js";
import { sentenceOf } from "./sentences.js";
import { insertAt } from "./text_box.js";
import { TypingPace } from "./typing_pace.js";

/**
 * @typedef {import("./draft.js").About} About
 *
 * @typedef {HTMLElement & {ready: import("./wire.js").Attachment[], pending: boolean, clear(): void}} Tray
 *   `<file-tray>`: what is uploaded, whether something still is, and the way to empty it. It tells
 *   "files-changed".
 */

/**
 * Where a message is written; it goes out through the outbox. Hears on its section "message-reply"
 * {id, sender, excerpt}, "message-edit" {id, content}, "message-again", "message-discard" {cid}.
 */
export class ChatComposer extends CafeElement {
  place = placeOf(this);
  box = /** @type {HTMLTextAreaElement} */ (this.inside("textarea"));
  strip = this.inside(".composer-about");
  #key = `${this.place.me.id}:${this.place.stream}${this.place.thread ? `:${this.place.thread}` : ""}`;
  outbox = new Outbox({
    key: `outbox:${this.#key}`,
    store: tabStore,
    send: (item) => socket.send(this.#frame(item)),
    isOpen: () => socket.state === "open",
    later: (done, ms) => this.later(done, ms),
    newCid,
  });
  #draft = new Draft(this.#key);
  #pace = new TypingPace();
  /** What is being done besides writing. @type {About | null} */
  #about = null;

  connected() {
    this.#listen();
    this.#goOn();
    for (const item of this.outbox.items) this.tell("outbox-change", item);
    this.outbox.resume();
  }

  /** With what stood here before a reload. */
  #goOn() {
    const { text, about } = this.#draft.read();
    this.#show(about);
    if (about?.kind === "editing") this.box.value = text;
    else this.box.value ||= text;
    this.#measure();
  }

  #listen() {
    const { section, stream, me } = this.place;
    this.on(this.inside("form"), "submit", (event) => this.#submit(event));
    this.on(this.box, "keydown", (event) => this.#press(event));
    this.on(this.box, "input", () => this.#typed());
    this.on(this, "click", (event) => this.#click(event.target));
    this.on(this, "files-changed", () => this.#measure());
    this.on(socket, "state", ({ detail }) => detail.end === "signed_out" && this.#signedOut());
    this.on(this.outbox, "change", ({ detail }) => this.tell("outbox-change", detail));
    this.on(section, "message-again", ({ detail }) => this.outbox.again(detail.cid));
    this.on(section, "message-discard", ({ detail }) => this.outbox.discard(detail.cid));
    this.on(section, "message-edit", ({ detail }) => this.#edit(detail));
    this.on(section, "message-reply", ({ detail }) => this.#answer(detail));
    for (const posted of ["chat_message", "private_message"]) {
      this.on(socket.stream(stream), posted, ({ detail: { message } }) => {
        if (message.sender.id === me.id) this.outbox.confirm(message.cid);
      });
    }
    this.on(socket, "state", ({ detail }) => this.#socketIs(detail.state));
  }

  /** @param {import("./outbox.js").Item} item */
  #frame({ cid, content, reply, attachments }) {
    const { stream, thread } = this.place;
    return {
      type: stream.startsWith("private:") ? "private_message" : "chat_message",
      stream,
      cid,
      content,
      ...(reply && { reply_to: reply.id }),
      ...(thread && { thread }),
      ...(attachments?.length && { attachments: attachments.map(({ id }) => id) }),
    };
  }

  /** @param {string} state */
  #socketIs(state) {
    if (state === "open") this.outbox.resume();
    // Rows that wait say why.
    else for (const item of this.outbox.items) this.tell("outbox-change", item);
  }

  /** The tab that signed out made this browser forget; what stands here is kept for its writer. */
  #signedOut() {
    if (this.box.value) this.#draft.keepHere(this.box.value, this.#about);
  }

  get #text() {
    return this.box.value.trim();
  }

  /** @returns {Tray | null} */
  get #tray() {
    return this.querySelector("file-tray");
  }

  /** @param {Element} target */
  async #click(target) {
    const control = /** @type {HTMLElement | null} */ (target.closest("[data-do]"));
    if (control?.dataset.do === "cancel") this.#leave();
    if (control?.dataset.do !== "emoji") return;
    const { pickEmoji } = await import("./emoji_picker.js");
    const emoji = await pickEmoji(control);
    this.box.focus();
    if (emoji) insertAt(this.box, emoji);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    // A list of completions that is open takes the keys it knows.
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !isTouch())
      this.#submit(event);
    if (event.key === "Escape" && this.#about) this.#leave(event);
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
    const about = this.#about;
    if (this.#tray?.pending) return this.announce("A file is still on its way.", "info");
    if (!this.#sendable || roomLeft(text) < 0) return;
    if (about?.kind === "editing") this.#saveEdit(about.id, text);
    else this.#post(text, about?.reply);
    this.#say(this.#pace.stop(Date.now()));
    this.box.focus();
  }

  get #sendable() {
    const files = this.#about?.kind === "editing" ? 0 : (this.#tray?.ready.length ?? 0);
    return this.#text !== "" || files > 0;
  }

  /**
   * @param {string} text
   * @param {import("./wire.js").Message["reply_to"]} [reply]
   */
  #post(text, reply) {
    const attachments = this.#tray?.ready;
    this.outbox.add(text, { ...(reply && { reply }), ...(attachments?.length && { attachments }) });
    this.#tray?.clear();
    this.#show(null);
    this.#write("");
  }

  #typed() {
    this.#measure();
    this.#complete();
    this.#keep();
    if (this.#about?.kind === "editing") return;
    if (!this.place.thread) this.#say(this.#pace.typed(!this.#text, Date.now()));
  }

  /** The first @ or : brings the list of what it may become. */
  async #complete() {
    if (this.box.ariaAutoComplete || !/(?:^|\s)[@:]\S*$/.test(this.#beforeCaret)) return;
    const { completeIn } = await import("./completing.js");
    completeIn(this.box, this.place, this.signal);
  }

  get #beforeCaret() {
    return this.box.value.slice(0, this.box.selectionStart);
  }

  /** @param {string | null} type */
  #say(type) {
    if (type) socket.cast({ type, stream: this.place.stream });
  }

  #keep() {
    this.#draft.keep(this.box.value, this.#about);
  }

  /** @param {string} text */
  #write(text) {
    this.box.value = text;
    this.#keep();
    this.#measure();
  }

  /** @param {NonNullable<import("./wire.js").Message["reply_to"]>} reply */
  #answer(reply) {
    if (this.#about?.kind === "editing") this.#leave();
    this.#show({ kind: "answering", reply });
    this.#keep();
    this.box.focus();
  }

  /** @param {{id: number, content: string}} message */
  #edit({ id, content }) {
    const draft = this.#about?.kind === "editing" ? this.#about.draft : this.box.value;
    this.#show({ kind: "editing", id, draft });
    this.#write(content);
    this.box.focus();
    this.box.setSelectionRange(content.length, content.length);
  }

  /** @param {About | null} about */
  #show(about) {
    this.#about = about;
    this.strip.hidden = !about;
    if (!about) return;
    const words = one(this, `template[data-of=${about.kind}]`);
    const said =
      about.kind === "answering" ? ` ${about.reply.sender.username}: ${about.reply.excerpt}` : "";
    one(this.strip, "[data-about]").textContent =
      `${/** @type {HTMLTemplateElement} */ (words).content.textContent}${said}`;
  }

  /** @param {Event} [event] */
  #leave(event) {
    event?.stopPropagation();
    const about = this.#about;
    this.#show(null);
    this.#write(about?.kind === "editing" ? about.draft : this.box.value);
    this.box.focus();
  }

  /**
   * @param {number} id
   * @param {string} content
   */
  async #saveEdit(id, content) {
    try {
      await socket.send({ type: "edit_message", message_id: id, content });
      if (this.#about?.kind === "editing" && this.#about.id === id) this.#leave();
    } catch (refusal) {
      const { code } = /** @type {any} */ (refusal);
      const why =
        code === "not_found"
          ? "This message is not there any more."
          : sentenceOf(/** @type {any} */ (refusal));
      this.announce(`Not changed. ${why}`, "error");
    }
  }

  #measure() {
    const text = this.#text;
    this.inside("output").textContent = roomWords(text);
    this.box.required = !this.#sendable;
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

customElements.define("chat-composer", ChatComposer);
