import { get } from "../lib/api.js";
import { ask } from "../lib/ask.js";
import { counted, one } from "../lib/dom.js";
import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { clockTime } from "../lib/times.js";
import * as countdown from "./countdown.js";
import { showGoal } from "./shown_goal.js";
import { anybodyStandsIn } from "./stand_in.js";
// Hears this element's first second, so it is defined first.
import "./timer-signs.js";

/** @typedef {import("./countdown.js").Timer} Timer */

const GOES_OVER = new Set(["start", "join", "resume"]);

/**
 * The ring with its digits and controls, of a room (data-stream="room:…") or of one's own
 * (data-stream="user"). The server keeps the time; this draws it.
 */
export class FocusTimer extends CafeElement {
  #ring = this.inside(".ring");
  #progress = one(this, ".ring-progress");
  #digits = this.inside(".ring-time");
  #said = this.inside("[data-said]");
  #kept = this.inside("[data-kept]");
  #stream = this.dataset.stream ?? "user";
  /** How far the server was ahead when it wrote the page; the socket knows better. */
  #written = Date.parse(this.dataset.serverTime ?? "") - Date.now();
  /** @type {Timer} */
  #timer = JSON.parse(this.dataset.timer ?? "null");
  /** The café's own, also while another stands in for it. */
  #served = this.#timer;
  #isStoodIn = false;
  #isAsking = false;
  #viewer = {
    me: Number(this.dataset.me),
    standing: (this.dataset.traits ?? "").split(" "),
  };
  #stopTicking = () => {};

  connected() {
    this.#listen();
    this.#draw();
    this.#tellStatus();
  }

  #listen() {
    const live = socket.stream(this.#stream);
    this.on(live, "timer", ({ detail }) => this.#show(detail.timer));
    this.on(live, "subscribed", ({ detail }) => {
      if (detail.state?.timer) this.#show(detail.state.timer);
      this.#tellStatus();
    });
    this.on(live, "reset", () => this.#fetchOwn());
    this.on(socket.stream("user"), "session_finished", ({ detail }) => this.#keep(detail.session));
    this.on(socket, "state", () => socket.state === "open" && this.#fetchOwn());
    this.on(this, "submit", (event) => this.#submit(event));
    this.on(document, "goal-shown", ({ detail }) => showGoal(this, detail));
    this.on(this, "input", () => this.#tick());
    this.on(document, "visibilitychange", () => this.#draw());
  }

  get #now() {
    if (this.#isStoodIn) return Date.now();
    return Date.now() + (socket.clockOffset || this.#written || 0);
  }

  /** The stream of one's own has no state to be told: it is read. */
  async #fetchOwn() {
    if (this.#stream !== "user") return;
    const timer = await get("/api/focus/timer/").catch(() => null);
    if (timer) this.#show(timer);
  }

  /** @param {Timer} timer */
  #show(timer) {
    if (timer.version < this.#served.version) return;
    this.#served = timer;
    if (!this.#isStoodIn) this.#present(timer);
  }

  /**
   * Show this one, by this computer's clock, while the café can't be reached; null ends it.
   *
   * @param {Timer | null} timer
   */
  standIn(timer) {
    if (!timer && !this.#isStoodIn) return;
    this.#isStoodIn = timer !== null;
    this.#present(timer ?? this.#served);
  }

  /** @param {Timer} timer */
  #present(timer) {
    const before = this.#timer;
    this.#timer = timer;
    this.#draw();
    this.#tell(before);
  }

  /** @param {Timer} before */
  #tell(before) {
    const word = countdown.announcementOf(before, this.#timer);
    if (word) this.#said.textContent = this.#word(word);
    if (word === "focus") one(this.#kept, "span").textContent = "";
    const [was, is] = [before, this.#timer].map((each) => countdown.partOf(each, this.#viewer.me));
    if (was !== is && (was === "rests" || is === "rests")) this.#sayRest(is);
    if (word || was !== is) this.#tellStatus();
  }

  /** @param {string} part */
  #sayRest(part) {
    if (part !== "out") this.#said.textContent = this.#word(part === "rests" ? "rests" : "back");
  }

  /**
   * What was done stands there until the next begins.
   *
   * @param {{kind: string, minutes: number}} session
   */
  #keep({ kind, minutes }) {
    if (kind !== "focus") return;
    const words = counted(minutes, this.#word("minute"), this.#word("minutes"));
    one(this.#kept, "span").textContent = words;
    this.#drawKept();
  }

  #drawKept() {
    const { phase, state } = this.#timer;
    const focusing = phase === "focus" && state !== "idle";
    this.#kept.hidden = focusing || !one(this.#kept, "span").textContent;
  }

  get #part() {
    return countdown.partOf(this.#timer, this.#viewer.me);
  }

  /** The others see at one's seat whether one is in focus. */
  #tellStatus() {
    if (this.#stream === "user") return;
    const { phase, state } = this.#timer;
    const part = state === "idle" ? "out" : this.#part;
    const focuses = part === "in" && phase === "focus";
    const status = focuses ? "focus" : part === "out" ? "available" : "break";
    socket.cast({ type: "status", stream: this.#stream, status });
  }

  #draw() {
    const timer = this.#timer;
    const traits = countdown.traitsOf(timer, this.#viewer);
    this.dataset.phase = this.#ring.dataset.phase = timer.phase;
    this.#ring.dataset.state = timer.state;
    // Toasts wait for the break.
    document.documentElement.dataset.phase = timer.state === "running" ? timer.phase : "idle";
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-show]")
    )) {
      part.hidden = !countdown.fits(part.dataset.show ?? "", traits);
    }
    for (const number of ["cycle", "cycles"]) {
      for (const place of this.querySelectorAll(`[data-number=${number}]`)) {
        place.textContent = String(timer[/** @type {"cycle"} */ (number)]);
      }
    }
    this.#drawKept();
    this.#drawEnd();
    this.#tick();
  }

  #drawEnd() {
    const { state, ends_at } = this.#timer;
    for (const until of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-until]")
    )) {
      until.hidden = state !== "running" || !ends_at;
      if (ends_at) one(until, "time").textContent = clockTime(new Date(ends_at));
    }
  }

  /** What the form would start; whoever only watches has none. */
  get #chosen() {
    const form = this.querySelector("form.timer-start");
    return form instanceof HTMLFormElement
      ? countdown.chosenMinutes(new FormData(form))
      : undefined;
  }

  /** Draws the second that is, and comes back when the next begins. */
  #tick() {
    this.#stopTicking();
    const now = this.#now;
    const digits = countdown.shownDigits(this.#timer, now, this.#chosen);
    this.#digits.textContent = digits;
    this.#digits.toggleAttribute("data-long", digits.length > 5);
    const gone = countdown.share(this.#timer, now);
    this.#progress.setAttribute("stroke-dashoffset", String(gone));
    const takesPart = this.#part === "in";
    this.tell("timer-second", { timer: this.#timer, now, digits, gone, takesPart });
    const wait = countdown.untilNextSecond(this.#timer, now);
    if (wait !== null) this.#stopTicking = this.later(() => this.#tick(), wait + 1);
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const action = button?.value || "start";
    // Pressed twice in one go, it is meant once; minutes are added as often as asked.
    if (this.#isAsking && action !== "add") return;
    this.#isAsking = true;
    try {
      await this.#ask(action, form, button);
    } finally {
      this.#isAsking = false;
    }
  }

  /**
   * @param {string} action
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   */
  async #ask(action, form, button) {
    if (socket.state !== "open") {
      await this.#post(form, button);
      return;
    }
    if (GOES_OVER.has(action) && this.#part !== "in" && !(await this.#mayGoOver())) return;
    await this.#act(action, form, button);
  }

  /**
   * @param {string} action
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   */
  async #act(action, form, button) {
    const held = button === document.activeElement;
    button?.setAttribute("aria-busy", "true");
    try {
      const asked = countdown.requestOf(action, new FormData(form));
      const { timer } = await socket.send({ type: "timer", stream: this.#stream, ...asked });
      this.#show(timer);
    } catch (refusal) {
      this.announce(/** @type {{detail: string}} */ (refusal).detail, "error");
    } finally {
      button?.removeAttribute("aria-busy");
    }
    if (held && !button?.checkVisibility()) this.#focusControls();
  }

  /** The button that was pressed is gone; the keyboard stays with what took its place. */
  #focusControls() {
    const controls = /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-shortcut=Space]")
    );
    [...controls].find((control) => control.checkVisibility())?.focus();
  }

  /**
   * Without a socket the form goes its own way, but never to a page that can't be reached.
   *
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   */
  async #post(form, button) {
    const address = button?.getAttribute("formaction") ?? form.action;
    try {
      const answer = await fetch(address, { method: "POST", body: new FormData(form, button) });
      location.assign(answer.url);
    } catch {
      if (anybodyStandsIn(this, { action: button?.value || "start", form })) return;
      this.announce(this.#word("offline"), "warning");
    }
  }

  /** Whose time runs in another timer is asked before that one is settled. */
  async #mayGoOver() {
    const own = await get("/api/focus/timer/").catch(() => null);
    const place = own?.taking_part_in;
    if (!place || place.stream === this.#stream) return true;
    const words = place.stream === "user" ? "ask-own" : "ask-room";
    return ask({
      title: this.#word("ask-title"),
      words: this.#word(words).replace("#", place.name),
      yes: this.#word("ask-yes"),
    });
  }

  /** @param {string} name */
  #word(name) {
    const words = /** @type {HTMLTemplateElement} */ (this.inside("template[data-of=words]"));
    return words.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  }
}

customElements.define("focus-timer", FocusTimer);
