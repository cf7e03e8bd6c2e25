// The ring in a small window over all others, where the browser has such windows.

/** @type {Window | null} */
let shown = null;

/** @returns {{requestWindow(size: object): Promise<Window>} | undefined} */
const pictures = () => /** @type {any} */ (globalThis).documentPictureInPicture;

export function canFloat() {
  return Boolean(pictures());
}

/**
 * Open it, or close the one that is open.
 *
 * @param {HTMLElement} ring
 * @param {() => void} closed
 */
export async function toggleFloat(ring, closed) {
  if (shown) {
    shown.close();
    return;
  }
  shown = (await pictures()?.requestWindow({ width: 260, height: 260 })) ?? null;
  if (!shown) return;
  dress(shown.document);
  drawFloat(ring);
  shown.addEventListener("pagehide", () => {
    shown = null;
    closed();
  });
}

/** @param {HTMLElement} ring as it is now */
export function drawFloat(ring) {
  shown?.document.body.replaceChildren(ring.cloneNode(true));
}

/** @param {Document} page */
function dress(page) {
  const { lang, dir, dataset } = document.documentElement;
  Object.assign(page.documentElement, { lang, dir });
  page.documentElement.dataset.theme = dataset.theme;
  page.title = document.title;
  page.body.className = "ring-afloat";
  const styles = document.querySelectorAll("link[rel=stylesheet]");
  page.head.append(...[...styles].map((style) => style.cloneNode()));
}
