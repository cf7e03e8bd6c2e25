// What lies between the things: light, haze, clouds and the grain of the paper.
import { css } from "./colour.js";
import { seeded } from "./random.js";

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import("./catalogue.js").Size} Size */
/** @typedef {import("./colour.js").Colour} Colour */

const GRAIN = 160;

/**
 * Computed point by point on a small canvas and stretched: soft, and as cheap as it is small.
 * Coordinates are in heights of the picture, so that shapes keep their form at any width.
 *
 * @param {Context} context
 * @param {{x?: number, y?: number, width: number, height: number}} place
 * @param {{rows: number, at: (x: number, y: number, point: number[]) => void}} look
 *     `at` writes red, green, blue and alpha, 0 to 255 each
 * @returns {Iterable<void>}
 */
export function* field(context, { x = 0, y = 0, width, height }, { rows, at }) {
  const high = Math.max(2, Math.min(rows, Math.round(height / 2)));
  const wide = Math.max(2, Math.round((high * width) / height));
  const [small, painter] = smallCanvas(wide, high);
  const image = painter.createImageData(wide, high);
  const point = [0, 0, 0, 255];
  for (let row = 0; row < high; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      at((column + 0.5) / high, (row + 0.5) / high, point);
      image.data.set(point, (row * wide + column) * 4);
    }
    if (row % 8 === 7) yield;
  }
  painter.putImageData(image, 0, 0);
  stretch(context, small, { x, y, width, height });
  yield;
}

/**
 * Drawn small and stretched: a blur that costs nothing and works in every browser.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {number} times smaller
 * @param {(painter: Context) => void} draw in units of the whole picture
 */
export function soften(context, { width, height }, times, draw) {
  const [small, painter] = smallCanvas(Math.ceil(width / times), Math.ceil(height / times));
  painter.scale(small.width / width, small.height / height);
  draw(painter);
  stretch(context, small, { x: 0, y: 0, width, height });
}

/**
 * Light that adds to what is there.
 *
 * @param {Context} context
 * @param {{x: number, y: number, radius: number, colour: Colour, strength: number}} light
 */
export function glow(context, { x, y, radius, colour, strength }) {
  const light = context.createRadialGradient(x, y, 0, x, y, radius);
  // Falls off like light in mist: fast at first, and long.
  for (let step = 0; step <= 8; step += 1) {
    light.addColorStop(step / 8, css(colour, strength * (1 - step / 8) ** 2.6));
  }
  context.globalCompositeOperation = "screen";
  context.fillStyle = light;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  context.globalCompositeOperation = "source-over";
}

/**
 * A band of haze, thickest at `y`.
 *
 * @param {Context} context
 * @param {number} width
 * @param {{y: number, thick: number, colour: Colour, strength: number}} band
 */
export function haze(context, width, { y, thick, colour, strength }) {
  const mist = context.createLinearGradient(0, y - thick, 0, y + thick);
  for (let step = 0; step <= 8; step += 1) {
    const near = Math.sin((step / 8) * Math.PI) ** 2;
    mist.addColorStop(step / 8, css(colour, strength * near));
  }
  context.fillStyle = mist;
  context.fillRect(0, y - thick, width, thick * 2);
}

/**
 * Dim the corners, so that the eye rests in the middle.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {Colour} colour
 * @param {number} strength
 */
export function vignette(context, { width, height }, colour, strength) {
  const reach = Math.hypot(width, height) / 2;
  const dark = context.createRadialGradient(
    width / 2,
    height / 2,
    reach * 0.45,
    width / 2,
    height / 2,
    reach,
  );
  dark.addColorStop(0, css(colour, 0));
  dark.addColorStop(0.6, css(colour, strength * 0.35));
  dark.addColorStop(1, css(colour, strength));
  context.fillStyle = dark;
  context.fillRect(0, 0, width, height);
}

/**
 * Grain takes the stripes out of long gradients.
 *
 * @param {Context} context
 * @param {Size} size
 * @param {number} strength from 0 to 1
 */
export function grain(context, { width, height }, strength) {
  const random = seeded(11);
  const [tile, painter] = smallCanvas(GRAIN, GRAIN);
  const image = painter.createImageData(GRAIN, GRAIN);
  for (let index = 0; index < image.data.length; index += 4) {
    image.data.fill(random() < 0.5 ? 0 : 255, index, index + 3);
    image.data[index + 3] = random() * 255 * strength;
  }
  painter.putImageData(image, 0, 0);
  context.fillStyle = /** @type {CanvasPattern} */ (context.createPattern(tile, "repeat"));
  context.fillRect(0, 0, width, height);
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {[HTMLCanvasElement, Context]}
 */
function smallCanvas(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return [canvas, /** @type {Context} */ (canvas.getContext("2d"))];
}

/**
 * @param {Context} context
 * @param {HTMLCanvasElement} small
 * @param {{x: number, y: number, width: number, height: number}} place
 */
function stretch(context, small, { x, y, width, height }) {
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, x, y, width, height);
}
