// The service worker. Before it the server puts OFFLINE: which version this is, the page for the time
// without a network, and the files that belong to it. It imports nothing.
//
// It answers for two kinds of addresses only: the café's static files, from the copy it took when it
// was installed, and the page /study/ when the network is gone: then with a page that was made for
// nobody. No page of a person is ever kept. A new one waits until the pages of the old are closed,
// so that those keep the files they were made with.

const world = /** @type {any} */ (globalThis);
/** @type {{version: string, shell: string, files: string[], hashed: boolean}} */
const { version, shell, files, hashed } = world.OFFLINE;
const PREFIX = "cafe-study-";
const CACHE = PREFIX + version;
const STUDY = "/study/";
const SIGN_OUT = "/logout/";
const KNOWN = new Set(files);

world.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(take()));
world.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(begin()));
world.addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin) return;
  const goes = mode === "navigate";
  if (method === "GET" && KNOWN.has(pathname)) event.respondWith(fromCopy(event.request));
  else if (method === "GET" && goes && pathname === STUDY) event.respondWith(study(event));
  else if (method === "POST" && goes && pathname === SIGN_OUT) event.waitUntil(forget());
});

world.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(bringBack(event.notification.data));
});

/**
 * The tab that stands at this address, or any of the café's, or a new one.
 *
 * @param {string} path
 */
async function bringBack(path) {
  const tabs = await world.clients.matchAll({ type: "window" });
  const there = tabs.find((/** @type {any} */ tab) => new URL(tab.url).pathname === path);
  if (there ?? tabs[0]) await (there ?? tabs[0]).focus();
  else await world.clients.openWindow(path);
}

async function take() {
  const cache = await caches.open(CACHE);
  await cache.addAll(files);
  // Without cookies it is the same page for everybody.
  const page = await fetch(shell, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error(`${shell} answered ${page.status}`);
  await cache.put(shell, page);
}

/** What was forgotten at a sign-out is there again with the next person. */
async function keep() {
  if (!(await caches.has(CACHE))) await take();
}

async function begin() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await world.clients.claim();
}

async function forget() {
  await caches.delete(CACHE);
}

/** @param {Request} request */
async function fromCopy(request) {
  const copy = () => caches.match(request.url, { cacheName: CACHE });
  if (hashed) return (await copy()) ?? fetch(request);
  // Under a plain name the file may be another by now.
  return fetch(request).catch(async (trouble) => (await copy()) ?? Promise.reject(trouble));
}

/** @param {any} event */
async function study(event) {
  try {
    const answer = await fetch(event.request);
    // Sent to the sign-in page: nobody is signed in any more, and nothing is to be left behind.
    const nobody = answer.type === "opaqueredirect";
    event.waitUntil(nobody ? forget() : keep());
    return answer;
  } catch (trouble) {
    const kept = await caches.match(shell, { cacheName: CACHE });
    if (!kept) throw trouble;
    return kept;
  }
}
