"""What the stories share: people, watched pages, axe, pictures."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.people import PASSWORD, cookie_of

REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.violatedDirective} refused ${event.blockedURI}`));"""

ARRIVED = """() => Promise.allSettled(document.getAnimations()
  .filter((animation) => Number.isFinite(animation.effect.getComputedTiming().endTime))
  .map((animation) => animation.finished))"""


@dataclass(frozen=True)
class People:
    alice: Page
    bob: Page


def watch(page: Page, trouble: list[str]) -> Page:
    """Collect what goes wrong in a page: console errors, uncaught errors, CSP violations."""
    page.add_init_script(REPORT_VIOLATIONS)
    page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            trouble.append(f"{page.url}: {message.text} ({message.location.get('url', '')})")
            if message.type == "error"
            else None
        ),
    )
    return page


def come_in(page: Page, username: str) -> None:
    """One of the cast, who signed in on another day."""
    session = {"name": "sessionid", "value": cookie_of(username)}
    page.context.add_cookies([{**session, "domain": "localhost", "path": "/", "httpOnly": True}])


def sign_up(page: Page, username: str) -> None:
    """Through the form, as a person does; ends on the dashboard."""
    page.goto("/signup/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("E-mail").fill(f"{username}@example.org")
    page.locator("input[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/home/")


def assert_accessible(page: Page) -> None:
    """axe finds nothing. It measures colours, so a theme that is still fading in has to arrive."""
    page.evaluate(ARRIVED)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def look(page: Page, name: str) -> None:
    """axe finds nothing at the size of a phone and of a desktop, of which one is light and one is
    dark; where pictures are kept, each is both."""
    size = page.viewport_size
    pictures = "CAFE_SHOTS" in os.environ
    for (width, height), usual in (((390, 844), "light"), ((1440, 900), "dark")):
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark") if pictures else (usual,):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
            assert_accessible(page)
            shoot(page, f"{name}-{width}-{theme}")
    if size:
        page.set_viewport_size(size)


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page in CAFE_SHOTS, where that is set."""
    folder = os.environ.get("CAFE_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
