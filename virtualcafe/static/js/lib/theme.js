// Light, dark or auto: the attribute on <html> is the truth, the server rendered it.

/** @typedef {"light" | "dark" | "auto"} Theme */

const systemDark = () => matchMedia("(prefers-color-scheme: dark)");

/** @returns {Theme} */
export function chosenTheme() {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "auto";
}

/** @param {Theme} theme */
export function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

export function isDark() {
  const theme = chosenTheme();
  return theme === "auto" ? systemDark().matches : theme === "dark";
}

/**
 * Calls back when what is seen may have changed, by choice or by the system.
 *
 * @param {() => void} changed
 * @param {AbortSignal} signal
 */
export function onThemeChange(changed, signal) {
  systemDark().addEventListener("change", changed, { signal });
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  signal.addEventListener("abort", () => observer.disconnect());
}
