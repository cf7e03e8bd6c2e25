import { one } from "./dom.js";

/** Each answer writes the same token in other letters. */
const TOKEN = /(name="csrfmiddlewaretoken" value=")[^"]*/g;

/**
 * Show an element as the server would write it now, with the keyboard where it was: at what has
 * the same `data-key`, or in the row that has it, or else at the page. Offline everything stays as
 * it is; so it does where nothing changed, or a button pressed just now would be gone before it is
 * let go.
 *
 * @param {HTMLElement} element
 * @param {AbortSignal} signal
 * @param {object} [from]
 * @param {string} [from.address] where it is written; this page
 * @param {string} [from.part] which it is there; the first of its tag
 * @param {() => HTMLElement | null | undefined} [from.otherwise] where the keyboard goes when what
 *   it was at is gone
 * @param {() => boolean} [from.held] while it is, nothing is drawn: whoever lets go asks again
 */
export async function refresh(element, signal, from = {}) {
  try {
    const answer = await fetch(from.address ?? location.href, { signal });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const twin = fresh.querySelector(from.part ?? element.localName);
    if (!twin || signal.aborted || from.held?.() || shown(twin) === shown(element)) return;
    replace(element, twin, from.otherwise);
  } catch {
    // Offline or gone: the next event asks again.
  }
}

/** @param {Element} element */
const shown = (element) => element.innerHTML.replace(TOKEN, "$1");

/**
 * @param {HTMLElement} element
 * @param {Element} twin
 * @param {() => HTMLElement | null | undefined} [otherwise]
 */
function replace(element, twin, otherwise) {
  const held = document.activeElement;
  const key = /** @type {HTMLElement | null | undefined} */ (held?.closest("[data-key]"))?.dataset
    .key;
  const hadFocus = element.contains(held);
  element.replaceChildren(...[...twin.childNodes].map((node) => document.importNode(node, true)));
  if (!hadFocus) return;
  const again = key && keyed(element, key);
  (again || otherwise?.() || one(document, "#main")).focus();
}

/**
 * @param {HTMLElement} element
 * @param {string} key
 */
function keyed(element, key) {
  const found = `[data-key="${key}"]`;
  const controls = element.querySelectorAll(
    `${found}:is(a, button, input), ${found} :is(a, button)`,
  );
  return /** @type {HTMLElement | undefined} */ (
    [...controls].find((each) => each.checkVisibility())
  );
}
