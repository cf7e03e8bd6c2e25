"""The mixing desk as Chromium renders it: a minute of everything at full, faster than it sounds."""

from __future__ import annotations

import os
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.story import come_in, shoot

SECONDS = 60

#: Renders, measures, and draws the wave over its spectrogram into a canvas that fills the page.
RENDER = """async (seconds) => {
  const {Desk} = await import("/static/js/sound/desk.js");
  const {SOUNDS} = await import("/static/js/sound/mix.js");
  const rate = 48000;
  const context = new OfflineAudioContext(2, rate * seconds, rate);
  const desk = new Desk(context);
  await desk.build();
  desk.setAll(1);
  desk.draw(1, 0.4);
  await Promise.all(SOUNDS.map((name) => desk.set(name, 1)));
  const rendered = await context.startRendering();
  const measured = [0, 1].map((side) => {
    const samples = rendered.getChannelData(side);
    let [peak, jump, odd] = [0, 0, 0];
    for (let at = 0; at < samples.length; at += 1) {
      peak = Math.max(peak, Math.abs(samples[at]));
      if (at) jump = Math.max(jump, Math.abs(samples[at] - samples[at - 1]));
      if (!Number.isFinite(samples[at])) odd += 1;
    }
    const levels = [];
    for (let at = rate; at + rate / 4 <= samples.length; at += rate / 4) {
      const part = samples.subarray(at, at + rate / 4);
      levels.push(10 * Math.log10(part.reduce((sum, x) => sum + x * x, 0) / part.length));
    }
    const [least, most] = [Math.min(...levels), Math.max(...levels)];
    return {peak: 20 * Math.log10(peak), jump, odd, least, most};
  });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1200, 640];
  const pen = canvas.getContext("2d");
  const samples = rendered.getChannelData(0);
  const size = 1024;
  const bins = 220;
  const hertz = Array.from({length: bins}, (_, bin) => 40 * (16000 / 40) ** (bin / bins));
  for (let x = 0; x < 1200; x += 2) {
    const start = Math.floor((x / 1200) * (samples.length - size));
    const part = samples.subarray(start, start + size);
    const most = part.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);
    pen.fillStyle = "#345";
    pen.fillRect(x, 100 - most * 100, 2, most * 200);
    for (let bin = 0; bin < bins; bin += 1) {
      let [re, im] = [0, 0];
      const turn = (2 * Math.PI * hertz[bin]) / rate;
      for (let at = 0; at < size; at += 1) {
        const shaped = part[at] * (0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size));
        re += shaped * Math.cos(turn * at);
        im += shaped * Math.sin(turn * at);
      }
      const loud = 20 * Math.log10(Math.hypot(re, im) / size + 1e-9);
      const level = Math.max(0, Math.min(1, (loud + 95) / 60));
      pen.fillStyle = `hsl(${260 - 220 * level} 80% ${8 + 62 * level}%)`;
      pen.fillRect(x, 640 - bin * 2, 2, 2);
    }
    if (x % 60 === 0) await new Promise((next) => setTimeout(next));
    if (!window.wantsPicture) break;
  }
  document.body.replaceChildren(canvas);
  return measured;
}"""


def test_a_minute_of_everything_at_full(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.set_default_timeout(300_000)
    come_in(page, "alice")
    page.goto("/study/")
    page.evaluate("(wants) => { window.wantsPicture = wants }", "CAFE_SHOTS" in os.environ)
    for side in page.evaluate(RENDER, SECONDS):
        assert side["odd"] == 0
        assert side["peak"] <= -1
        # Hardly a quarter of a second is much softer or louder than another: no seam, no hole.
        assert side["least"] > -24
        assert side["most"] - side["least"] < 12
        # A click would be a jump across the whole range.
        assert side["jump"] < 0.7
    shoot(page, "sounds")
