// The page that a browser keeps for the time without a network was made for nobody: before its
// elements look at it, it learns whose it is and what ran at the café.
import { browserStore } from "../../lib/store.js";

// Its tokens are nobody's; the cookie has the one that holds.
for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.remove();

const timer = /** @type {HTMLElement | null} */ (document.querySelector("focus-timer"));
if (timer) {
  timer.dataset.serverTime = "";
  timer.dataset.me = browserStore.getItem("offline:person") ?? "";
  const served = JSON.parse(browserStore.getItem("offline:served") ?? "null");
  const ahead = Number(browserStore.getItem("offline:ahead")) || 0;
  if (served && Date.parse(served.ends_at) > Date.now() + ahead) {
    timer.dataset.timer = JSON.stringify(served);
    timer.dataset.serverTime = new Date(Date.now() + ahead).toISOString();
  }
}
