import { post } from "../lib/api.js";
import { ask } from "../lib/ask.js";
import { cloneOf, counted } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { Roster } from "./roster.js";
import { drawGoal, drawSeat, drawStatus } from "./seat.js";

/** @typedef {import("./wire.js").Present} Present */
/** @typedef {import("./wire.js").User} User */

/** Who is here, each with the phase they are in. */
export class RoomSeats extends CafeElement {
  #list = this.inside(".seats");
  #me = Number(this.dataset.me);
  #roster = new Roster(this.#me);
  /** What each sets out to do, by the person's id. @type {Record<number, string>} */
  #goals = {};
  #due = 0;

  connected() {
    const live = socket.stream(this.dataset.stream ?? "");
    this.on(live, "subscribed", ({ detail }) => this.#replace(detail.state));
    this.on(live, "goals", ({ detail }) => this.#setOut(detail.goals));
    this.on(live, "join", ({ detail }) => this.#seat(detail));
    this.on(live, "presence", ({ detail }) => this.#seat(detail));
    for (const gone of ["leave", "member_left", "kick_user"]) {
      this.on(live, gone, ({ detail }) => this.#leave(detail.user));
    }
    this.on(this, "role-changed", ({ detail }) => this.#hosting(detail.role));
    this.on(this, "click", ({ target }) => this.#click(target));
  }

  disconnected() {
    cancelAnimationFrame(this.#due);
    this.#due = 0;
  }

  /** @param {{present: Present[], goals: Record<number, string>} | undefined} state */
  #replace(state) {
    if (!state) return;
    this.#roster.replace(state.present);
    this.#setOut(state.goals);
  }

  /** @param {Record<number, string>} goals */
  #setOut(goals) {
    this.#goals = goals;
    this.#changed();
  }

  /** @param {{user: User} & Partial<Present>} someone */
  #seat(someone) {
    this.#roster.seat(someone);
    this.#changed();
  }

  /** @param {User} user */
  #leave(user) {
    this.#roster.leave(user.id);
    this.#changed();
  }

  /** @param {string} role */
  #hosting(role) {
    this.dataset.role = role;
    this.#list.replaceChildren();
    this.#changed();
  }

  /** A thousand arrivals in one breath are drawn once. */
  #changed() {
    this.#due ||= requestAnimationFrame(() => {
      this.#due = 0;
      this.#draw();
    });
  }

  #draw() {
    const { seats, folded } = this.#roster.shown();
    if (seats.length === 0) return;
    const drawn = seats.map((someone) => this.#seatOf(someone));
    if (folded) drawn.push(this.#foldedSeat(folded));
    const same = drawn.every((seat, index) => this.#list.children[index] === seat);
    if (!same || drawn.length !== this.#list.children.length) this.#list.replaceChildren(...drawn);
    this.tell("present-changed", { count: this.#roster.size });
  }

  /** @param {Present} someone */
  #seatOf(someone) {
    const { id } = someone.user;
    /** @type {HTMLElement | null} */
    const known = this.#list.querySelector(`[data-person="${id}"]`);
    const seat = known ?? cloneOf(this.querySelector("template[data-of=seat]"));
    if (known) drawStatus(seat, someone.status);
    else drawSeat(seat, someone, { me: this.#me, mayKick: this.dataset.role === "host" });
    drawGoal(seat, this.#goals[id] ?? "");
    return seat;
  }

  /** @param {number} folded */
  #foldedSeat(folded) {
    const seat = cloneOf(this.querySelector("template[data-of=folded]"));
    seat.textContent = counted(folded, "+1", "+#");
    return seat;
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("[data-do=kick]") : null;
    const seat = /** @type {HTMLElement | null | undefined} */ (button?.closest(".seat"));
    if (seat) this.#kick(seat);
  }

  /** @param {HTMLElement} seat */
  async #kick(seat) {
    const name = seat.querySelector(".seat-name")?.textContent ?? "";
    const sure = await ask({
      title: `Remove ${name}?`,
      words: `${name} has to leave at once and can't come back for ten minutes.`,
      yes: "Remove",
    });
    if (!sure) return;
    try {
      await post(`/api/chat/rooms/${this.dataset.room}/kick/${seat.dataset.person}/`);
    } catch (refusal) {
      this.announce(/** @type {Error} */ (refusal).message, "error");
    }
  }
}

customElements.define("room-seats", RoomSeats);
