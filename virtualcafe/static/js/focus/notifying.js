import { register } from "./offline/register.js";

// Elsewhere, as on phones, only a service worker may show one.
const PAGES_MAY = "(any-pointer: fine)";
const pagesMay = () => matchMedia(PAGES_MAY).matches;

/** Whether this browser could show a notification, were it allowed to. */
export function canNotify() {
  return "Notification" in globalThis && ("serviceWorker" in navigator || pagesMay());
}

/**
 * The browser asks, so somebody has to have pressed.
 *
 * @returns {Promise<boolean>} whether notifications will be shown
 */
export async function askToNotify() {
  if ((await Notification.requestPermission()) !== "granted") return false;
  if (!pagesMay()) await register();
  return true;
}

/**
 * Show one; pressed, it brings the café back to the front. A newer one takes its place.
 *
 * @param {string} words
 */
export async function notify(words) {
  const options = { tag: "cafe-timer", data: location.pathname };
  const { serviceWorker } = navigator;
  const registered = await (pagesMay() ? serviceWorker?.getRegistration() : serviceWorker.ready);
  if (registered?.active) return registered.showNotification(words, options);
  const note = new Notification(words, options);
  note.addEventListener("click", () => {
    window.focus();
    note.close();
  });
}
