const GAP = 6;
const PHONE = "(width < 40rem)";

/**
 * Put a popover beside a control and keep it on the screen; on a phone the sheet of the style sheet
 * stays where it is.
 *
 * @param {HTMLElement} popover that is open
 * @param {Element} control
 * @param {AbortSignal} signal
 */
export function besides(popover, control, signal) {
  const put = () => {
    if (matchMedia(PHONE).matches) popover.removeAttribute("style");
    else Object.assign(popover.style, placeFor(control.getBoundingClientRect(), popover));
  };
  put();
  addEventListener("resize", put, { signal });
}

/**
 * @param {DOMRect} control
 * @param {HTMLElement} popover
 */
function placeFor(control, { offsetWidth: width, offsetHeight: height }) {
  const below = control.bottom + GAP;
  const fits = below + height <= innerHeight - GAP;
  const top = fits ? below : Math.max(GAP, control.top - GAP - height);
  const left = Math.min(Math.max(GAP, control.right - width), innerWidth - width - GAP);
  return { inset: "auto", margin: "0", top: `${top}px`, left: `${left}px` };
}
