// What lies over the room and most visits never open: fetched with the first press that wants it.

const PARTS = {
  invite: { name: "room-invite", fetch: () => import("./room-invite.js") },
  people: { name: "people-panel", fetch: () => import("./people-panel.js") },
};

document.addEventListener("click", async (event) => {
  const { target } = event;
  const link = target instanceof Element ? target.closest("a[data-do]") : null;
  const part = link && PARTS[/** @type {keyof typeof PARTS} */ (link.getAttribute("data-do"))];
  if (!part || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    await part.fetch();
  } catch {
    location.assign(/** @type {HTMLAnchorElement} */ (link).href);
    return;
  }
  // Pressed twice while it came.
  if (document.querySelector(":modal")) return;
  /** @type {(HTMLElement & {open: () => void}) | null} */ (
    document.querySelector(part.name)
  )?.open();
});
