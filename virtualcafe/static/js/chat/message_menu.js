// The menu of a message: beside its button, or a sheet from below on a phone.
import { besides } from "./floating.js";

/**
 * @param {HTMLElement} menu with popover and role=menu
 * @param {object} options
 * @param {HTMLElement} options.row
 * @param {HTMLElement} options.control that opened it
 * @param {Set<string>} options.offers
 * @returns {Promise<HTMLElement | null>} the item that was chosen
 */
export function openMenu(menu, { row, control, offers }) {
  offer(menu, row, offers);
  const closing = new AbortController();
  const { signal } = closing;
  return new Promise((answer) => {
    /** @type {HTMLElement | null} */
    let chosen = null;
    menu.addEventListener("keydown", (event) => walk(event, menu), { signal });
    menu.addEventListener(
      "click",
      ({ target }) => {
        chosen = /** @type {Element} */ (target).closest("[role=menuitem]");
        if (chosen) menu.hidePopover();
      },
      { signal },
    );
    menu.addEventListener(
      "toggle",
      (event) => {
        if (/** @type {ToggleEvent} */ (event).newState === "open") return;
        closing.abort();
        control.removeAttribute("aria-expanded");
        if (document.activeElement === document.body || menu.contains(document.activeElement)) {
          row.focus({ preventScroll: true });
        }
        // Links go their own way.
        answer(chosen?.matches("a") ? null : chosen);
      },
      { signal },
    );
    menu.showPopover();
    control.ariaExpanded = "true";
    besides(menu, control, signal);
    items(menu)[0]?.focus();
  });
}

/**
 * @param {HTMLElement} menu
 * @param {HTMLElement} row
 * @param {Set<string>} offers
 */
function offer(menu, row, offers) {
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll("[data-do]"))) {
    item.hidden = !offers.has(item.dataset.do ?? "");
  }
  for (const words of /** @type {NodeListOf<HTMLElement>} */ (
    menu.querySelectorAll("[data-of-pinned]")
  )) {
    words.hidden = (words.dataset.ofPinned === "yes") !== "pinned" in row.dataset;
  }
  const author = row.querySelector(".chat-author")?.textContent ?? "";
  const query = new URLSearchParams({ to: author, about: row.dataset.id ?? "" });
  menu.querySelector("[data-do=private]")?.setAttribute("href", `/messages/?${query}`);
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} menu
 */
function walk(event, menu) {
  const all = items(menu);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const quick = all.filter((item) => item.closest("[role=group]")).length;
  const to = {
    ArrowDown: at < quick ? quick : at + 1,
    ArrowUp: at === quick ? 0 : at < quick ? all.length - 1 : at - 1,
    ArrowRight: at < quick - 1 ? at + 1 : at,
    ArrowLeft: at > 0 && at < quick ? at - 1 : at,
    Home: 0,
    End: all.length - 1,
  }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  all[(to + all.length) % all.length]?.focus();
}

/**
 * @param {HTMLElement} menu
 * @returns {HTMLElement[]}
 */
function items(menu) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll("[role=menuitem]"));
  return [...all].filter(({ hidden }) => !hidden);
}
