import { get } from "../lib/api.js";
import { cloneOf, one } from "../lib/dom.js";
import { socket } from "../lib/socket.js";
import { drawnHit } from "./hits.js";
import { templateOf } from "./row.js";

/**
 * What the host wants everybody to find again.
 *
 * @param {import("./chat-aside.js").ChatAside} aside
 * @returns {HTMLElement}
 */
export function open(aside) {
  const panel = cloneOf(templateOf(aside, "pins"));
  const { stream = "" } = aside.conversation.dataset;
  const read = () => draw(panel);
  const closing = new AbortController();
  const live = socket.stream(stream);
  for (const changed of ["message_pinned", "message_edited", "message_deleted"]) {
    live.addEventListener(changed, () => (panel.isConnected ? read() : closing.abort()), {
      signal: closing.signal,
    });
  }
  panel.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLElement | null} */ (target.closest(".chat-hit a"));
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    aside.jump(Number(link.dataset.id));
  });
  aside.append(panel);
  one(panel, "h2").focus();
  read();
  return panel;
}

/** @param {HTMLElement} panel */
async function draw(panel) {
  const line = one(panel, ".chat-found");
  const list = one(panel, ".chat-hits");
  try {
    const { results } = await get(`${panel.dataset.api}?pinned=true&limit=100`);
    list.replaceChildren(
      ...results.map((/** @type {import("./hits.js").Hit} */ pin) => drawnHit(panel, pin)),
    );
    line.textContent = results.length ? "" : (line.dataset.none ?? "");
  } catch {
    line.textContent = line.dataset.trouble ?? "";
  }
}
