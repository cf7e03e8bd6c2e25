import { counted } from "../../lib/dom.js";
import { CafeElement } from "../../lib/element.js";
import { socket } from "../../lib/socket.js";
import { browserStore } from "../../lib/store.js";
import { requestOf } from "../countdown.js";
import "../focus-timer.js";
import { endOf, timerOf } from "./clock.js";
import { keeper } from "./here.js";
import { sendWaiting } from "./sending.js";

/** @typedef {import("../countdown.js").Timer} Timer */

/** The longest that a browser waits in one go. */
const LOOK_MS = 60_000;

/**
 * The room of one's own without a network: around <focus-timer>, for which it keeps the time while
 * the café can't be reached, and the words that say so. What was done is sent when it is back.
 */
export class OfflineStudy extends CafeElement {
  #stop = () => {};
  #sending = false;

  connected() {
    this.on(this, "unreachable", (event) => this.#takeOver(event));
    this.on(document, "submit", (event) => this.#submit(event), { capture: true });
    this.on(socket, "state", () => (socket.state === "open" ? this.#back() : this.#draw()));
    this.on(window, "storage", ({ key }) => key === "offline" && this.#draw());
    this.on(document, "visibilitychange", () => this.#draw());
    this.on(socket.stream("user"), "timer", ({ detail }) => this.#remember(detail.timer));
    if (this.#me) browserStore.setItem("offline:person", String(this.#me));
    if (!this.hasAttribute("data-shell"))
      this.#remember(JSON.parse(this.#timer.dataset.timer ?? ""));
    this.#draw();
    if (socket.state === "open") this.#back();
  }

  get #timer() {
    return /** @type {import("../focus-timer.js").FocusTimer} */ (this.inside("focus-timer"));
  }

  get #me() {
    return Number(this.#timer.dataset.me);
  }

  /** @param {CustomEvent} event of a press that nobody answered */
  #takeOver(event) {
    const { action, form } = event.detail;
    if (action !== "start" || !this.#me) return;
    event.preventDefault();
    this.#act(action, form);
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!keeper.clockOf(this.#me) || !this.#timer.contains(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    this.#act(button?.value || "start", form);
  }

  /**
   * @param {string} action
   * @param {HTMLFormElement} form
   */
  #act(action, form) {
    keeper.act(requestOf(action, new FormData(form)), this.#me);
    this.#draw();
  }

  /** The café is there again: it has what was done, and goes on with what comes. */
  #back() {
    browserStore.setItem("offline:ahead", String(Math.round(socket.clockOffset)));
    keeper.letGo();
    this.#draw();
  }

  async #send() {
    if (this.#sending || socket.state !== "open" || !keeper.waitingOf(this.#me).length) return;
    this.#sending = true;
    const { added, refused } = await sendWaiting({ tells: true });
    this.#sending = false;
    if (added)
      this.announce(counted(added, this.#word("added"), this.#word("added-all")), "success");
    for (const why of refused) this.announce(`${this.#word("refused")} ${why}`, "error");
    if (added || refused.length) this.#draw();
  }

  /**
   * Without a network a reload finds nothing but this browser: it knows what ran at the café.
   *
   * @param {Timer} timer
   */
  #remember(timer) {
    if (timer.state === "running" && timer.ends_at) {
      browserStore.setItem("offline:served", JSON.stringify(timer));
    } else {
      browserStore.removeItem("offline:served");
    }
  }

  #draw() {
    this.#stop();
    const clock = keeper.clockOf(this.#me);
    const end = clock && endOf(clock);
    const now = Date.now();
    this.#timer.standIn(clock && timerOf(clock, { me: this.#me, now }));
    this.#showGoal(clock?.goal);
    this.#say(clock !== null);
    const wait = end === null ? LOOK_MS : Math.min(Math.max(end - now, 0) + 1, LOOK_MS);
    if (clock) this.#stop = this.later(() => this.#draw(), wait);
    this.#send();
  }

  /** @param {string | undefined} goal */
  #showGoal(goal) {
    const place = this.querySelector("[data-goal]");
    if (place && goal !== undefined) place.textContent = goal;
  }

  /** @param {boolean} isOn */
  #say(isOn) {
    const waiting = keeper.waitingOf(this.#me).length;
    const isShell = this.hasAttribute("data-shell");
    const isBack = socket.state === "open";
    const local = isOn || (isShell && !isBack);
    const over = isShell && isBack && !isOn;
    this.inside("[data-offline-note]").hidden = !local && !over && waiting === 0;
    this.inside("[data-offline-word=local]").hidden = !local;
    this.inside("[data-offline-word=back]").hidden = !over;
    const kept = this.inside("[data-offline-word=waiting]");
    kept.hidden = waiting === 0;
    kept.textContent = counted(waiting, this.#word("one"), this.#word("several"));
  }

  /** @param {string} name */
  #word(name) {
    const words = /** @type {HTMLTemplateElement} */ (this.inside("template[data-of=offline]"));
    return words.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  }
}

customElements.define("offline-study", OfflineStudy);
