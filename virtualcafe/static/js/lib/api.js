// JSON over HTTP, as the signed-in person.

/** A refusal: what the server said, or "offline" when nobody answered. */
export class ApiError extends Error {
  /**
   * @param {{code: string, detail: string, status: number, retryAfter?: number}} refusal
   */
  constructor({ code, detail, status, retryAfter }) {
    super(detail);
    this.code = code;
    this.detail = detail;
    this.status = status;
    this.retry_after = retryAfter;
  }
}

/** @param {string} path */
export const get = (path) => call("GET", path);

/**
 * @param {string} path
 * @param {unknown} [body]
 */
export const post = (path, body = {}) => call("POST", path, body);

/** @param {string} path */
export const remove = (path) => call("DELETE", path);

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>} what was answered; null when nothing was
 */
export async function call(method, path, body) {
  const response = await reach(path, {
    method,
    headers: headersFor(method),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw refusalOf(response, answer);
  return answer;
}

/**
 * @param {string} path
 * @param {RequestInit} request
 */
async function reach(path, request) {
  try {
    return await fetch(path, request);
  } catch {
    throw new ApiError({ code: "offline", detail: "The café can't be reached.", status: 0 });
  }
}

/** @param {string} method */
function headersFor(method) {
  const headers = new Headers({ Accept: "application/json" });
  if (method === "GET") return headers;
  headers.set("Content-Type", "application/json");
  headers.set("X-CSRFToken", csrfToken());
  return headers;
}

/**
 * @param {Response} response
 * @param {any} answer
 */
function refusalOf(response, answer) {
  return new ApiError({
    code: answer?.code ?? "internal",
    detail: answer?.detail ?? "Something went wrong on our side.",
    status: response.status,
    retryAfter: Number(response.headers.get("Retry-After")) || undefined,
  });
}

function csrfToken() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (field instanceof HTMLInputElement) return field.value;
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}
