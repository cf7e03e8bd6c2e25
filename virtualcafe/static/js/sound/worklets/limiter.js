// Nothing leaves the mixer above -1 dBFS. It looks a little ahead and turns down before a peak comes,
// so the wave is never cut.

const CEILING = 10 ** (-1.1 / 20);
const AHEAD_S = 0.004;
const BACK_S = 0.18;

/**
 * @param {number} rate
 * @returns {(left: Float32Array, right: Float32Array, outLeft: Float32Array, outRight: Float32Array) => void}
 */
export function limiter(rate) {
  const ahead = Math.max(1, Math.round(AHEAD_S * rate));
  const late = [new Float32Array(ahead), new Float32Array(ahead)];
  const smooth = new Float32Array(ahead).fill(1);
  const least = sliding(ahead);
  const back = 1 - Math.exp(-1 / (BACK_S * rate));
  let [at, held, sum] = [0, 1, ahead];

  /**
   * The gain now: the least one wanted within reach, let go slowly and averaged over the reach, which
   * keeps it under what the sample wants that leaves now.
   *
   * @param {number} peak
   */
  const gainFor = (peak) => {
    const wanted = least(peak > CEILING ? CEILING / peak : 1);
    held = wanted < held ? wanted : held + (wanted - held) * back;
    sum += held - smooth[at];
    smooth[at] = held;
    return Math.min(1, sum / ahead);
  };

  return (left, right, outLeft, outRight) => {
    for (let index = 0; index < left.length; index += 1) {
      const [one, other] = [left[index], right[index]];
      const gain = gainFor(Math.max(Math.abs(one), Math.abs(other)));
      outLeft[index] = late[0][at] * gain;
      outRight[index] = late[1][at] * gain;
      late[0][at] = one;
      late[1][at] = other;
      at = (at + 1) % ahead;
    }
  };
}

/**
 * The least of the last `reach` + 1 numbers, as they come. Numbers that can't be the least any more
 * are forgotten at once, so it costs the same however far it reaches.
 *
 * @param {number} reach
 * @returns {(number: number) => number}
 */
function sliding(reach) {
  const places = reach + 2;
  const [values, times] = [new Float64Array(places), new Float64Array(places)];
  let [first, count, now] = [0, 0, 0];
  return (number) => {
    if (count && times[first] < now - reach) {
      first = (first + 1) % places;
      count -= 1;
    }
    while (count && values[(first + count - 1) % places] >= number) count -= 1;
    const last = (first + count) % places;
    values[last] = number;
    times[last] = now;
    count += 1;
    now += 1;
    return values[first];
  };
}

const { registerProcessor, AudioWorkletProcessor, sampleRate } = /** @type {any} */ (globalThis);

if (registerProcessor) {
  class Limiter extends AudioWorkletProcessor {
    limit = limiter(sampleRate);

    /**
     * @param {Float32Array[][]} inputs
     * @param {Float32Array[][]} outputs
     */
    process([[left, right]], [[outLeft, outRight]]) {
      const silent = left ?? new Float32Array(outLeft.length);
      this.limit(silent, right ?? silent, outLeft, outRight);
      return true;
    }
  }
  registerProcessor("limiter", Limiter);
}
