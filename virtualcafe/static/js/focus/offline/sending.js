// What was done without a café goes to it, once, when it is there again.
import { ApiError, get, post } from "../../lib/api.js";
import { browserStore } from "../../lib/store.js";
import { keeper } from "./here.js";

/** These may be over tomorrow; anything else that is refused stays refused. */
const PASSING = new Set(["offline", "unauthenticated", "forbidden", "rate_limited", "internal"]);

/**
 * @typedef {object} Sent
 * @property {number} added
 * @property {string[]} refused why, in sentences
 */

/**
 * Only what is of whoever is signed in now, and from one tab at a time; the cid makes twice once.
 * A page that can't tell why something was refused leaves it where it is.
 *
 * @param {{tells: boolean}} page
 * @returns {Promise<Sent>}
 */
export async function sendWaiting({ tells }) {
  const send = () => sendAll(tells).catch(() => ({ added: 0, refused: [] }));
  return navigator.locks ? navigator.locks.request("cafe-offline-sessions", send) : send();
}

/**
 * @param {boolean} tells
 * @returns {Promise<Sent>}
 */
async function sendAll(tells) {
  /** @type {Sent} */
  const sent = { added: 0, refused: [] };
  if (browserStore.getItem("offline") === null) return sent;
  const me = await get("/api/me/");
  for (const { person: _, ...session } of keeper.waitingOf(me.id)) {
    try {
      await post("/api/focus/sessions/", atTheCafe(session));
      sent.added += 1;
    } catch (refusal) {
      if (!(refusal instanceof ApiError) || PASSING.has(refusal.code)) break;
      if (!tells) continue;
      sent.refused.push(refusal.detail);
    }
    keeper.forget(session.cid);
  }
  return sent;
}

/**
 * By the café's clock, as far as this browser knows it.
 *
 * @param {import("./clock.js").Session} session
 */
function atTheCafe(session) {
  const ahead = Number(browserStore.getItem("offline:ahead")) || 0;
  /** @param {string} moment */
  const moved = (moment) => new Date(Date.parse(moment) + ahead).toISOString();
  return {
    ...session,
    started_at: moved(session.started_at),
    ended_at: moved(session.ended_at),
  };
}
