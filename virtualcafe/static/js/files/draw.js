// The files of a message, drawn into its row from the server's own markup.
import { cloneOf, one } from "../lib/dom.js";
import { extension, minutes, sizeWords } from "./words.js";

/** @typedef {import("../chat/wire.js").Attachment} Attachment */

/**
 * @param {HTMLElement} row
 * @param {{attachments?: Attachment[]}} message
 */
export function drawFiles(row, { attachments = [] }) {
  const place = one(row, ".chat-files");
  const key = attachments.map(({ id }) => id).join();
  // An edit leaves the files alone, and a voice message goes on.
  if (place.dataset.files === key) return;
  place.dataset.files = key;
  if (!attachments.length) return place.replaceChildren();
  const list = document.createElement("ul");
  list.className = "files";
  list.append(...attachments.map(drawn));
  place.replaceChildren(list);
}

/** @param {Attachment} file */
function drawn(file) {
  if (file.kind === "image") return image(file);
  return file.kind === "audio" ? audio(file) : card(file);
}

/** @param {string} name */
function blank(name) {
  return cloneOf(document.querySelector(`file-tray template[data-of=${name}]`));
}

/** @param {Attachment} file */
function image(file) {
  const item = blank("file-image");
  const link = /** @type {HTMLAnchorElement} */ (one(item, "a"));
  link.href = file.url;
  link.dataset.name = file.name;
  const picture = /** @type {HTMLImageElement} */ (one(link, "img"));
  picture.width = file.width ?? 0;
  picture.height = file.height ?? 0;
  picture.alt = file.name;
  picture.src = file.thumb_url ?? file.url;
  return item;
}

/** @param {Attachment} file */
function audio(file) {
  const item = blank("file-audio");
  const player = one(item, "voice-player");
  player.dataset.src = file.url;
  player.dataset.duration = String(file.duration ?? "");
  /** @type {HTMLAudioElement} */ (one(player, "audio")).src = file.url;
  one(player, ".voice-time").textContent = minutes(file.duration ?? 0);
  return item;
}

/** @param {Attachment} file */
function card(file) {
  const item = blank("file-card");
  const link = /** @type {HTMLAnchorElement} */ (one(item, "a"));
  link.href = file.url;
  link.download = file.name;
  one(link, ".file-sign").textContent = extension(file.name);
  one(link, ".file-name").textContent = file.name;
  one(link, ".file-size").textContent = sizeWords(file.size);
  return item;
}
