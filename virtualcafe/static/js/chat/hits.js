import { cloneOf, one } from "../lib/dom.js";
import { clockTime, dayKey, dayLabel } from "../lib/times.js";
import { markedParts } from "./marked.js";

/** @typedef {import("./wire.js").Message & {room?: {name: string, code: string} | null}} Hit */

/**
 * One message in a list of those that were found or pinned.
 *
 * @param {Element} panel with the blank one
 * @param {Hit} message
 * @param {string} query
 */
export function drawnHit(panel, message, query) {
  const hit = cloneOf(panel.querySelector("template[data-of=hit]"));
  const link = /** @type {HTMLAnchorElement} */ (one(hit, "a"));
  link.href = addressOf(message);
  Object.assign(link.dataset, { stream: message.stream, id: message.id });
  one(hit, ".chat-author").textContent = message.sender.username;
  const time = /** @type {HTMLTimeElement} */ (one(hit, "time"));
  time.dateTime = message.created_at;
  time.textContent = whenWords(new Date(message.created_at), new Date());
  one(hit, ".chat-hit-where").textContent = message.room?.name ?? "";
  one(hit, ".chat-hit-words").replaceChildren(
    ...markedParts(wordsOf(message), query).map(({ words, marked }) => {
      if (!marked) return words;
      const mark = document.createElement("mark");
      mark.textContent = words;
      return mark;
    }),
  );
  return hit;
}

/**
 * A file without words is found by its name.
 *
 * @param {Hit} message
 */
function wordsOf({ content, attachments }) {
  return content || (attachments ?? []).map(({ name }) => name).join(", ");
}

/** @param {Hit} message */
export function addressOf({ stream = "", id }) {
  const [kind, key] = stream.split(":");
  const page = kind === "private" ? `/messages/${key}/` : `/rooms/${key}/`;
  return `${page}?message=${id}`;
}

/**
 * @param {Date} date
 * @param {Date} now
 */
function whenWords(date, now) {
  return dayKey(date) === dayKey(now) ? clockTime(date) : dayLabel(date, now);
}
