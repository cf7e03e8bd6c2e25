import { inWords } from "../files/words.js";
import { ask } from "../lib/ask.js";
import { cloneOf, one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { placeOf } from "./place.js";
import { templateOf } from "./row.js";
import { sentenceOf } from "./sentences.js";

const EXCERPT = 120;
/** Of a row that has the keyboard. */
const KEYS = { r: "reply", t: "thread", e: "edit", l: "link", "+": "pick", Delete: "delete" };

/**
 * What can be done to a message of this section: by the controls in its row, by its menu, by keys.
 * Tells "message-reply", "message-edit" and "open-thread" {id}.
 */
export class MessageActions extends CafeElement {
  place = placeOf(this);
  /** @type {HTMLElement | null} */
  #menu = null;

  connected() {
    const { section } = this.place;
    this.on(section, "click", (event) => this.#click(event));
    this.on(section, "keydown", (event) => this.#press(event));
    this.on(section, "edit-last", () => this.#editLast());
  }

  #editLast() {
    const rows = /** @type {NodeListOf<HTMLElement>} */ (
      this.place.section.querySelectorAll(".chat-row[data-own][data-state=posted]")
    );
    const last = rows.item(rows.length - 1);
    if (last?.dataset.content) this.#do("edit", last, last);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const control = /** @type {HTMLElement | null} */ (target.closest(".chat-row [data-do]"));
    const row = /** @type {HTMLElement | null} */ (target.closest(".chat-row"));
    if (!control || !row || event.ctrlKey || event.metaKey) return;
    if (control.matches("a")) event.preventDefault();
    this.#do(control.dataset.do ?? "", row, control);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const row = /** @type {HTMLElement} */ (event.target);
    const action = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
    if (!action || !row.matches(".chat-row[data-state=posted]")) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#offers(row).has(action)) return;
    event.preventDefault();
    this.#do(action, row, row);
  }

  /**
   * @param {string} action
   * @param {HTMLElement} row
   * @param {HTMLElement} control that was used
   */
  async #do(action, row, control) {
    const id = Number(row.dataset.id);
    const { emoji } = control.dataset;
    if (action === "menu") await this.#open(row, control);
    else if (action === "react" && emoji) await this.#react(row, emoji, control);
    else if (action === "pick") await this.#pick(row, control);
    else if (action === "thread") this.tell("open-thread", { id });
    else if (action === "reply") this.tell("message-reply", replyTo(row));
    else if (action === "edit") this.tell("message-edit", { id, content: row.dataset.content });
    else if (action === "pin") {
      const frame = { type: "pin_message", message_id: id, on: !("pinned" in row.dataset) };
      await this.#send(frame, "Not pinned.");
    } else if (action === "link") await this.#copyLink(id);
    else if (action === "copy-code") await this.#copyCode(control);
    else if (action === "report") await this.#report(id);
    else if (action === "delete") await this.#delete(row);
  }

  /**
   * What this person may do with it.
   *
   * @param {HTMLElement} row
   */
  #offers({ dataset }) {
    const { section, thread } = this.place;
    const own = "own" in dataset;
    const host = section.dataset.role === "host";
    return new Set(
      [
        "react",
        "pick",
        "reply",
        "link",
        "threads" in section.dataset && !thread && "thread",
        own && "edit",
        "pins" in section.dataset && (host || isPrivate(section)) && "pin",
        (own || host) && "delete",
        !own && "private",
        !own && "report",
      ].filter((each) => typeof each === "string"),
    );
  }

  /**
   * @param {HTMLElement} row
   * @param {HTMLElement} control
   */
  async #open(row, control) {
    const { openMenu } = await import("./message_menu.js");
    if (!this.#menu) {
      this.#menu = cloneOf(templateOf(this.place.section, "menu"));
      this.append(this.#menu);
    }
    const chosen = await openMenu(this.#menu, { row, control, offers: this.#offers(row) });
    if (!chosen) return;
    this.#do(chosen.dataset.do ?? "", row, chosen.dataset.emoji ? chosen : control);
  }

  /**
   * @param {HTMLElement} row
   * @param {HTMLElement} control
   */
  async #pick(row, control) {
    const { pickEmoji } = await import("./emoji_picker.js");
    const emoji = await pickEmoji(control);
    row.focus({ preventScroll: true });
    if (emoji) await this.#react(row, emoji, control);
  }

  /**
   * @param {HTMLElement} row
   * @param {string} emoji
   * @param {HTMLElement} control
   */
  async #react({ dataset }, emoji, control) {
    control.ariaBusy = "true";
    const on = !this.#stands(Number(dataset.id), emoji);
    await this.#send(
      { type: "react", message_id: Number(dataset.id), emoji, on },
      "Your reaction didn't arrive.",
    );
    control.ariaBusy = null;
  }

  /**
   * Whether I stand behind this emoji already: pressing it anywhere takes it back.
   *
   * @param {number} id
   * @param {string} emoji
   */
  #stands(id, emoji) {
    const button = this.place.section.querySelector(
      `.chat-row[data-id="${id}"] .reaction[data-emoji="${CSS.escape(emoji)}"]`,
    );
    return button?.ariaPressed === "true";
  }

  /** @param {number} id */
  async #copyLink(id) {
    const link = new URL(`${this.place.page}?message=${id}`, location.href).href;
    await this.#copy(
      link,
      "The link is copied.",
      `Your browser doesn't let us copy. The link is ${link}`,
    );
  }

  /** @param {HTMLElement} control */
  async #copyCode(control) {
    const code = control.parentElement?.querySelector("pre")?.textContent ?? "";
    await this.#copy(code, "The code is copied.", "Your browser doesn't let us copy.");
  }

  /**
   * @param {string} text
   * @param {string} done
   * @param {string} trouble
   */
  async #copy(text, done, trouble) {
    try {
      await navigator.clipboard.writeText(text);
      this.announce(done, "success");
    } catch {
      this.announce(trouble, "error");
    }
  }

  /** @param {number} id */
  async #report(id) {
    const { report } = await import("./reporting.js");
    const said = await report(id);
    if (said) this.announce(said.words, said.tone);
  }

  /** @param {HTMLElement} row */
  async #delete(row) {
    const sure = await ask({
      title: "Delete this message?",
      words: "Its place stays, its words go. This can't be undone.",
      yes: "Delete",
    });
    row.focus({ preventScroll: true });
    const frame = { type: "delete_message", message_id: Number(row.dataset.id) };
    if (sure) await this.#send(frame, "Not deleted.");
  }

  /**
   * @param {import("../lib/connection.js").Frame} frame
   * @param {string} trouble
   */
  async #send(frame, trouble) {
    try {
      await socket.send(frame);
    } catch (refusal) {
      this.announce(`${trouble} ${sentenceOf(/** @type {any} */ (refusal))}`, "error");
    }
  }
}

/**
 * What the composer shows of the message that is answered.
 *
 * @param {HTMLElement} row
 */
function replyTo(row) {
  const said = (one(row, ".chat-body").textContent ?? "").replace(/\s+/g, " ").trim();
  const words = said || inWords(kindsIn(row));
  return {
    id: Number(row.dataset.id),
    sender: {
      id: Number(row.dataset.sender),
      username: one(row, ".chat-author").textContent ?? "",
      avatar_url: null,
      level: 1,
    },
    excerpt: words.length > EXCERPT ? `${words.slice(0, EXCERPT - 1)}…` : words,
  };
}

/**
 * The kinds of the files in it.
 *
 * @param {HTMLElement} row
 */
function kindsIn(row) {
  return [...row.querySelectorAll(".files > li")].map((file) =>
    file.className.replace("file-", ""),
  );
}

/** @param {HTMLElement} section */
function isPrivate({ dataset }) {
  return dataset.stream?.startsWith("private:");
}

customElements.define("message-actions", MessageActions);
