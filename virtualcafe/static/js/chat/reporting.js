import { post } from "../lib/api.js";
import { one } from "../lib/dom.js";

/**
 * Ask what is wrong with a message and tell those who look after the café.
 *
 * @param {number} id
 * @returns {Promise<{words: string, tone: "success" | "error"} | null>} null when it was left
 */
export async function report(id) {
  const dialog = /** @type {HTMLDialogElement} */ (one(document, "dialog[data-report]"));
  const reason = /** @type {HTMLTextAreaElement} */ (one(dialog, "textarea"));
  reason.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener("close", closed, { once: true }));
  if (dialog.returnValue !== "yes") return null;
  try {
    await post("/api/reports/", { about: "message", id, reason: reason.value.trim() });
    return { words: "Thank you. Somebody will look at it.", tone: "success" };
  } catch (refusal) {
    const { detail } = /** @type {import("../lib/api.js").ApiError} */ (refusal);
    return { words: `Not reported. ${detail}`, tone: "error" };
  }
}
