// Tells the server where this person's day begins: in a cookie, and in forms that ask.

const YEAR = 60 * 60 * 24 * 365;

export function reportTimeZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
  document.cookie = `time_zone=${encodeURIComponent(zone)}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  for (const input of document.querySelectorAll("input[data-time-zone]")) {
    if (input instanceof HTMLInputElement && !input.value) input.value = zone;
  }
}
