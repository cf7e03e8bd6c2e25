"""The first story, whole: two people sit down, focus together, talk, and see their minutes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from tests.browser.network import Network
from tests.browser.story import assert_accessible, sign_up
from tests.browser.table import (
    connection_word,
    expect_posted,
    join_by_code,
    notes,
    open_room,
    said,
    say,
    seated,
)
from tests.cafe import Cafe

#: When the page's ring showed each of the next seconds, by the clock of this machine.
NEXT_SECONDS = """async (count) => {
  const digits = document.querySelector(".ring-time");
  const seen = [];
  await new Promise((done) => new MutationObserver((_, watch) => {
    seen.push([digits.textContent, Date.now()]);
    if (seen.length === count) { watch.disconnect(); done(); }
  }).observe(digits, {childList: true, characterData: true, subtree: true}));
  return Object.fromEntries(seen);
}"""


def begin_watching(page: Page, count: int) -> None:
    page.evaluate(f"void (window.seconds = ({NEXT_SECONDS})({count}))")


def milliseconds_apart(one: Page, other: Page) -> float:
    """How far apart two rings show the same second, in the middle of several."""
    for page in (one, other):
        begin_watching(page, 6)
    first, second = (page.evaluate("window.seconds") for page in (one, other))
    shared = first.keys() & second.keys()
    assert len(shared) >= 4
    return median(abs(first[digits] - second[digits]) for digits in shared)


def minutes_today(page: Page) -> str:
    page.goto("/progress/")
    return page.locator("main").inner_text()


@pytest.fixture
def network(cafe: Cafe) -> Iterator[Network]:
    with Network(cafe.port) as network:
        yield network


def test_two_people_focus_together_and_see_their_minutes(
    cafe: Cafe,
    network: Network,
    open_page: Callable[..., Page],
    expected_trouble: list[str],
) -> None:
    ada, ben = open_page(), open_page(base_url=network.url)
    sign_up(ada, "ada")
    sign_up(ben, "ben")

    code = open_room(ada, "Linear algebra")
    join_by_code(ben, code)
    for page in (ada, ben):
        expect(seated(page)).to_have_count(2)
    say(ada, "Ready for 25?")
    ben.get_by_label("Message", exact=True).press_sequentially("Al")
    expect(ada.locator("typing-line")).to_contain_text("ben")
    say(ben, "Always.")
    for page in (ada, ben):
        expect_posted(page, "Ready for 25?")
        expect_posted(page, "Always.")

    ada.get_by_role("button", name="Start", exact=True).click()
    for page in (ada, ben):
        expect(page.locator(".ring")).to_have_attribute("data-phase", "focus")
    assert any(milliseconds_apart(ada, ben) <= 500 for _ in range(3))

    ada.get_by_role("button", name="Chat").click()  # it folds away while they focus
    expected_trouble += ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "WebSocket connection"]
    network.cut()
    expect(connection_word(ben)).to_be_visible()
    for words in ("One", "Two", "Three"):
        say(ada, words)
        expect_posted(ada, words)
    expect(notes(ada)).to_have_count(2, timeout=20_000)  # ben sat down, and ben left
    network.mend()
    expect(connection_word(ben)).to_have_count(0, timeout=20_000)
    for words in ("One", "Two", "Three"):
        expect_posted(ben, words)
    assert said(ben) == said(ada)
    expect(notes(ada).last).to_have_attribute("data-note", re.compile("join"))
    expect(notes(ada)).to_have_count(2)  # one pair, however often
    # A machine that stalls in the middle is asked again.
    assert any(milliseconds_apart(ada, ben) <= 500 for _ in range(3))

    cafe.move_clock(25 * 60)
    for page in (ada, ben):
        expect(page.locator(".ring")).to_have_attribute("data-phase", "break", timeout=10_000)
    for page in (ada, ben):
        today = minutes_today(page)
        assert "25 min" in today
        assert "Linear algebra" in today
        assert_accessible(page)
