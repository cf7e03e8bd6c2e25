// What a page with a conversation needs of files at once; the rest comes with the first file.
import { alsoDrawn } from "../chat/row_hooks.js";
import { drawFiles } from "./draw.js";
import "./voice-player.js";
import "./file-tray.js";

alsoDrawn.add(drawFiles);

document.addEventListener("click", async (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  const link = /** @type {HTMLAnchorElement | null} */ (
    event.target.closest("a[data-do=view-file]")
  );
  if (!link) return;
  event.preventDefault();
  const { view } = await import("./viewer.js");
  view(link);
});
