// What every page of somebody who is signed in has: the one socket, the bell, who knocks.
import { socket } from "../lib/socket.js";
import { browserStore } from "../lib/store.js";
import "../chat/unread-mark.js";
import "../messages/message-badge.js";
import "../notifications/notification-bell.js";

/** A tab that nobody looks at lets go of its connection, so that many tabs don't use them up. */
const HIDDEN_MS = 20_000;
const KEEPS_IT = "room-page, focus-timer, [data-keeps-socket]";

const own = socket.stream("user");

/** Who asks to come into a room: fetched with the first of them, and then it reads who does. Where it
 * can't be fetched, the bell has counted them. */
const showRequests = () => import("../rooms/request-tray.js").catch(() => {});
own.addEventListener("notification", (event) => {
  if (detailOf(event).notification.kind === "join_request") showRequests();
});
own.addEventListener("reset", showRequests);
if (document.querySelector("join-answer, request-tray:not([data-unread='0'])")) showRequests();

/** What is celebrated, and how: fetched with the first of them. */
own.addEventListener("achievement", async (event) =>
  (await celebration())?.earned(detailOf(event)),
);
own.addEventListener("level_up", async (event) => (await celebration())?.rose(detailOf(event)));

/** @type {Promise<import("../progress/celebration-moment.js").CelebrationMoment | null> | null} */
let place = null;

/** One promise, so that what waits for it comes in its order. */
function celebration() {
  place ??= import("../progress/celebration-moment.js").then(({ CelebrationMoment }) => {
    const found = document.querySelector("celebration-moment");
    return found instanceof CelebrationMoment ? found : null;
  });
  return place;
}

/** @param {Event} event */
function detailOf(event) {
  return /** @type {CustomEvent} */ (event).detail;
}

// What was done without a network comes home with whichever page is opened first.
if (browserStore.getItem("offline") !== null && !document.querySelector("offline-study")) {
  import("../focus/offline/sending.js").then(({ sendWaiting }) => sendWaiting({ tells: false }));
}

let resting = 0;

function settle() {
  clearTimeout(resting);
  if (document.visibilityState === "visible" || document.querySelector(KEEPS_IT)) return;
  resting = window.setTimeout(() => socket.rest(), HIDDEN_MS);
}

document.addEventListener("visibilitychange", settle);
settle();
