/**
 * How far one stream was heard: what is new, what came twice, what is missing.
 *
 * In a stream `seq` rises by exactly 1, so every doubt ends in asking again with `since`.
 */
export class StreamState {
  /** The last event heard; null until the server says where "now" is. @type {number | null} */
  seq;
  /** @type {string | null} */
  epoch;
  /** Between asking and `synced`: gaps are being filled already. */
  asking = false;

  /** @param {{since?: number | null, epoch?: string | null}} [start] */
  constructor({ since = null, epoch = null } = {}) {
    this.seq = since;
    this.epoch = epoch;
  }

  /** The fields of the `subscribe` frame. */
  ask() {
    this.asking = true;
    return this.seq === null ? {} : { since: this.seq, ...(this.epoch && { epoch: this.epoch }) };
  }

  /** @param {{seq: number, epoch: string}} ok */
  answered(ok) {
    if (this.seq === null) {
      this.seq = ok.seq;
      this.asking = false;
    }
    // With another epoch a reset follows and brings it; until then ours must still be the old one.
    this.epoch ??= ok.epoch;
  }

  /**
   * What to do with an event.
   *
   * @param {number | undefined} seq
   * @returns {"new" | "known" | "gap"}
   */
  hear(seq) {
    if (seq === undefined) return "new";
    if (this.seq === null || seq <= this.seq) return "known";
    if (seq > this.seq + 1) return this.asking ? "known" : "gap";
    this.seq = seq;
    return "new";
  }

  /**
   * @param {number} seq
   * @returns {boolean} whether everything up to there was heard
   */
  synced(seq) {
    this.asking = false;
    const whole = this.seq !== null && this.seq >= seq;
    if (!whole) this.seq = seq;
    return whole;
  }

  /** @param {{seq: number, epoch: string}} frame */
  reset({ seq, epoch }) {
    this.asking = false;
    this.seq = seq;
    this.epoch = epoch;
  }

  /** @param {number} top the highest seq the database has */
  isBehind(top) {
    return !this.asking && this.seq !== null && top > this.seq;
  }
}
