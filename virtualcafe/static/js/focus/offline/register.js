// Where browsers allow it (HTTPS, or this computer), the room of one's own is kept for the time
// without a network. After the page is there: nobody waits for it.

const READY_MS = 2_000;

export function keepForOffline() {
  if (!navigator.serviceWorker) return;
  const keep = () => setTimeout(() => register().catch(() => {}), READY_MS);
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep, { once: true });
}

/** On any page that needs it. */
export async function register() {
  await navigator.serviceWorker.register("/service-worker.js", { scope: "/" });
}
