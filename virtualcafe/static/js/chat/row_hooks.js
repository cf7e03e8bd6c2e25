/**
 * What else draws itself into a row, such as its files: `alsoDrawn.add((row, message) => …)` before
 * the first log connects. Rows that the server drew are not drawn again.
 *
 * @type {Set<(row: HTMLElement, message: import("./wire.js").Message) => void>}
 */
export const alsoDrawn = new Set();
