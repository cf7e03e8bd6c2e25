// The scenes there are. A scene file draws in units of its own canvas and knows nothing of the page.

/**
 * @typedef {"day" | "night"} Mood
 * @typedef {{width: number, height: number}} Size
 * @typedef {(context: CanvasRenderingContext2D, seconds: number) => void} Motion
 *
 * `still` paints in steps, so that a slow machine can do something else in between; each step
 * stays well under 50 ms. `motion` gives what draws one frame of the moving layer.
 *
 * @typedef {object} Scene
 * @property {(context: CanvasRenderingContext2D, size: Size, mood: Mood) => Iterable<void>} still
 * @property {(size: Size, mood: Mood) => Motion} motion
 */

/** @type {Record<string, () => Promise<Scene>>} */
const SCENES = {
  library: () => import("./scenes/library/scene.js"),
  cafe: () => import("./scenes/cafe/scene.js"),
  nature: () => import("./scenes/nature/scene.js"),
  ocean: () => import("./scenes/ocean/scene.js"),
  mountains: () => import("./scenes/mountains/scene.js"),
  space: () => import("./scenes/space/scene.js"),
  minimal: () => import("./scenes/minimal/scene.js"),
};

/** @param {string | undefined} name the café where there is no such scene */
export function loadScene(name) {
  return (SCENES[name ?? ""] ?? SCENES.cafe)();
}
