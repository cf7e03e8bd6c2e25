// The sound at the end of a phase: two soft notes, made here.

const NOTES = [
  { hertz: 587.33, at: 0 },
  { hertz: 880, at: 0.22 },
];
const SECONDS = 1.4;
const LOUDEST = 0.22;

/** @type {AudioContext | null} */
let context = null;

/** Browsers let a page sound only after a press; call this with the first one. */
export function allowSound() {
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume().catch(() => {});
}

/** @param {number} volume from 0 to 1 */
export function ring(volume) {
  if (context && volume > 0) playNotes(context, volume);
}

/**
 * @param {AudioContext} audio
 * @param {number} volume
 */
function playNotes(audio, volume) {
  for (const { hertz, at } of NOTES) {
    const begin = audio.currentTime + at;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(LOUDEST * volume, begin + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, begin + SECONDS - at);
    tone.connect(loudness).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + SECONDS);
  }
}
