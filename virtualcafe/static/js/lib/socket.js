// The one socket of this page. It connects once all modules of the page listen: what happened since
// the page was written is told first.
import { Connection } from "./connection.js";

const scheme = location.protocol === "https:" ? "wss" : "ws";

export const socket = new Connection(`${scheme}://${location.host}/ws/`, {
  open: (url, protocol) => new WebSocket(url, protocol),
  now: () => Date.now(),
  random: () => Math.random(),
  after: (done, ms) => {
    const timer = setTimeout(done, ms);
    return () => clearTimeout(timer);
  },
});

addEventListener("online", () => socket.wake());
addEventListener("offline", () => socket.state === "open" && socket.wake());
// An open socket keeps a page out of the back-forward cache.
addEventListener("pagehide", () => socket.rest());
addEventListener("pageshow", (event) => event.persisted && socket.wake());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  if (socket.state === "away" || socket.isSilent) socket.wake();
});

// The first of them comes after the page's modules, the other where they were fetched later.
addEventListener("DOMContentLoaded", () => socket.wake(), { once: true });
if (document.readyState === "complete") socket.wake();
else addEventListener("load", () => socket.state === "away" && socket.wake(), { once: true });
