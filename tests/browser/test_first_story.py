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
    expect_typing,
    join_by_code,
    notes,
    open_room,
    said,
    say,
    seated,
)
from tests.cafe import Cafe

#: When the page's ring showed each of the next seconds, by the clock of this machine. One that
#: stands still is not waited for.
NEXT_SECONDS = """async (count) => {
  const digits = document.querySelector(".ring-time");
  const seen = [];
  await new Promise((done) => {
    setTimeout(done, 30_000);
    new MutationObserver((_, watch) => {
      seen.push([digits.textContent, Date.now()]);
      if (seen.length === count) { watch.disconnect(); done(); }
    }).observe(digits, {childList: true, characterData: true, subtree: true});
  });
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
    _they_sit_down_and_talk(ada, ben)

    ada.get_by_role("button", name="Start", exact=True).click()
    _both_are_in(ada, ben, "focus")
    _rings_agree(ada, ben)
    ada.get_by_role("button", name="Chat").click()  # it folds away while they focus
    expected_trouble += ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "WebSocket connection"]
    _a_lost_network_loses_nothing(ada, ben, network)
    _rings_agree(ada, ben)

    cafe.move_clock(25 * 60)
    _both_are_in(ada, ben, "break")
    for page in (ada, ben):
        today = minutes_today(page)
        assert "25 min" in today
        assert "Linear algebra" in today
        assert_accessible(page)


def _they_sit_down_and_talk(ada: Page, ben: Page) -> None:
    code = open_room(ada, "Linear algebra")
    join_by_code(ben, code)
    for page in (ada, ben):
        expect(seated(page)).to_have_count(2)
    say(ada, "Ready for 25?")
    expect_typing(ben, ada, "ben")
    say(ben, "Always.")
    for page in (ada, ben):
        expect_posted(page, "Ready for 25?")
        expect_posted(page, "Always.")


def _both_are_in(ada: Page, ben: Page, phase: str) -> None:
    for page in (ada, ben):
        expect(page.locator(".ring")).to_have_attribute("data-phase", phase, timeout=10_000)


def _rings_agree(ada: Page, ben: Page) -> None:
    """Within half a second. A machine that stalls in the middle is asked again."""
    assert any(milliseconds_apart(ada, ben) <= 500 for _ in range(3))


def _a_lost_network_loses_nothing(ada: Page, ben: Page, network: Network) -> None:
    words = ("One", "Two", "Three")
    network.cut()
    expect(connection_word(ben)).to_be_visible()
    for word in words:
        say(ada, word)
        expect_posted(ada, word)
    expect(notes(ada)).to_have_count(2, timeout=20_000)  # ben sat down, and ben left
    network.mend()
    expect(connection_word(ben)).to_have_count(0, timeout=20_000)
    for word in words:
        expect_posted(ben, word)
    assert said(ben) == said(ada)
    expect(notes(ada).last).to_have_attribute("data-note", re.compile("join"))
    expect(notes(ada)).to_have_count(2)  # one pair, however often
