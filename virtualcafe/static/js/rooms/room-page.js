import { cloneOf, one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { Folding } from "./folding.js";

/** @typedef {import("./wire.js").Room} Room */

const PHONE = "(width < 60rem)";

/** The room as a whole: its stream, its chat folded or open, and the way out when it ends. */
export class RoomPage extends CafeElement {
  #room = this.inside("main.room");
  #chat = this.inside("section.chat");
  #fold = this.inside(".chat-fold");
  #stream = this.dataset.stream ?? "";
  #me = Number(this.dataset.me);
  #folding = new Folding({
    open: !matchMedia(PHONE).matches,
    focused: this.#room.dataset.phase === "focus",
  });
  #unread = this.#unreadAtFirst();

  connected() {
    const { since, epoch } = this.dataset;
    this.#listen();
    this.#showFolding();
    socket.subscribe(this.#stream, { since: since ? Number(since) : null, epoch });
  }

  /** Of what the server rendered; whoever was never here has nothing to catch up on. */
  #unreadAtFirst() {
    const read = Number(
      /** @type {HTMLElement | null} */ (this.querySelector("chat-log"))?.dataset.read,
    );
    const others = /** @type {HTMLElement[]} */ ([
      ...this.querySelectorAll(".chat-row[data-seq]:not([data-own])"),
    ]);
    return read ? others.filter(({ dataset }) => Number(dataset.seq) > read).length : 0;
  }

  #listen() {
    const live = socket.stream(this.#stream);
    this.on(live, "subscribed", ({ detail }) => this.#state(detail.state));
    this.on(live, "timer", ({ detail }) => this.#phase(detail.timer));
    this.on(live, "chat_message", ({ detail }) => this.#said(detail.message));
    this.on(live, "room_updated", ({ detail }) => this.#renamed(detail.room));
    this.on(live, "room_closed", () => this.#end("closed"));
    this.on(live, "refused", () => this.#end("refused"));
    this.on(live, "member_role", ({ detail }) => this.#hosting(detail));
    const own = socket.stream("user");
    this.on(own, "removed_from_room", ({ detail }) => this.#removed(detail));
    this.on(own, "unread", ({ detail }) => this.#counted(detail));
    this.on(this, "present-changed", ({ detail }) => this.#present(detail.count));
    this.on(this.#fold, "click", () => this.#toggle());
    this.on(this, "chat-wanted", () => this.#folding.open || this.#toggle());
    this.on(this, "click", ({ target }) => this.#copy(target));
  }

  /** @param {{room?: Room, timer?: any} | undefined} state */
  #state(state) {
    if (state?.timer) this.#phase(state.timer);
    if (state?.room) this.#renamed(state.room);
    if (state?.room?.role) this.#role(state.room.role);
  }

  /** @param {{phase: string, state: string}} timer */
  #phase({ phase, state }) {
    const shown = state === "idle" ? "idle" : phase;
    this.#room.dataset.phase = shown;
    const writes = this.#chat.contains(document.activeElement);
    this.#folding.phase(shown === "focus", writes);
    this.#showFolding();
  }

  #toggle() {
    this.#folding.toggle();
    this.#showFolding();
    if (this.#folding.open) this.#chat.querySelector("textarea")?.focus();
  }

  #showFolding() {
    const { open } = this.#folding;
    const changed = this.#fold.ariaExpanded !== String(open);
    this.#room.dataset.chat = open ? "open" : "folded";
    this.#fold.ariaExpanded = String(open);
    if (open) this.#unread = 0;
    this.#showUnread();
    if (open && changed) this.#chat.dispatchEvent(new CustomEvent("chat-unfolded"));
  }

  /** @param {{sender: {id: number, username: string}, content: string}} message */
  #said({ sender, content }) {
    one(this, ".chat-last").textContent = `${sender.username}: ${content.slice(0, 120)}`;
    if (this.#folding.open || sender.id === this.#me) return;
    this.#unread += 1;
    this.#showUnread();
  }

  /** @param {{stream: string, count: number}} unread */
  #counted({ stream, count }) {
    if (stream !== this.#stream || this.#folding.open) return;
    this.#unread = count;
    this.#showUnread();
  }

  #showUnread() {
    const badge = one(this.#fold, ".badge");
    const count = this.#unread;
    badge.textContent = count > 99 ? "99+" : String(count);
    badge.hidden = count === 0;
    this.#fold.ariaLabel = count ? `Chat, ${count} new` : "Chat";
  }

  /** @param {Room} room */
  #renamed({ name, subject, description }) {
    one(this, "[data-room=name]").textContent = name;
    one(this, "[data-room=about]").textContent = subject || description;
  }

  /**
   * Another person took the host's chair, or it is ours now.
   *
   * @param {{user: {id: number}, role: string}} change
   */
  #hosting({ user, role }) {
    if (role === "host") this.#role(user.id === this.#me ? "host" : "member");
    else if (user.id === this.#me) this.#role(role);
  }

  /** @param {string} role */
  #role(role) {
    if (this.#chat.dataset.role === role) return;
    this.#chat.dataset.role = role;
    for (const part of this.querySelectorAll(":is(.room-bar, room-invite) [data-hosts]")) {
      part.toggleAttribute("hidden", role !== "host");
    }
    for (const part of [this.#chat, one(this, "room-seats")]) {
      part.dispatchEvent(new CustomEvent("role-changed", { detail: { role } }));
    }
  }

  /** @param {number} count */
  #present(count) {
    this.#chat.dataset.present = String(count);
    for (const place of this.querySelectorAll("[data-present-count]")) {
      place.textContent = String(count);
    }
    const hint = /** @type {HTMLElement | null} */ (this.querySelector("[data-alone]"));
    if (hint) hint.hidden = count > 1;
  }

  /** @param {{room: Room, reason: string}} detail */
  #removed({ room, reason }) {
    if (`room:${room.code}` === this.#stream) this.#end(reason);
  }

  /**
   * Nothing of the room stays usable: the page becomes one sentence and a way out.
   *
   * @param {string} reason
   */
  #end(reason) {
    if (!this.isConnected) return;
    const ending = cloneOf(this.querySelector("template[data-of=ending]"));
    const sentences = /** @type {HTMLElement[]} */ ([...ending.querySelectorAll("[data-reason]")]);
    const fitting = sentences.find(({ dataset }) => dataset.reason === reason);
    for (const sentence of sentences) {
      sentence.hidden = sentence !== (fitting ?? sentences.at(-1));
    }
    socket.unsubscribe(this.#stream);
    document.body.classList.remove("is-room");
    delete document.documentElement.dataset.phase;
    this.replaceWith(ending);
    one(ending, "h1").focus();
  }

  /** @param {EventTarget | null} target */
  async #copy(target) {
    const button = target instanceof Element ? target.closest("[data-copy]") : null;
    if (!button) return;
    const code = /** @type {HTMLElement} */ (button).dataset.copy ?? "";
    try {
      await navigator.clipboard.writeText(code);
      this.#copied(one(button, "use"));
    } catch {
      this.announce(`Your browser doesn't let us copy. The code is ${code}.`, "error");
    }
  }

  /**
   * A tick for a moment, where the person looks; said aloud, too.
   *
   * @param {Element} sign
   */
  #copied(sign) {
    const said = one(this, "[data-said-copied]");
    sign.setAttribute("href", "#icon-check");
    said.hidden = false;
    this.later(() => {
      sign.setAttribute("href", "#icon-copy");
      said.hidden = true;
    }, 2_000);
  }
}

customElements.define("room-page", RoomPage);
