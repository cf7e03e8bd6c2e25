/**
 * Nobody answered a press: does anybody keep the time meanwhile?
 *
 * @param {HTMLElement} timer
 * @param {{action: string, form: HTMLFormElement}} detail
 */
export function anybodyStandsIn(timer, detail) {
  const asked = new CustomEvent("unreachable", { detail, bubbles: true, cancelable: true });
  return !timer.dispatchEvent(asked);
}
