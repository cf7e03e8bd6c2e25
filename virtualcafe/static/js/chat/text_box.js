/**
 * Write at the caret, so that undo takes it back and the page hears of it.
 *
 * @param {HTMLTextAreaElement} box
 * @param {string} text
 * @param {{from?: number}} [options] what stands from there to the caret is replaced
 */
export function insertAt(box, text, { from = box.selectionStart } = {}) {
  box.setRangeText(text, from, box.selectionEnd, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
