import { get } from "../lib/api.js";
import { ask } from "../lib/ask.js";
import { cloneOf, counted } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { History } from "./history.js";
import { placeOf } from "./place.js";
import { ReadMarks } from "./read_marks.js";
import { drawWords, localise } from "./row.js";
import { hold, walkRows } from "./row_focus.js";
import { Rows } from "./rows.js";
import { isAtEnd, isNearStart, isUnfilled, keepingPlace, toEnd } from "./scrolling.js";
import { sentenceOf } from "./sentences.js";
import { Unsent } from "./unsent.js";

/** @typedef {import("./wire.js").Message} Message */

const MOST_ROWS = 400;
const QUIET_ABOVE = 50;

/** What was said: rendered by the server, kept live here. */
export class ChatLog extends CafeElement {
  place = placeOf(this);
  box = this.inside(".chat-log");
  jump = this.inside(".chat-jump");
  rows = new Rows(this.inside(".chat-list"), (name) => this.#copy(name), this.place.me.id);
  unsent = new Unsent(this.rows, (name) => this.#copy(name), this.place.me);
  history = new History(this.place.messages, get);
  marks = new ReadMarks({
    read: Number(this.dataset.read) || 0,
    tell: (seq) => this.#tellRead(seq),
    later: (done, ms) => this.later(done, ms),
  });
  /** While reading far back the newest rows are not in the page. */
  #detached = false;
  #unseen = 0;

  connected() {
    this.#adopt();
    this.#listen();
    this.#unfolded();
  }

  /** @param {string} name */
  #copy(name) {
    return cloneOf(this.querySelector(`template[data-of=${name}]`));
  }

  /** The server's rows become live ones. */
  #adopt() {
    for (const row of this.rows.all) localise(row);
    for (const row of this.rows.all) this.rows.dress(row);
    this.#equip();
    this.history.complete = this.rows.posted.length < Number(this.dataset.page);
    this.rows.markUnread(Number(this.dataset.read));
  }

  #listen() {
    const { section, stream } = this.place;
    const live = socket.stream(stream);
    this.on(live, "chat_message", ({ detail }) => this.#hear(detail.message));
    this.on(live, "message_edited", ({ detail }) => this.#change(detail.message));
    this.on(live, "message_deleted", ({ detail }) => this.#change(detail.message));
    this.on(live, "join", ({ detail }) => this.#note(detail.user, "join"));
    this.on(live, "leave", ({ detail }) => this.#note(detail.user, "leave"));
    this.on(live, "reset", () => this.#refetch());
    this.on(section, "outbox-change", ({ detail }) => this.#outbox(detail));
    this.on(section, "edit-last", () => this.#editLast());
    this.on(this, "click", (event) => this.#act(event));
    this.on(this.box, "scroll", () => this.#scrolled(), { passive: true });
    this.on(window, "focus", () => this.#read());
    this.on(section, "chat-unfolded", () => this.#unfolded());
    this.on(section, "role-changed", () => this.#equip());
    walkRows(this.box, () => this.rows.all, this.signal);
    this.#keepAtEnd();
  }

  /** A picture that loads, a composer that grows, a phone that turns: the end stays in sight. */
  #keepAtEnd() {
    let atEnd = true;
    this.on(this.box, "scroll", () => {
      atEnd = isAtEnd(this.box);
    });
    const observer = new ResizeObserver(() => atEnd && toEnd(this.box));
    observer.observe(this.box);
    observer.observe(this.rows.list);
    this.signal.addEventListener("abort", () => observer.disconnect());
  }

  /** @param {Message} message */
  #hear(message) {
    const mine = message.sender.id === this.place.me.id;
    if (this.#detached && !this.rows.byCid(message.cid)) return this.#count(mine ? 0 : 1);
    const follow = isAtEnd(this.box) || (mine && !this.rows.byId(message.id));
    this.#equip([this.rows.post(message)]);
    if (follow) this.#follow();
    else if (!mine) this.#count(1);
  }

  #follow() {
    if (this.rows.trim(MOST_ROWS, "oldest")) this.history.complete = false;
    toEnd(this.box);
    this.#read();
  }

  /** @param {Message} message */
  #change(message) {
    const row = this.rows.byId(message.id);
    if (!row) return;
    drawWords(row, message);
    if (message.deleted) row.querySelector(".chat-actions")?.remove();
  }

  /**
   * @param {{id: number, username: string}} person
   * @param {"join" | "leave"} kind
   */
  #note(person, kind) {
    const crowded = Number(this.place.section.dataset.present) > QUIET_ABOVE;
    if (person.id === this.place.me.id || crowded || this.#detached) return;
    const atEnd = isAtEnd(this.box);
    this.rows.note(person, kind);
    if (atEnd) toEnd(this.box);
  }

  /** @param {import("./outbox.js").Item} item */
  #outbox(item) {
    const follow = isAtEnd(this.box) || !this.rows.byCid(item.cid);
    this.unsent.show(item);
    if (follow) toEnd(this.box);
  }

  /** Actions for the rows that this person may change. */
  #equip(rows = this.rows.all) {
    const host = this.place.section.dataset.role === "host";
    for (const row of rows) {
      const own = "own" in row.dataset;
      const mayAct = row.dataset.state === "posted" && (own || host);
      if (!mayAct || row.querySelector(".chat-actions")) continue;
      const actions = this.#copy("actions");
      if (!own) actions.querySelector("[data-do=edit]")?.remove();
      row.append(actions);
    }
    // Whoever walks the rows keeps the Tab stop where they are.
    const walked = this.rows.all.find((row) => row.contains(document.activeElement));
    hold(walked ?? this.rows.all.at(-1), this.rows.all);
  }

  /** @param {MouseEvent} event */
  #act({ target }) {
    if (!(target instanceof Element)) return;
    if (target.closest(".chat-jump")) return this.#toNow();
    const doing = /** @type {HTMLElement | null} */ (target.closest("[data-do]"))?.dataset.do;
    const row = /** @type {HTMLElement | null} */ (target.closest(".chat-row"));
    if (!doing || !row) return;
    row.querySelector("details")?.removeAttribute("open");
    if (doing === "edit") this.#edit(row);
    else if (doing === "delete") this.#delete(row);
    else this.tell(`message-${doing}`, { cid: row.dataset.cid });
  }

  /** @param {HTMLElement} row */
  #edit({ dataset }) {
    this.tell("message-edit", { id: Number(dataset.id), content: dataset.content });
  }

  #editLast() {
    const row = this.rows.posted.findLast(({ dataset }) => "own" in dataset && dataset.content);
    if (row) this.#edit(row);
  }

  /** @param {HTMLElement} row */
  async #delete(row) {
    const sure = await ask({
      title: "Delete this message?",
      words: "Its place stays, its words go. This can't be undone.",
      yes: "Delete",
    });
    row.focus();
    if (!sure) return;
    try {
      await socket.send({ type: "delete_message", message_id: Number(row.dataset.id) });
    } catch (refusal) {
      this.announce(`Not deleted. ${sentenceOf(/** @type {any} */ (refusal))}`, "error");
    }
  }

  #scrolled() {
    if (isNearStart(this.box)) this.#older();
    if (!isAtEnd(this.box)) return;
    if (this.#detached) this.#newer();
    else this.#read();
  }

  async #older() {
    const first = Number(this.rows.posted[0]?.dataset.seq);
    const messages = first ? await this.#fetched(this.history.before(first)) : null;
    if (!messages?.length) return;
    keepingPlace(this.box, () => this.rows.prepend(messages));
    this.#detached = this.rows.trim(MOST_ROWS, "newest") || this.#detached;
    this.#equip();
  }

  async #newer() {
    const last = Number(this.rows.posted.at(-1)?.dataset.seq);
    const page = await this.#fetched(this.history.after(last));
    if (!page) return;
    for (const message of page.messages) this.rows.post(message);
    keepingPlace(this.box, () => this.rows.trim(MOST_ROWS, "oldest"));
    this.history.complete = false;
    this.#detached = !page.last;
    this.#equip();
    this.#read();
  }

  async #refetch() {
    const messages = await this.#fetched(this.history.latest());
    if (!messages) return;
    this.rows.replace(messages);
    this.#detached = false;
    this.#equip();
    this.#follow();
  }

  /**
   * Reading back is not worth an alarm: scrolling again asks again.
   *
   * @template T
   * @param {Promise<T>} page
   * @returns {Promise<T | null>}
   */
  async #fetched(page) {
    this.box.ariaBusy = "true";
    try {
      return await page;
    } catch {
      return null;
    } finally {
      this.box.ariaBusy = null;
    }
  }

  async #toNow() {
    if (this.#detached) await this.#refetch();
    this.box.focus({ preventScroll: true });
    this.#follow();
  }

  #unfolded() {
    toEnd(this.box);
    this.#read();
    if (isUnfilled(this.box)) this.#older();
  }

  /** @param {number} more */
  #count(more) {
    this.#unseen += more;
    this.jump.hidden = this.#unseen === 0;
    this.jump.textContent = counted(this.#unseen, "1 new message", "# new messages");
  }

  /** The end is on a screen that somebody looks at. */
  #read() {
    if (this.#detached || !isAtEnd(this.box)) return;
    this.#count(-this.#unseen);
    if (!document.hasFocus() || !this.box.checkVisibility()) return;
    const last = this.rows.posted.at(-1);
    if (last) this.marks.seen(Number(last.dataset.seq));
  }

  /** @param {number} seq */
  #tellRead(seq) {
    // A lost mark doesn't matter: the next one is higher.
    socket.send({ type: "read", stream: this.place.stream, seq }).catch(() => {});
  }
}

customElements.define("chat-log", ChatLog);
