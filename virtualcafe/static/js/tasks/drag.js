import { placeAt } from "./order.js";

const LETS_GO = ["pointerup", "pointercancel", "lostpointercapture"];

/**
 * The row follows the pointer among its neighbours until it is let go; Escape puts it back. The
 * list holds the pointer: a row that is moved would lose it.
 *
 * @param {PointerEvent} press on the row
 * @param {HTMLElement} row
 * @param {AbortSignal} ended
 * @returns {Promise<void>} when it was let go
 */
export function drag(press, row, ended) {
  const list = /** @type {HTMLElement} */ (row.parentElement);
  const before = [...list.children];
  const letGo = new AbortController();
  const heard = { signal: AbortSignal.any([ended, letGo.signal]) };
  const end = () => letGo.abort();
  list.setPointerCapture(press.pointerId);
  row.dataset.state = "held";
  list.addEventListener("pointermove", ({ clientY }) => follow(list, row, clientY), heard);
  for (const type of LETS_GO) list.addEventListener(type, end, heard);
  /** @param {KeyboardEvent} event */
  const putBack = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    list.replaceChildren(...before);
    end();
  };
  document.addEventListener("keydown", putBack, { ...heard, capture: true });
  return new Promise((over) => {
    heard.signal.addEventListener("abort", () => {
      row.removeAttribute("data-state");
      over();
    });
  });
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 * @param {number} y
 */
function follow(list, row, y) {
  const others = [...list.children].filter((each) => each !== row);
  const boxes = others.map((each) => each.getBoundingClientRect());
  const next = others[placeAt(y, boxes)] ?? null;
  if (row.nextElementSibling !== next) list.insertBefore(row, next);
  row.scrollIntoView({ block: "nearest" });
}
