// A line of the list of conversations.
import { inWords } from "../files/words.js";
import { drawAvatar, one } from "../lib/dom.js";
import { clockTime, dayKey, dayLabel } from "../lib/times.js";

/** @typedef {import("./wire.js").Thread} Thread */

const MOST = 99;
const EXCERPT = 120;
const A_WEEK_MS = 6 * 86_400_000;

/**
 * @param {HTMLElement} row
 * @param {Thread} thread
 */
export function drawThread(row, { id, stream, user, last_message, unread }) {
  row.dataset.stream = stream;
  one(row, "a").setAttribute("href", `/messages/${id}/`);
  drawAvatar(one(row, ".avatar"), user);
  one(row, ".thread-name").textContent = user.username;
  one(row, ".thread-words").textContent = wordsOf(last_message);
  one(row, "time").setAttribute("datetime", last_message?.created_at ?? "");
  drawTime(row, new Date());
  drawUnread(row, unread);
}

/** @param {Thread["last_message"]} message */
function wordsOf(message) {
  if (!message) return "";
  return message.content.slice(0, EXCERPT) || inWords(message.attachments.map(({ kind }) => kind));
}

/**
 * @param {HTMLElement} row
 * @param {Date} now
 */
export function drawTime(row, now) {
  const time = one(row, "time");
  const said = time.getAttribute("datetime");
  time.textContent = said ? timeWords(new Date(said), now) : "";
}

/**
 * @param {Date} said
 * @param {Date} now
 */
export function timeWords(said, now) {
  if (dayKey(said) === dayKey(now)) return clockTime(said);
  if (now.getTime() - said.getTime() < A_WEEK_MS) return dayLabel(said, now);
  const year = said.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return said.toLocaleDateString(undefined, { day: "numeric", month: "short", year });
}

/**
 * @param {HTMLElement} row
 * @param {number} unread
 */
export function drawUnread(row, unread) {
  one(row, ".badge").hidden = unread === 0;
  one(row, "[data-count]").textContent = unread > MOST ? `${MOST}+` : String(unread);
}
