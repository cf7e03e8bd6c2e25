// Which key means which control. Controls name their key themselves: data-shortcut="n", "Space", "?".

const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const PRESSABLE = "button, a[href], summary, [role=button]";

/** So long after a letter the next one belongs to the same words. */
const WORDS_MS = 1_500;

/**
 * Whether what is pressed goes on with words whose field was taken away under the hand, as when a
 * timer that somebody else started puts it away: such letters are nobody's shortcuts.
 */
export class VanishedField {
  #typedAt = -Infinity;

  /**
   * @param {Pick<KeyboardEvent, "key" | "timeStamp" | "ctrlKey" | "metaKey" | "altKey">} press
   * @param {{matches(selector: string): boolean} | null} focused
   */
  goesOn(press, focused) {
    if (isCombined(press)) return false;
    const { key, timeStamp } = press;
    const types = focused?.matches(TYPING) ?? false;
    const goesOn = !types && key.length === 1 && timeStamp - this.#typedAt < WORDS_MS;
    this.#typedAt = key.length === 1 && (types || goesOn) ? timeStamp : -Infinity;
    return goesOn;
  }

  /** The person left it. */
  left() {
    this.#typedAt = -Infinity;
  }
}

/** @param {Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "altKey">} press */
const isCombined = (press) => press.ctrlKey || press.metaKey || press.altKey;

/**
 * The name a control would carry for this press, or null when the press belongs to somebody else:
 * to text being typed, to a browser's own combination, or to the focused button.
 *
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "defaultPrevented">} press
 * @param {{matches(selector: string): boolean} | null} focused
 */
export function shortcutOf(press, focused) {
  if (press.defaultPrevented || press.isComposing) return null;
  if (isCombined(press)) return null;
  if (focused?.matches(TYPING)) return null;
  if (press.key === " ") return focused?.matches(PRESSABLE) ? null : "Space";
  return press.key.length === 1 ? press.key.toLowerCase() : null;
}
