// The tab's icon as a small ring: how much is left, in the colour of the phase.

const STEPS = 40;
const AROUND = 2 * Math.PI * 11;

/**
 * An address for the icon of a phase that is over by this share, from 0 to 1.
 *
 * @param {{gone: number, colour: string, paused: boolean}} shown
 */
export function tabIcon({ gone, colour, paused }) {
  const left = AROUND * (1 - Math.round(gone * STEPS) / STEPS);
  const sign = paused
    ? '<path d="M13 11v10m6-10v10" stroke-width="3"/>'
    : `<circle cx="16" cy="16" r="3" fill="${colour}" stroke="none"/>`;
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="${colour}">
<circle cx="16" cy="16" r="15" fill="#2e2019" stroke="none"/>
<circle cx="16" cy="16" r="11" stroke-width="5" stroke-opacity=".25"/>
<circle cx="16" cy="16" r="11" stroke-width="5" transform="rotate(-90 16 16)" stroke-dasharray="${left.toFixed(1)} 99"/>
${sign}</svg>`,
  )}`;
}

/**
 * @param {string | null} address null brings the page's own back
 */
export function showTabIcon(address) {
  const link = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"));
  if (!link) return;
  link.dataset.own ??= link.getAttribute("href") ?? "";
  const wanted = address ?? link.dataset.own;
  if (link.getAttribute("href") !== wanted) link.href = wanted;
}
