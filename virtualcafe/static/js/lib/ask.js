import { one } from "./dom.js";

/**
 * Ask before something that can't be undone. The dialog is the page's `dialog[data-ask]`.
 *
 * @param {{title: string, words: string, yes: string}} question
 * @returns {Promise<boolean>}
 */
export function ask({ title, words, yes }) {
  const dialog = /** @type {HTMLDialogElement} */ (one(document, "dialog[data-ask]"));
  one(dialog, "[data-ask-title]").textContent = title;
  one(dialog, "[data-ask-words]").textContent = words;
  one(dialog, "[data-ask-yes]").textContent = yes;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}
