import { CafeElement } from "../lib/element.js";
import { browserStore } from "../lib/store.js";
import { Celebrated, Moments } from "./moments.js";

/** @typedef {import("./moments.js").Moment} Moment */

const LASTS_MS = 2_000;

/**
 * Two seconds of honey for a badge or a level. It covers nothing that is pressed, waits for the end
 * of a focus and for a tab that somebody looks at, and is said to a screen reader when there is time.
 */
export class CelebrationMoment extends CafeElement {
  #celebrated = new Celebrated(browserStore);
  #moments = new Moments(
    () => document.documentElement.dataset.phase !== "focus" && !document.hidden,
    (moment) => this.#celebrate(moment),
  );

  connected() {
    this.on(document, "visibilitychange", () => this.#moments.go());
    const phases = new MutationObserver(() => this.#moments.go());
    phases.observe(document.documentElement, { attributeFilter: ["data-phase"] });
    this.signal.addEventListener("abort", () => phases.disconnect());
  }

  /** @param {{achievement: {slug: string, name: string, earned_at: string}}} event */
  earned({ achievement: { slug, name, earned_at } }) {
    const sentence = this.dataset.badge;
    this.#moments.add({ key: `${slug}@${earned_at}`, title: name, sentence, badge: slug });
  }

  /** @param {{level: number, xp: number}} event */
  rose({ level, xp }) {
    const title = (this.dataset.level ?? "").replace("#", String(level));
    this.#moments.add({ key: `level-${level}@${xp}`, title });
  }

  /** @param {Moment} moment */
  async #celebrate(moment) {
    if (this.#celebrated.has(moment.key)) return this.#moments.done();
    this.#celebrated.add(moment.key);
    const picture = moment.badge ? await this.#medal(moment.badge) : null;
    this.replaceChildren(this.#drawn(moment, picture));
    this.later(() => this.#end(), LASTS_MS);
  }

  #end() {
    this.replaceChildren();
    this.#moments.done();
  }

  /**
   * @param {Moment} moment
   * @param {Element | null} picture
   */
  #drawn({ title, sentence }, picture) {
    const card = document.createElement("p");
    card.className = "celebration";
    const name = document.createElement("strong");
    name.textContent = title;
    const words = document.createElement("span");
    words.append(name, sentence ? ` ${sentence}` : "");
    card.append(picture ?? star(), words);
    return card;
  }

  /**
   * As the server draws it; without a network the star does.
   *
   * @param {string} slug
   */
  async #medal(slug) {
    try {
      const answer = await fetch(`/progress/badges/${encodeURIComponent(slug)}/`, {
        signal: AbortSignal.any([this.signal, AbortSignal.timeout(LASTS_MS)]),
      });
      if (!answer.ok) return null;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const drawing = page.querySelector("svg.medal");
      return drawing && document.importNode(drawing, true);
    } catch {
      return null;
    }
  }
}

function star() {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", "#icon-star");
  drawing.append(use);
  return drawing;
}

customElements.define("celebration-moment", CelebrationMoment);
