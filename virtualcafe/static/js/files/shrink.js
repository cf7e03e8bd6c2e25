// Pictures larger than the café keeps are made smaller before they go: it saves the way, and the
// server draws only what fits into its memory.

/** The longest side that is kept; chat/files/upload.py says the same. */
const LARGEST = 2_560;
const KINDS = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/bmp",
  "image/avif",
  "image/heic",
]);
/** Not drawn by the server: sent as a JPEG they are pictures and no downloads. */
const FOREIGN = new Set(["image/bmp", "image/avif", "image/heic"]);
const QUALITY = 0.9;

/**
 * The same picture, no larger than is kept; anything else as it is.
 *
 * @param {File} file
 * @returns {Promise<File>}
 */
export async function shrunk(file) {
  if (!KINDS.has(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
    if (scale === 1 && !FOREIGN.has(file.type)) return file;
    return await drawn(picture, scale, file);
  } catch {
    return file; // the server says what is wrong with it
  }
}

/**
 * @param {ImageBitmap} picture
 * @param {number} scale
 * @param {File} file
 */
async function drawn(picture, scale, file) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) return file;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const type = file.type === "image/png" ? "image/png" : "image/jpeg";
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, type, QUALITY));
  if (!blob) return file;
  const name = type === file.type ? file.name : file.name.replace(/(\.[^.]*)?$/, ".jpg");
  return new File([blob], name, { type });
}
