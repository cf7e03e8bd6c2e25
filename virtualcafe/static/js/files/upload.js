// One file on its way to the server. `fetch` doesn't tell how much of a body has gone.
import { ApiError } from "../lib/api.js";

/**
 * Where files of a conversation are uploaded for, by the path of its messages.
 *
 * @param {string} messages
 * @returns {["room" | "thread", string]}
 */
export function targetOf(messages) {
  const match = /\/(rooms|private-threads)\/(\d+)\//.exec(messages);
  if (!match?.[2]) throw new Error(`no conversation: ${messages}`);
  return [match[1] === "rooms" ? "room" : "thread", match[2]];
}

/**
 * @param {File} file
 * @param {object} options
 * @param {["room" | "thread", string]} options.target
 * @param {number} [options.duration] seconds of a recording
 * @param {(part: number) => void} options.progress from 0 to 1
 * @param {AbortSignal} options.signal
 * @returns {Promise<import("../chat/wire.js").Attachment>}
 */
export function upload(file, { target, duration, progress, signal }) {
  const form = new FormData();
  form.append(...target);
  if (duration) form.append("duration", String(duration));
  form.append("file", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/chat/attachments/");
  request.responseType = "json";
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.upload.addEventListener("progress", ({ loaded, total }) => progress(loaded / total));
  signal.addEventListener("abort", () => request.abort(), { once: true });
  return new Promise((done, fail) => {
    request.addEventListener("load", () => {
      if (request.status === 201) done(request.response);
      else fail(refusal(request));
    });
    request.addEventListener("error", () => fail(refusal(request)));
    request.addEventListener("abort", () => fail(refusal(request)));
    request.send(form);
  });
}

/** @param {XMLHttpRequest} request */
function refusal({ status, response }) {
  const detail = status ? "The café had trouble with it." : "The connection was lost.";
  return new ApiError({ code: status ? "internal" : "offline", detail, status, ...response });
}

function csrfToken() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field instanceof HTMLInputElement ? field.value : "";
}
