"""Reading back and forth through a long conversation in a browser: how long its frames take."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench import build, servers
from bench.findings import Bench, Findings
from tests.browser.chromium import find_chromium

MESSAGES = 10_000
FRAME_MS = 32
MOST_ROWS = 400
#: So many pixels a frame: about what a hand on a wheel does when it hurries.
PIXELS = 60

SAY = f"""
from uuid import uuid4
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Post, post_messages
from virtualcafe.lib import clock
people = list(Person.objects.order_by("pk")[:2])
words = "Some **words**, `code` and a [link](https://example.org), now and then a few more. "
for start in range(0, {MESSAGES}, 500):
    post_messages([
        Post(people[n // 3 % 2].pk, "room:CODE", uuid4(), f"line {{n}}. " + words * (n % 5))
        for n in range(start, start + 500)
    ], now=clock.now())
"""

FRAMES = """async ([seconds, pixels]) => {
  const box = document.querySelector(".chat-log[role=log]");
  const frames = [];
  let rows = 0;
  const end = performance.now() + seconds * 1000;
  let last = performance.now();
  await new Promise((done) => {
    const step = (now) => {
      frames.push(now - last);
      last = now;
      rows = Math.max(rows, box.querySelectorAll(".chat-row").length);
      box.scrollTop += pixels;
      if (now < end) requestAnimationFrame(step);
      else done();
    };
    requestAnimationFrame(step);
  });
  return {frames: frames.slice(1), rows};
}"""


def measure(bench: Bench) -> Findings:
    found = Findings("scroll")
    folder = bench.folder / "scroll"
    folder.mkdir()
    with servers.cafe(folder / "cafe", people=2) as cafe, sync_playwright() as playwright:
        _say(folder / "cafe" / "data", cafe.code)
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=root)
        page = _room(browser, cafe.people, cafe.server.port, cafe.code)
        for way, pixels in (("back", -PIXELS), ("forth", PIXELS)):
            _scroll(found, page, way, pixels, bench.seconds * bench.rounds)
        browser.close()
    return found


def _scroll(found: Findings, page: Page, way: str, pixels: int, seconds: float) -> None:
    seen = page.evaluate(FRAMES, [seconds, pixels])
    frames, rows = sorted(seen["frames"]), seen["rows"]
    smooth = sum(frame <= FRAME_MS for frame in frames) / len(frames)
    found.figures.append(
        {
            "way": way,
            "frames": len(frames),
            "p50 ms": frames[len(frames) // 2],
            "p95 ms": frames[int(len(frames) * 0.95)],
            "longest ms": frames[-1],
            "rows in the page": rows,
        }
    )
    found.at_least(f"{way}: frames within {FRAME_MS} ms", smooth * 100, 95, " %")
    found.at_most(f"{way}: rows in the page", rows, MOST_ROWS)


def _say(data: Path, code: str) -> None:
    command = [
        sys.executable,
        str(build.ROOT / "manage.py"),
        "shell",
        "-c",
        SAY.replace("CODE", code),
    ]
    environment = {**os.environ, **servers.CLEAN, "CAFE_DATA": str(data), "DATABASE_URL": ""}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def _room(browser: Browser, people: Path, port: int, code: str) -> Page:
    cookie = people.read_text().splitlines()[0].split("\t")[1].removeprefix("Cookie: ")
    name, _, value = cookie.partition("=")
    address = f"http://127.0.0.1:{port}"
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/rooms/{code}/")
    page.locator(".seat[data-self]").wait_for()
    return page
