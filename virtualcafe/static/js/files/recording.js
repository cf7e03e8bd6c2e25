// A microphone, a recorder and a clock. What is shown of them is somebody else's.

/** The server takes no longer ones. */
export const LONGEST = 300;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4"];
const SLICE_MS = 1_000;

/** Tells "tick" several times a second, and "over" when the longest time is reached. */
export class Recording extends EventTarget {
  /** @type {Blob[]} */
  #parts = [];
  #seconds = 0;
  #since = 0;
  #timer = 0;

  /** @param {MediaStream} microphone */
  constructor(microphone) {
    super();
    this.microphone = microphone;
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(microphone, { mimeType, audioBitsPerSecond: 48_000 });
    this.recorder.addEventListener("dataavailable", ({ data }) => this.#parts.push(data));
    this.context = new AudioContext();
    this.meter = this.context.createAnalyser();
    this.meter.fftSize = 512;
    this.context.createMediaStreamSource(microphone).connect(this.meter);
    this.#samples = new Float32Array(this.meter.fftSize);
  }

  /** @type {Float32Array<ArrayBuffer>} */
  #samples;

  static async begin() {
    const audio = { echoCancellation: true, noiseSuppression: true };
    const recording = new Recording(await navigator.mediaDevices.getUserMedia({ audio }));
    recording.#start();
    return recording;
  }

  #start() {
    this.recorder.start(SLICE_MS);
    this.#since = performance.now();
    this.#timer = window.setInterval(() => this.#tick(), 100);
  }

  get paused() {
    return this.recorder.state === "paused";
  }

  /** A recorder counts nothing itself, and the file it makes says it is endless. */
  get seconds() {
    return this.#seconds + (this.#since ? (performance.now() - this.#since) / 1000 : 0);
  }

  /** How loud it is now, 0 to 1. */
  get level() {
    if (this.paused) return 0;
    this.meter.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0);
    return Math.min(1, Math.sqrt(power / this.#samples.length) * 4);
  }

  togglePause() {
    if (this.paused) {
      this.recorder.resume();
      this.#since = performance.now();
    } else {
      this.#seconds = this.seconds;
      this.#since = 0;
      this.recorder.pause();
    }
  }

  /** @returns {Promise<{file: File, duration: number}>} */
  async finish() {
    const duration = Math.min(this.seconds, LONGEST);
    this.#seconds = duration;
    this.#since = 0;
    const stopped = new Promise((done) => this.recorder.addEventListener("stop", done));
    if (this.recorder.state !== "inactive") {
      this.recorder.stop();
      await stopped;
    }
    this.end();
    const type = this.recorder.mimeType.split(";")[0];
    const ending = type === "audio/mp4" ? "m4a" : "webm";
    return { file: new File(this.#parts, `Voice message.${ending}`, { type }), duration };
  }

  end() {
    clearInterval(this.#timer);
    if (this.recorder.state !== "inactive") this.recorder.stop();
    for (const track of this.microphone.getTracks()) track.stop();
    if (this.context.state !== "closed") this.context.close();
  }

  #tick() {
    this.dispatchEvent(new Event("tick"));
    if (this.seconds >= LONGEST) this.dispatchEvent(new Event("over"));
  }
}
