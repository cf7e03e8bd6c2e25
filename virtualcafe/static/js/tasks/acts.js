// What a press or a form asks of the API.

/** @typedef {{method: "POST" | "PATCH" | "DELETE" | "PUT", path: string, body?: unknown}} Ask */

/** @type {Record<string, (id: number) => Ask>} */
const OF_TASKS = {
  done: (id) => patched(id, { done: true }),
  reopen: (id) => patched(id, { done: false }),
  activate: (id) => patched(id, { active: true }),
  rest: (id) => patched(id, { active: false }),
  delete: (id) => ({ method: "DELETE", path: taskPath(id) }),
  restore: (id) => ({ method: "POST", path: `${taskPath(id)}restore/` }),
};

/** @type {Record<string, (id: number) => Ask>} */
const OF_THOUGHTS = {
  keep: (id) => ({ method: "POST", path: `/api/focus/parked/${id}/keep/` }),
  task: (id) => ({ method: "POST", path: `/api/focus/parked/${id}/task/` }),
  drop: (id) => ({ method: "DELETE", path: `/api/focus/parked/${id}/` }),
};

/**
 * @param {string} act
 * @param {number} id
 * @returns {Ask | undefined}
 */
export const askOfTask = (act, id) => OF_TASKS[act]?.(id);

/**
 * @param {string} act
 * @param {number} id
 * @returns {Ask | undefined}
 */
export const askOfThought = (act, id) => OF_THOUGHTS[act]?.(id);

/** @param {Record<string, unknown>} fields @returns {Ask} */
export const added = (fields) => ({ method: "POST", path: "/api/focus/tasks/", body: fields });

/** @param {number[]} ids @returns {Ask} */
export const ordered = (ids) => ({
  method: "POST",
  path: "/api/focus/tasks/reorder/",
  body: { ids },
});

/** @param {string} text @returns {Ask} */
export const parked = (text) => ({ method: "POST", path: "/api/focus/parked/", body: { text } });

/** @param {string} goal @returns {Ask} */
export const setOut = (goal) => ({ method: "PUT", path: "/api/focus/goal/", body: { goal } });

/** @param {number} session @param {string} outcome @returns {Ask} */
export const cameOut = (session, outcome) => ({
  method: "PATCH",
  path: `/api/focus/sessions/${session}/`,
  body: { outcome },
});

/** @param {number} id @param {Record<string, unknown>} fields @returns {Ask} */
export const patched = (id, fields) => ({ method: "PATCH", path: taskPath(id), body: fields });

/** @param {number} id */
const taskPath = (id) => `/api/focus/tasks/${id}/`;

/**
 * A form's fields as JSON has them: a day or a number that was left empty is none.
 *
 * @param {FormData} form
 */
export function fieldsOf(form) {
  const said = (/** @type {string} */ name) => String(form.get(name) ?? "").trim();
  const estimate = said("estimate");
  return {
    title: said("title"),
    notes: said("notes"),
    priority: said("priority") || "normal",
    due: said("due") || null,
    estimate: estimate ? Number(estimate) : null,
    recurrence: said("recurrence") || "none",
  };
}
