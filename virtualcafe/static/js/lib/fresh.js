import { one } from "./dom.js";

/**
 * Show an element as the server would write it into this page now, with the keyboard where it was:
 * in the row with the same `data-key`, or at the page. Offline everything stays as it is.
 *
 * @param {HTMLElement} element found in the fresh page by its tag's name
 * @param {AbortSignal} signal
 */
export async function refresh(element, signal) {
  try {
    const answer = await fetch(location.href, { signal });
    if (!answer.ok || answer.redirected) return;
    replace(element, new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // Offline or gone: the next event asks again.
  }
}

/**
 * @param {HTMLElement} element
 * @param {Document} fresh
 */
function replace(element, fresh) {
  const twin = fresh.querySelector(element.localName);
  if (!twin) return;
  const held = document.activeElement;
  const row = /** @type {HTMLElement | null | undefined} */ (held?.closest("[data-key]"));
  const hadFocus = element.contains(held);
  element.replaceChildren(...[...twin.childNodes].map((node) => document.importNode(node, true)));
  if (!hadFocus) return;
  const again = row && element.querySelector(`[data-key="${row.dataset.key}"] :is(a, button)`);
  /** @type {HTMLElement} */ (again ?? one(document, "#main")).focus();
}
