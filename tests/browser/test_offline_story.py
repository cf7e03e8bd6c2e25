"""The room of one's own without a network: it goes on, and what was done there comes home."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.story import assert_accessible, come_in, shoot
from tests.cafe import Cafe
from tests.people import PASSWORD

KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const [name] = await caches.keys();
  const kept = name && await caches.match("/study/offline/", {cacheName: name});
  return Boolean(kept && navigator.serviceWorker.controller);
}"""
SESSIONS = """async () => (await (await fetch("/api/focus/sessions/")).json()).results
  .map(({kind, source, minutes, goal}) => [kind, source, minutes, goal])"""
NOTHING = """async () => (await caches.keys()).length === 0
  && !Object.keys(localStorage).some((key) => key.startsWith("offline"))"""
NOBODYS = """async () => {
  const pages = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      if (!new URL(request.url).pathname.startsWith("/static/")) pages.push(request.url);
  return pages.map((url) => new URL(url).pathname);
}"""


def digits(page: Page) -> Locator:
    return page.locator(".ring-time")


def note(page: Page) -> Locator:
    return page.locator("[data-offline-note]")


def kept(page: Page) -> None:
    """The browser has what it needs for the time without a network."""
    page.wait_for_function(KEPT)


def test_a_session_without_a_network_arrives_once(
    open_page: Callable[..., Page], cafe: Cafe, expected_trouble: list[str]
) -> None:
    expected_trouble += ["net::ERR_", "WebSocket connection"]
    page = open_page()
    page.clock.install()
    come_in(page, "alice")
    page.goto("/study/")
    page.clock.fast_forward(5_000)
    kept(page)
    assert page.evaluate(NOBODYS) == ["/study/offline/"]

    page.context.set_offline(True)
    page.reload()
    _the_room_works_without_a_network(page)
    _a_session_is_done_and_waits(page)

    cafe.move_clock(26 * 60)
    page.context.set_offline(False)
    page.clock.fast_forward("01:00")
    _it_came_home_once(page)


def _the_room_works_without_a_network(page: Page) -> None:
    expect(note(page)).to_contain_text("kept in this browser")
    page.get_by_role("button", name="Scene", exact=True).click()
    page.locator("label.scene", has_text="Space").click()
    expect(page.locator("cafe-scene")).to_have_attribute("data-scene", "space")
    page.keyboard.press("Escape")


def _a_session_is_done_and_waits(page: Page) -> None:
    page.locator("#timer-goal").fill("Chapter 4")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(digits(page)).to_have_text(re.compile(r"^2[45]:"))
    assert_accessible(page)
    shoot(page, "offline-focus")

    page.clock.fast_forward("10:00")
    expect(digits(page)).to_have_text(re.compile(r"^1[45]:"))
    page.reload()
    expect(digits(page)).to_have_text(re.compile(r"^1[45]:"))
    page.clock.fast_forward("15:01")
    expect(page.locator(".ring")).to_have_attribute("data-phase", "break")
    expect(note(page)).to_contain_text("1 session waits for the network.")
    shoot(page, "offline-break")


def _it_came_home_once(page: Page) -> None:
    expect(page.locator(".toast")).to_contain_text("added to your sessions")
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("link", name="Open your room again").click()
    expect(note(page)).to_be_hidden()
    assert page.evaluate(SESSIONS)[-1] == ["focus", "reported", 25, "Chapter 4"]
    page.reload()
    assert [each[0] for each in page.evaluate(SESSIONS)].count("focus") == 1


def test_who_comes_after_finds_nothing(
    open_page: Callable[..., Page], expected_trouble: list[str]
) -> None:
    expected_trouble += ["net::ERR_", "401"]
    page = open_page()
    come_in(page, "alice")
    page.goto("/study/")
    kept(page)

    page.goto("/logout/")
    page.locator("main").get_by_role("button", name="Log out").click()
    page.wait_for_function(NOTHING)
    page.context.set_offline(True)
    with pytest.raises(Error, match="net::ERR_"):
        page.goto("/study/")
    page.context.set_offline(False)

    page.goto("/login/?next=/study/")
    page.get_by_label("Username").fill("alice")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()
    page.wait_for_url("**/study/")
    kept(page)
    page.context.clear_cookies()
    page.goto("/study/")
    page.wait_for_url("**/login/**")
    page.wait_for_function("async () => (await caches.keys()).length === 0")
