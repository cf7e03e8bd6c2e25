import { cloneOf } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { Attention } from "./attention.js";
import { enrich, unfold } from "./enrich.js";
import { placeOf } from "./place.js";
import { ReadMarks } from "./read_marks.js";
import { Reel } from "./reel.js";
import * as draw from "./row.js";
import { hold, letGo, light, walkRows } from "./row_focus.js";
import { Rows } from "./rows.js";
import { isAtEnd, isSeen, keepAtEnd, keepingPlace, toEnd } from "./scrolling.js";
import { ThreadMarks } from "./thread_marks.js";
import { UnreadLine } from "./unread_line.js";
import { Unsent } from "./unsent.js";

/** @typedef {import("./wire.js").Message} Message */

const QUIET_ABOVE = 50;

/**
 * What was said in a stream, or in one thread of it: rendered by the server, kept live here. Hears on
 * its section "outbox-change", "jump" {id} and "chat-unfolded".
 */
export class ChatLog extends CafeElement {
  place = placeOf(this);
  box = this.inside(".chat-log");
  #copy = (/** @type {string} */ name) => cloneOf(draw.templateOf(this.place.section, name));
  rows = new Rows(this.inside(".chat-list"), this.#copy, this.place);
  unsent = new Unsent(this.rows, this.#copy, this.place);
  reel = new Reel({
    box: this.box,
    rows: this.rows,
    place: this.place,
    drawn: (rows) => this.#equip(rows),
  });
  line = new UnreadLine(this.rows, this.#copy("unread"), this.inside(".chat-since"));
  marks = new ReadMarks({
    read: Number(this.dataset.read) || 0,
    tell: (seq) => this.#tellRead(seq),
    later: (done, ms) => this.later(done, ms),
  });
  threads = new ThreadMarks(this.rows);
  attention = new Attention(this.box, this.inside(".chat-jump"));

  connected() {
    if (this.place.thread) this.reel.latest().then(() => this.#arrive());
    else this.#adopt();
    this.#listen();
  }

  disconnected() {
    this.attention.back();
  }

  /** The server's rows become live ones. */
  #adopt() {
    for (const row of this.rows.all) draw.localise(row);
    for (const row of this.rows.all) this.rows.dress(row);
    this.#equip(this.rows.all);
    this.reel.adopt(this.dataset);
    this.line.since(Number(this.dataset.read), this.reel.history.older);
    this.#arrive();
  }

  /** At the message of the link, or at the end. */
  #arrive() {
    const hash = this.place.thread ? null : /^#message-(\d+)$/.exec(location.hash);
    const at = Number(this.dataset.at) || Number(hash?.[1]);
    if (!at) return this.#unfolded();
    // The page around unfolds the chat, once its own module has run.
    queueMicrotask(() => {
      this.tell("chat-wanted");
      this.#jump(at);
    });
  }

  #listen() {
    const { section, stream } = this.place;
    const live = socket.stream(stream);
    for (const posted of ["chat_message", "private_message"]) {
      this.on(live, posted, ({ detail }) => this.#hear(detail.message));
    }
    for (const changed of ["message_edited", "message_deleted", "message_pinned"]) {
      this.on(live, changed, ({ detail }) => this.#change(detail.message, changed));
    }
    this.on(live, "message_reaction", ({ detail }) => this.#reacted(detail));
    this.on(live, "join", ({ detail }) => this.#note(detail.user, "join"));
    this.on(live, "leave", ({ detail }) => this.#note(detail.user, "leave"));
    this.on(live, "reset", () => this.#refetch());
    this.on(live, "subscribed", ({ detail }) => this.threads.told(detail.state?.unread?.threads));
    this.on(socket.stream("user"), "unread", ({ detail }) => {
      if (detail.stream === stream) this.threads.told(detail.threads);
    });
    this.on(section, "outbox-change", ({ detail }) => this.#outbox(detail));
    this.on(section, "jump", ({ detail }) => this.#jump(detail.id));
    this.on(section, "chat-unfolded", () => this.#unfolded());
    this.on(this, "click", (event) => this.#act(event));
    this.on(this.box, "scroll", () => this.#scrolled(), { passive: true });
    this.on(window, "focus", () => {
      this.attention.back();
      this.#read();
    });
    walkRows(this.box, () => this.rows.all, this.signal);
    keepAtEnd(this.box, this.rows.list, () => this.reel.detached, this.signal);
  }

  /** @param {Message} message */
  #hear(message) {
    const shown = this.reel.shows(message);
    if (shown || !this.place.thread) this.reel.history.heard(message.seq);
    if (!shown) return this.#replied(message, 1);
    const mine = message.sender.id === this.place.me.id;
    if (!mine) this.attention.miss();
    if (this.reel.detached && !this.rows.byCid(message.cid)) {
      return this.attention.below(mine ? 0 : 1);
    }
    const follow = isAtEnd(this.box) || (mine && !this.rows.byId(message.id));
    const row = this.rows.post(message);
    this.#equip([row]);
    if (!mine && !this.attention.given) this.line.above(row);
    if (follow) this.#follow();
    else if (!mine) this.attention.below(1);
  }

  /**
   * Somebody answered in a thread, or took the answer back: its root counts.
   *
   * @param {Message} message
   * @param {number} by
   */
  #replied({ thread }, by) {
    const root = thread && !this.place.thread ? this.rows.byId(thread) : null;
    if (root) this.#still(() => draw.drawThread(root, draw.repliesUnder(root) + by));
    if (!this.place.thread) this.#read();
  }

  #follow() {
    this.reel.trim();
    toEnd(this.box);
    this.#read();
  }

  /** @param {() => void} change above or below what is looked at */
  #still(change) {
    if (isAtEnd(this.box)) change();
    else keepingPlace(this.box, this.rows.all, change);
  }

  /**
   * @param {Message} message
   * @param {string} changed
   */
  #change(message, changed) {
    const row = this.rows.byId(message.id);
    if (changed === "message_deleted" && !this.reel.shows(message)) this.#replied(message, -1);
    if (!row) return;
    this.#still(() => {
      if (changed === "message_pinned") draw.drawPin(row, message.pinned ?? false);
      else draw.drawWords(row, message);
      this.#equip([row]);
    });
  }

  /** @param {import("./reactions.js").Reacted & {message_id: number}} told */
  #reacted(told) {
    const row = this.rows.byId(told.message_id);
    if (row) this.#still(() => draw.drawReaction(row, told, this.place));
  }

  /**
   * @param {{id: number, username: string}} person
   * @param {"join" | "leave"} kind
   */
  #note(person, kind) {
    const { section, thread, me } = this.place;
    if (thread || Number(section.dataset.present) > QUIET_ABOVE) return;
    if (person.id === me.id || this.reel.detached) return;
    const atEnd = isAtEnd(this.box);
    this.rows.note(person, kind);
    if (atEnd) toEnd(this.box);
  }

  /** @param {import("./outbox.js").Item} item */
  async #outbox(item) {
    const fresh = !this.rows.byCid(item.cid);
    if (fresh && this.reel.detached) await this.#refetch();
    const follow = isAtEnd(this.box) || fresh;
    this.unsent.show(item);
    if (follow) toEnd(this.box);
  }

  /** @param {HTMLElement[]} rows */
  #equip(rows) {
    for (const row of rows) enrich(row, this.place);
    this.threads.again(rows);
    letGo(rows);
    // Whoever walks the rows keeps the Tab stop where they are.
    const walked = document.activeElement?.closest(".chat-row");
    const row = walked && this.box.contains(walked) ? walked : this.rows.last;
    hold(this.box, /** @type {HTMLElement | null} */ (row));
  }

  /** @param {MouseEvent} event */
  #act(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest(".chat-jump")) return this.#toNow();
    const link = /** @type {HTMLElement | null} */ (target.closest(".chat-reply"));
    const control = link ?? /** @type {HTMLElement | null} */ (target.closest("[data-do]"));
    const row = /** @type {HTMLElement | null} */ (target.closest(".chat-row"));
    if (!control || event.ctrlKey || event.metaKey) return;
    if (link) event.preventDefault();
    if (link) this.#jump(Number(link.dataset.to));
    else if (control.dataset.do === "first-unread") this.#toUnread();
    else if (control.dataset.do === "seen") this.line.clear();
    else if (row && control.dataset.do === "unfold") unfold(row, control);
    else if (row && /again|discard/.test(control.dataset.do ?? "")) {
      this.tell(`message-${control.dataset.do}`, { cid: row.dataset.cid });
    }
  }

  #scrolled() {
    this.reel.fill();
    this.#look();
    this.#read();
  }

  /** The line that was seen needs no signpost, and whoever left the present needs one. */
  #look() {
    if (this.line.place && isSeen(this.line.place, this.box)) this.line.hide();
    if (this.reel.detached) this.attention.above(true);
  }

  async #refetch() {
    if (!(await this.reel.latest())) return;
    this.line.again();
    this.#follow();
  }

  /**
   * To a message wherever it stands, and a moment's light on it.
   *
   * @param {number} id
   */
  async #jump(id) {
    const read = this.rows.byId(id) ? [] : await this.reel.around(id);
    const row = this.rows.byId(id);
    const reply = read?.find((each) => each.id === id);
    if (!row && reply?.thread) this.tell("open-thread", { id: reply.thread, at: id });
    else if (!row) this.announce("That message can't be read here any more.", "warning");
    if (!row) return;
    this.line.again();
    light(row);
    this.#look();
  }

  async #toUnread() {
    const { place, read } = this.line;
    const whole =
      place && !(this.reel.history.older && this.rows.posted[0] === place.nextElementSibling);
    if (!whole && (await this.reel.since(read))) this.line.again();
    this.line.hide();
    this.line.place?.scrollIntoView({ block: "start" });
    this.box.focus({ preventScroll: true });
  }

  async #toNow() {
    if (this.reel.detached) await this.#refetch();
    this.box.focus({ preventScroll: true });
    this.#follow();
  }

  #unfolded() {
    if (this.reel.detached) return;
    toEnd(this.box);
    this.#read();
    this.reel.fill();
    this.#look();
  }

  /** The end is on a screen that somebody looks at. */
  #read() {
    if (!isAtEnd(this.box) || this.reel.detached) return;
    this.attention.above(false);
    const seen = Math.max(
      Number(this.rows.posted.at(-1)?.dataset.seq ?? 0),
      this.reel.history.last,
    );
    if (seen && this.attention.given) this.marks.seen(seen);
  }

  /** @param {number} seq */
  #tellRead(seq) {
    const { stream, thread } = this.place;
    // A lost mark doesn't matter: the next one is higher.
    socket.send({ type: "read", stream, seq, ...(thread && { thread }) }).catch(() => {});
  }
}

customElements.define("chat-log", ChatLog);
