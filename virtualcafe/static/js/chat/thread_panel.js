import { cloneOf, one } from "../lib/dom.js";
import { templateOf } from "./row.js";

/**
 * A thread, with the same log and composer as the conversation it hangs in.
 *
 * @param {import("./chat-aside.js").ChatAside} aside
 * @param {{id: number, at?: number}} thread
 * @returns {HTMLElement}
 */
export function open(aside, { id, at }) {
  const { conversation } = aside;
  const template = /** @type {HTMLTemplateElement} */ (templateOf(aside, "thread"));
  // Set before the copy is made: its elements read where they stand while they are made.
  const { dataset } = one(template.content, "section");
  const { messages, role } = conversation.dataset;
  Object.assign(dataset, { thread: id, role, messages: `${messages}${id}/thread/` });
  one(template.content, "chat-log").dataset.at = at ? String(at) : "";
  const panel = cloneOf(template);
  aside.append(panel);
  one(panel, "textarea").focus({ preventScroll: true });
  return panel;
}
