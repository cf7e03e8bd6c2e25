// How long, how large and of what kind a file is, in the words of chat/templatetags/files.py.
import { counted } from "../lib/dom.js";

const UNITS = ["KB", "MB", "GB"];

/** @param {number} seconds */
export function minutes(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {number} bytes */
export function sizeWords(bytes) {
  if (bytes < 1024) return `${bytes}\u00a0bytes`;
  let amount = bytes / 1024;
  let unit = 0;
  for (; amount >= 1024 && unit < UNITS.length - 1; unit += 1) amount /= 1024;
  return `${amount.toFixed(1)}\u00a0${UNITS[unit]}`;
}

/**
 * The sign of a file.
 *
 * @param {string} name
 */
export function extension(name) {
  const ending = /[^.]\.([^.]{1,4})$/.exec(name)?.[1] ?? "file";
  return ending.toUpperCase();
}

/**
 * What a message says that is only files.
 *
 * @param {string[]} kinds
 */
export function inWords(kinds) {
  if (kinds.length === 0) return "";
  if (kinds.every((kind) => kind === "image")) {
    return counted(kinds.length, "a picture", "# pictures");
  }
  if (kinds.length === 1 && kinds[0] === "audio") return "a voice message";
  return counted(kinds.length, "a file", "# files");
}
