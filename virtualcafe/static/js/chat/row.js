// Drawing one message into the row that the server's own partial made.
import { drawAvatar, one } from "../lib/dom.js";
import { sanitisedNodes } from "../lib/sanitised.js";
import { clockTime, fullTime } from "../lib/times.js";

/** @typedef {import("./wire.js").Message} Message */

const DELETED = "This message was deleted.";

/**
 * @param {HTMLElement} row
 * @param {Message} message
 * @param {number} me
 */
export function drawMessage(row, message, me) {
  row.id = `message-${message.id}`;
  Object.assign(row.dataset, { id: message.id, seq: message.seq, cid: message.cid });
  row.dataset.state = message.deleted ? "deleted" : "posted";
  drawHead(row, message.sender, message.created_at, me);
  drawReply(row, message.reply_to);
  drawWords(row, message);
  if (message.sender.id === me) row.dataset.content = message.content;
  one(row, ".chat-status").replaceChildren();
}

/**
 * A message that only this page knows.
 *
 * @param {HTMLElement} row
 * @param {{cid: string, content: string}} item
 * @param {{id: number, username: string, avatar_url: string | null}} me
 */
export function drawPending(row, item, me) {
  row.dataset.cid = item.cid;
  row.dataset.state = "pending";
  drawHead(row, me, new Date().toISOString(), me.id);
  one(row, ".chat-body").textContent = item.content;
}

/**
 * What an edit or a deletion changes.
 *
 * @param {HTMLElement} row
 * @param {Message} message
 */
export function drawWords(row, message) {
  const body = one(row, ".chat-body");
  one(row, ".chat-edited").hidden = !message.edited_at || message.deleted;
  if (message.deleted) {
    row.dataset.state = "deleted";
    delete row.dataset.content;
    body.textContent = DELETED;
    return;
  }
  body.replaceChildren(sanitisedNodes(message.html));
  if ("own" in row.dataset) row.dataset.content = message.content;
}

/**
 * The server writes UTC; here stands the reader's own time.
 *
 * @param {HTMLElement} row
 */
export function localise(row) {
  const time = /** @type {HTMLTimeElement} */ (one(row, "time"));
  const date = new Date(time.dateTime);
  time.textContent = clockTime(date);
  time.title = fullTime(date);
}

/** @param {HTMLElement} row */
export function saidIn(row) {
  const time = /** @type {HTMLTimeElement} */ (one(row, "time"));
  return { sender: Number(row.dataset.sender), at: new Date(time.dateTime) };
}

/**
 * @param {HTMLElement} row
 * @param {{id: number, username: string, avatar_url: string | null}} sender
 * @param {string} at
 * @param {number} me
 */
function drawHead(row, sender, at, me) {
  row.dataset.sender = String(sender.id);
  row.toggleAttribute("data-own", sender.id === me);
  drawAvatar(one(row, ".avatar"), sender);
  one(row, ".chat-author").textContent = sender.username;
  /** @type {HTMLTimeElement} */ (one(row, "time")).dateTime = at;
  localise(row);
}

/**
 * @param {HTMLElement} row
 * @param {Message["reply_to"]} reply
 */
function drawReply(row, reply) {
  const link = /** @type {HTMLAnchorElement} */ (one(row, ".chat-reply"));
  link.hidden = !reply;
  if (!reply) return;
  link.href = `#message-${reply.id}`;
  link.textContent = `${reply.sender.username}: ${reply.excerpt}`;
}
