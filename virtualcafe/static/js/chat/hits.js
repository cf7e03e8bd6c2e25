import { cloneOf, one } from "../lib/dom.js";
import { clockTime, dayKey, dayLabel } from "../lib/times.js";

const MOST = 180;

/** @typedef {import("./wire.js").Message & {room?: {name: string} | null, snippet?: {text: string, mark: boolean}[]}} Hit */

/**
 * One message in a list of those that were found or pinned.
 *
 * @param {Element} panel with the blank one
 * @param {Hit} message
 */
export function drawnHit(panel, message) {
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
    ...piecesOf(message).map(({ text, mark }) => {
      if (!mark) return text;
      const marked = document.createElement("mark");
      marked.textContent = text;
      return marked;
    }),
  );
  return hit;
}

/**
 * What was looked for in its context; of a pin its beginning, and of a file its name.
 *
 * @param {Hit} message
 */
function piecesOf({ snippet, content, attachments }) {
  if (snippet?.length) return snippet;
  const words = content || (attachments ?? []).map(({ name }) => name).join(", ");
  const line = words.replace(/\s+/g, " ").trim();
  return [{ text: line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line, mark: false }];
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
