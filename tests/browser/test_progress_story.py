"""Two people focus together: minutes, badges that are celebrated in the break, and a board."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.story import People, assert_accessible, come_in, shoot
from tests.browser.table import join_by_code, open_room, seated
from tests.cafe import Cafe

#: What was celebrated in this page; each stays for two seconds only.
REMEMBER = """() => {
  window.celebrated = [];
  const place = document.querySelector("celebration-moment");
  new MutationObserver(() => {
    const name = place.querySelector("strong")?.textContent;
    if (!name) return;
    window.celebrated.push([name, Boolean(place.querySelector("svg.medal"))]);
    document.body.dataset.celebrated = window.celebrated.length;
  }).observe(place, {childList: true});
}"""
BADGES = ["First sip", "One tomato", "Pull up a chair"]


def names(page: Page) -> list[str]:
    return sorted(page.locator(".board-line .person-name").all_inner_texts())


def test_a_focus_becomes_minutes_badges_and_a_place(cafe: Cafe, two_people: People) -> None:
    alice, bob = two_people.alice, two_people.bob
    come_in(alice, "alice")
    come_in(bob, "bob")
    alice.goto("/progress/")
    expect(alice.get_by_role("link", name="Start 25 minutes")).to_be_visible()
    assert_accessible(alice)

    _they_begin_to_focus(alice, bob)
    bob.goto("/home/")
    expect(bob.get_by_text("You are in a round in")).to_be_visible()
    assert_accessible(bob)
    cafe.move_clock(25 * 60)
    _what_is_earned_is_celebrated(alice)
    _minutes_and_badges_are_there(alice)
    _who_hides_is_on_no_board(alice, bob)


def _they_begin_to_focus(alice: Page, bob: Page) -> None:
    code = open_room(alice, "Linear algebra")
    join_by_code(bob, code)
    for page in (alice, bob):
        expect(seated(page)).to_have_count(2)
        page.evaluate(REMEMBER)
    alice.get_by_role("button", name="Start", exact=True).click()
    for page in (alice, bob):
        expect(page.locator(".ring")).to_have_attribute("data-phase", "focus")


def _what_is_earned_is_celebrated(alice: Page) -> None:
    expect(alice.locator("body")).to_have_attribute("data-celebrated", "3")
    assert alice.evaluate("window.celebrated") == [[name, True] for name in BADGES]
    expect(alice.locator("celebration-moment")).to_be_empty()
    expect(alice.locator(".ring")).to_have_attribute("data-phase", "break")


def _minutes_and_badges_are_there(alice: Page) -> None:
    alice.goto("/progress/")
    expect(alice.locator("dd", has_text="25 min")).to_have_count(4)
    expect(alice.locator("#badges .badge-card[data-earned]")).to_have_count(3)
    _the_year_is_walked_through(alice)
    assert_accessible(alice)
    shoot(alice, "progress")
    alice.get_by_role("link", name="All badges").click()
    expect(alice.locator(".badge-card[data-earned]")).to_have_count(3)
    assert_accessible(alice)


def _the_year_is_walked_through(page: Page) -> None:
    """By keys, from today backwards; each day is said."""
    today, said = page.locator("heat-map [tabindex='0']"), page.locator("[data-readout]")
    expect(today).to_have_attribute("data-today", "")
    today.focus()
    expect(said).to_contain_text("25 min")
    page.keyboard.press("ArrowUp")
    expect(said).to_contain_text("no focus")
    focused = page.locator("heat-map rect:focus")
    expect(focused).to_have_role("gridcell")
    expect(focused).to_have_accessible_name(said.inner_text())
    page.keyboard.press("End")
    expect(focused).to_have_attribute("data-today", "")


def _who_hides_is_on_no_board(alice: Page, bob: Page) -> None:
    alice.goto("/leaderboard/")
    assert names(alice) == ["alice", "bob"]
    assert_accessible(alice)
    bob.goto("/leaderboard/")
    bob.get_by_role("button", name="Hide me on boards").click()
    expect(bob.get_by_role("heading", name="You are hidden")).to_be_visible()
    assert names(bob) == ["alice"]
    alice.reload()
    assert names(alice) == ["alice"]
    alice.goto("/u/bob/")
    expect(alice.locator(".badge-card")).to_have_count(0)
    bob.goto("/u/alice/")
    expect(bob.locator(".badge-card")).to_have_count(3)
    assert_accessible(bob)
