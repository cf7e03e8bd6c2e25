// Drawing one message into the row that the server's own partial made.
import { cloneOf, counted, drawAvatar, one } from "../lib/dom.js";
import { sanitisedNodes } from "../lib/sanitised.js";
import { clockTime, fullTime } from "../lib/times.js";
import { isMine, reactionWords } from "./reactions.js";
import { alsoDrawn } from "./row_hooks.js";

/** @typedef {import("./wire.js").Message} Message */

const DELETED = "This message was deleted.";

/**
 * @param {HTMLElement} row
 * @param {Message} message
 * @param {import("./place.js").Place} place
 */
export function drawMessage(row, message, place) {
  // In a thread its root stands for a second time.
  if (!place.thread) row.id = `message-${message.id}`;
  Object.assign(row.dataset, { id: message.id, seq: message.seq, cid: message.cid });
  row.dataset.state = message.deleted ? "deleted" : "posted";
  drawHead(row, message.sender, message.created_at, place.me.id);
  drawReply(row, message.reply_to, place.page);
  drawWords(row, message);
  drawReactions(row, message.reactions ?? [], place);
  drawThread(row, message.thread_count ?? 0);
  drawPin(row, message.pinned ?? false);
  for (const link of row.querySelectorAll("a.chat-more, a.chat-thread")) {
    link.setAttribute("href", `${place.page}messages/${message.id}/`);
  }
  one(row, ".chat-status").replaceChildren();
}

/**
 * A message that only this page knows.
 *
 * @param {HTMLElement} row
 * @param {import("./outbox.js").Item} item
 * @param {import("./place.js").Place} place
 */
export function drawPending(row, item, { me, page }) {
  row.dataset.cid = item.cid;
  row.dataset.state = "pending";
  drawHead(row, me, new Date().toISOString(), me.id);
  drawReply(row, item.reply ?? null, page);
  one(row, ".chat-body").textContent = item.content;
  for (const draw of alsoDrawn) draw(row, /** @type {any} */ (item));
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
  if (message.deleted) return wipe(row, body);
  body.replaceChildren(sanitisedNodes(message.html));
  if ("own" in row.dataset) row.dataset.content = message.content;
  for (const draw of alsoDrawn) draw(row, message);
}

/**
 * Its place stays, and so does a thread under it.
 *
 * @param {HTMLElement} row
 * @param {HTMLElement} body
 */
function wipe(row, body) {
  row.dataset.state = "deleted";
  delete row.dataset.content;
  delete row.dataset.called;
  body.textContent = DELETED;
  drawPin(row, false);
  for (const part of row.querySelectorAll(".chat-more, .chat-unfold")) part.remove();
  for (const part of row.querySelectorAll(".chat-files, .chat-reactions")) part.replaceChildren();
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
 * @param {string} page
 */
function drawReply(row, reply, page) {
  const link = /** @type {HTMLAnchorElement} */ (one(row, ".chat-reply"));
  link.hidden = !reply;
  if (!reply) return;
  link.href = `${page}?message=${reply.id}`;
  link.dataset.to = String(reply.id);
  link.textContent = `${reply.sender.username}: ${reply.excerpt}`;
}

/**
 * @param {HTMLElement} row
 * @param {import("./wire.js").Reaction[]} reactions
 * @param {import("./place.js").Place} place
 */
function drawReactions(row, reactions, place) {
  one(row, ".chat-reactions").replaceChildren();
  for (const reaction of reactions) drawReaction(row, reaction, place);
}

/**
 * @param {HTMLElement} row
 * @param {import("./reactions.js").Reacted | import("./wire.js").Reaction} told
 * @param {import("./place.js").Place} place
 */
export function drawReaction(row, told, { me, section }) {
  const bar = one(row, ".chat-reactions");
  const count = told.count ?? told.users?.length ?? 0;
  /** @type {HTMLElement | null} */
  let button = bar.querySelector(`[data-emoji="${CSS.escape(told.emoji)}"]`);
  if (!count) return button?.remove();
  if (!button) {
    button = cloneOf(templateOf(section, "reaction"));
    button.dataset.emoji = told.emoji;
    one(button, ".reaction-sign").textContent = told.emoji;
    bar.append(button);
  }
  one(button, ".numbers").textContent = String(count);
  button.ariaPressed = String(isMine(told, me.id, button.ariaPressed === "true"));
  button.title = button.ariaLabel = reactionWords({ ...told, count });
}

/**
 * @param {HTMLElement} row
 * @param {number} count of replies in the thread under it
 * @param {number} [waiting] of them that this person hasn't seen
 */
export function drawThread(row, count, waiting = 0) {
  const link = one(row, ".chat-thread");
  link.dataset.count = String(count);
  link.hidden = count === 0;
  link.toggleAttribute("data-waiting", waiting > 0);
  const words = counted(count, "1 reply", "# replies");
  one(link, "span").textContent = waiting ? `${words}, ${waiting} new` : words;
}

/** @param {HTMLElement} row */
export function repliesUnder(row) {
  return Number(one(row, ".chat-thread").dataset.count);
}

/**
 * @param {HTMLElement} row
 * @param {boolean} pinned
 */
export function drawPin(row, pinned) {
  row.toggleAttribute("data-pinned", pinned);
  one(row, ".chat-pin").hidden = !pinned;
}

/**
 * A part that may stand in the section, or once in the page for all its conversations.
 *
 * @param {Element} section
 * @param {string} name
 */
export function templateOf(section, name) {
  const selector = `template[data-of=${name}]`;
  return section.querySelector(selector) ?? document.querySelector(selector);
}
