// Which key means which control. Controls name their key themselves: data-shortcut="n", "Space", "?".

const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const PRESSABLE = "button, a[href], summary, [role=button]";

/**
 * The name a control would carry for this press, or null when the press belongs to somebody else:
 * to text being typed, to a browser's own combination, or to the focused button.
 *
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "defaultPrevented">} press
 * @param {{matches(selector: string): boolean} | null} focused
 */
export function shortcutOf(press, focused) {
  if (press.defaultPrevented || press.isComposing) return null;
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (focused?.matches(TYPING)) return null;
  if (press.key === " ") return focused?.matches(PRESSABLE) ? null : "Space";
  return press.key.length === 1 ? press.key.toLowerCase() : null;
}
