import { get } from "../lib/api.js";
import { cloneOf, counted, one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { tabStore } from "../lib/store.js";
import "./join-answer.js";
import { Knocks } from "./knocks.js";

/** @typedef {import("../notifications/wire.js").Notification} Notification */

const LATER = "requests-later";

/**
 * Who asks to come into a room that one hosts, on whatever page one is, with the answer beside it.
 * In focus it waits (by its style) and only the bell counts.
 */
export class RequestTray extends CafeElement {
  #list = this.inside("ul");
  #more = this.inside("[data-more]");
  #said = this.inside("[data-said]");
  #knocks = new Knocks(Number(this.dataset.me), tabStore.getItem(LATER) ?? "");

  connected() {
    // These pages list them themselves.
    if (document.querySelector("notification-list, join-requests")) return;
    const own = socket.stream("user");
    this.on(own, "notification", ({ detail }) => this.#hear([detail.notification]));
    this.on(own, "notifications_read", ({ detail }) => this.#settle(detail.ids));
    this.on(own, "reset", () => this.#fetch());
    this.on(this, "click", ({ target }) => this.#later(target));
    const observer = new MutationObserver(() => this.#show());
    observer.observe(this.#list, { childList: true });
    this.signal.addEventListener("abort", () => observer.disconnect());
    this.#fetch();
  }

  async #fetch() {
    const answer = await get("/api/notifications/?kind=join_request&unread=1").catch(() => null);
    if (answer) this.#hear([...answer.results].reverse());
  }

  /** @param {Notification[]} notifications */
  #hear(notifications) {
    for (const notification of this.#knocks.fresh(notifications)) {
      this.#row(notification.id)?.remove();
      this.#list.append(this.#drawn(notification));
      this.#said.textContent = notification.text;
    }
  }

  /** @param {Notification} notification */
  #drawn({ id, created_at, data }) {
    const row = cloneOf(this.querySelector("template"));
    row.dataset.notification = String(id);
    row.dataset.at = created_at;
    const { room, request } = data;
    for (const who of row.querySelectorAll("[data-who]")) who.textContent = request.user.username;
    one(row, "[data-where]").textContent = room.name;
    one(row, "[data-line]").textContent = request.text;
    const answer = one(row, "join-answer");
    answer.dataset.room = String(room.id);
    answer.dataset.request = String(request.id);
    one(answer, "form").setAttribute("action", `/rooms/${room.code}/requests/${request.id}/`);
    return row;
  }

  /**
   * Read elsewhere, answered, or taken back. The keyboard goes on to who is next.
   *
   * @param {number[] | null} ids
   */
  async #settle(ids) {
    const gone = (ids ?? []).map((id) => this.#row(id)).filter((row) => row !== null);
    const hadFocus = gone.some((row) => row.contains(document.activeElement));
    for (const row of gone) row.remove();
    await null;
    if (hadFocus) (this.#list.querySelector("button") ?? one(document, "#main")).focus();
  }

  /** @param {EventTarget | null} target */
  #later(target) {
    const button = target instanceof Element ? target.closest("[data-do=later]") : null;
    const row = /** @type {HTMLElement | null | undefined} */ (button?.closest("li"));
    if (!row) return;
    const { notification, at = "" } = row.dataset;
    tabStore.setItem(LATER, this.#knocks.later({ id: Number(notification), created_at: at }));
    row.remove();
    one(document, "#main").focus();
  }

  /** One at a time, whoever came first: it is a knock at the door, not a crowd in it. */
  #show() {
    const rows = /** @type {HTMLElement[]} */ ([...this.#list.children]);
    for (const [place, row] of rows.entries()) row.hidden = place > 0;
    this.#more.hidden = rows.length < 2;
    one(this.#more, "a").textContent = counted(rows.length - 1, "One more waits", "# more wait");
    this.hidden = rows.length === 0;
    if (this.hidden) this.#said.textContent = "";
  }

  /** @param {number} id */
  #row(id) {
    return this.#list.querySelector(`[data-notification="${id}"]`);
  }
}

customElements.define("request-tray", RequestTray);
