"""Where the browser of the stories is: Chromium without a window, which costs half as much, then
any Chromium or Chrome of the system, then Playwright's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

HEADLESS = "chromium-headless-shell"
NAMES = (
    HEADLESS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
PACKAGES = (HEADLESS, "fonts-liberation", "fonts-noto-color-emoji")


def find_headless() -> str | None:
    return shutil.which(HEADLESS)


def find_chromium() -> str | None:
    system = (shutil.which(name) for name in NAMES)
    return next((path for path in (*system, *_playwrights_own()) if path), None)


def _playwrights_own() -> list[str]:
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    return [str(path) for path in sorted(Path(folder).glob("chromium-*/chrome-linux*/chrome"))][-1:]
