import { browserStore } from "../lib/store.js";

const KEY = "emoji-recent";
const MOST = 16;

/** What this browser's people picked last, newest first. @returns {string[]} */
export function recentEmoji(store = browserStore) {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

/** @param {string} emoji */
export function remember(emoji, store = browserStore) {
  const others = recentEmoji(store).filter((each) => each !== emoji);
  store.setItem(KEY, JSON.stringify([emoji, ...others].slice(0, MOST)));
}
