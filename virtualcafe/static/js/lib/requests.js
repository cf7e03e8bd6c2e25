/**
 * Questions on their way, told apart by `id`.
 *
 * @typedef {{code: string, detail: string, retry_after?: number}} Refusal
 * @typedef {{yes: (ok: any) => void, no: (refusal: Refusal) => void, sentAt: number, stop: () => void}} Question
 */
export class Requests {
  #next = 1;
  /** @type {Map<number, Question>} */
  #open = new Map();

  /**
   * @param {import("./connection.js").World} world
   * @param {(ms: number) => void} onRoundTrip
   */
  constructor(world, onRoundTrip) {
    this.world = world;
    this.onRoundTrip = onRoundTrip;
  }

  /**
   * @param {number} timeout ms
   * @param {(ok: any) => void} yes
   * @param {(refusal: Refusal) => void} no
   * @returns {number} the id to send
   */
  open(timeout, yes, no) {
    const id = this.#next++;
    const stop = this.world.after(() => this.#refuse(id, "timeout", "No answer came."), timeout);
    this.#open.set(id, { yes, no, sentAt: this.world.now(), stop });
    return id;
  }

  /** @param {{type: string, id: number, code?: string, detail?: string, retry_after?: number}} answer */
  settle(answer) {
    const question = this.#open.get(answer.id);
    if (!question) return;
    this.#open.delete(answer.id);
    question.stop();
    this.onRoundTrip(this.world.now() - question.sentAt);
    if (answer.type === "ok") question.yes(answer);
    else question.no({ ...answer, code: answer.code ?? "internal", detail: answer.detail ?? "" });
  }

  /** The connection is gone: nobody will answer any more. */
  abandon() {
    for (const id of [...this.#open.keys()]) {
      this.#refuse(id, "disconnected", "The connection was lost.");
    }
  }

  /**
   * @param {number} id
   * @param {string} code
   * @param {string} detail
   */
  #refuse(id, code, detail) {
    const question = this.#open.get(id);
    this.#open.delete(id);
    question?.stop();
    question?.no({ code, detail });
  }
}
