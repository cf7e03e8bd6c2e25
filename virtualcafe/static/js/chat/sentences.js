// Why a message was not taken, as a sentence.

/** @type {Record<string, string>} */
const SENTENCES = {
  muted: "You are muted in this room.",
  forbidden: "You can't write in this room any more.",
  not_found: "This room is not there any more.",
  too_large: "This message is too long.",
  unauthenticated: "You are signed out.",
  cid_conflict: "These words were changed on the way.",
};

/** What the server says to strangers; whoever just wrote here sat at the table a moment ago. */
const TO_STRANGERS = "Join this room first.";

/**
 * @param {{code: string, detail?: string}} refusal
 * @returns {string}
 */
export function sentenceOf({ code, detail }) {
  if (code === "forbidden" && detail && detail !== TO_STRANGERS) return detail;
  return SENTENCES[code] ?? (detail || "That didn't work.");
}
