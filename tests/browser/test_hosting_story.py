"""Keeping order: muted, handed over, removed and banned, seen by three people in all their tabs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.story import assert_accessible, shoot
from tests.browser.table import (
    at_the_table,
    expect_posted,
    row,
    say,
    seated,
    sit_down,
)
from tests.opened import Opened

BANNED = "You were banned from this room."


@pytest.fixture
def cast(open_page: Callable[..., Page], opened: Opened) -> tuple[Page, Page, Page]:
    """Alice hosts, Bob and Charlie sit with her."""
    alice, bob, charlie = (
        open_page(),
        open_page(),
        open_page(viewport={"width": 390, "height": 844}),
    )
    for page, name in ((alice, "alice"), (bob, "bob"), (charlie, "charlie")):
        sit_down(page, name, opened.code)
    return alice, bob, charlie


def test_a_mute_is_seen_by_the_composer_and_ends_with_a_word_from_the_host(
    cast: tuple[Page, Page, Page],
) -> None:
    alice, bob, charlie = cast
    bob.get_by_label("Message", exact=True).fill("half a thought")
    _unfold(alice, "bob").get_by_role("button", name="5 minutes").click()
    expect(_person(alice, "bob").get_by_text("Muted", exact=True)).to_be_visible()

    expect(bob.get_by_text("The host muted you.")).to_be_visible()
    expect(bob.get_by_label("Message", exact=True)).to_be_hidden()
    bob.reload()
    at_the_table(bob)
    expect(bob.get_by_text("The host muted you.")).to_be_visible()
    assert_accessible(bob)
    shoot(bob, "muted")
    expect(charlie.get_by_text("The host muted you.")).to_be_hidden()

    _person(alice, "bob").get_by_role("button", name="Let them speak").click()
    expect(bob.get_by_label("Message", exact=True)).to_be_visible()
    say(bob, "a whole thought")
    expect_posted(alice, "a whole thought")


def test_the_chair_goes_to_another_and_with_it_what_a_host_may(
    cast: tuple[Page, Page, Page],
) -> None:
    alice, bob, _ = cast
    _unfold(alice, "bob").get_by_role("button", name="Make host").click()
    alice.get_by_role("dialog", name="Make bob the host?").get_by_role("button").last.click()
    expect(_person(alice, "bob").get_by_text("Host", exact=True)).to_be_visible()
    expect(_person(alice, "charlie").get_by_role("button", name="Ban")).to_have_count(0)

    bob.get_by_label("This room").click()
    expect(bob.get_by_role("link", name="Room settings")).to_be_visible()
    bob.keyboard.press("Escape")
    _unfold(bob, "alice").get_by_role("button", name="Remove").click()
    bob.get_by_role("dialog", name="Remove alice?").get_by_role("button", name="Remove").click()
    expect(alice.get_by_text("The host asked you to leave.")).to_be_visible()


@pytest.mark.parametrize("expected_trouble", [["403"]])
def test_the_banned_are_gone_in_all_tabs_and_find_every_door_shut(
    cast: tuple[Page, Page, Page],
) -> None:
    alice, bob, charlie = cast
    code = alice.url.rstrip("/").rsplit("/", 1)[1]
    say(alice, "between us")
    other_tab = bob.context.new_page()
    other_tab.goto(f"/rooms/{code}/")
    for tab in (bob, other_tab):
        expect_posted(tab, "between us")

    _unfold(alice, "bob").get_by_role("button", name="Ban").click()
    alice.get_by_role("dialog", name="Ban bob?").get_by_role("button", name="Ban").click()
    for tab in (bob, other_tab):
        expect(tab.get_by_text(BANNED)).to_be_visible()
        expect(tab.get_by_text("between us")).to_have_count(0)
    expect(seated(charlie)).to_have_text(["charlie", "alice"])
    alice.keyboard.press("Escape")
    say(alice, "without him")
    expect_posted(alice, "without him")
    expect(row(bob, "without him")).to_have_count(0)
    other_tab.close()

    _finds_every_door_shut(bob, code)
    _is_let_in_again(alice, bob, code)


def _finds_every_door_shut(bob: Page, code: str) -> None:
    bob.goto(f"/rooms/{code}/")
    expect(bob.get_by_text(BANNED)).to_be_visible()
    expect(bob.get_by_role("button", name="Join")).to_have_count(0)
    assert_accessible(bob)
    bob.goto("/join/")
    bob.get_by_label("code").fill(code)
    bob.locator("main").get_by_role("button", name="Join").click()
    expect(bob.get_by_text(BANNED)).to_be_visible()
    bob.goto("/rooms/")
    bob.locator(".card", has_text="Quiet corner").get_by_role("button").click()
    expect(bob.get_by_text(BANNED)).to_be_visible()


def _is_let_in_again(alice: Page, bob: Page, code: str) -> None:
    alice.goto(f"/rooms/{code}/settings/")
    assert_accessible(alice)
    alice.get_by_role("button", name="Let in again").click()
    expect(alice.get_by_text("Nobody is kept out.")).to_be_visible()
    bob.goto(f"/rooms/{code}/")
    bob.get_by_role("button", name="Join").click()
    at_the_table(bob)


def test_what_the_host_changes_and_closes_is_seen_at_once(
    cast: tuple[Page, Page, Page],
) -> None:
    alice, bob, charlie = cast
    code = alice.url.rstrip("/").rsplit("/", 1)[1]
    tab = alice.context.new_page()
    tab.goto(f"/rooms/{code}/settings/")
    tab.get_by_label("Name", exact=True).fill("Louder corner")
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_text("Everybody in the room sees it already.")).to_be_visible()
    expect(bob.get_by_role("heading", name="Louder corner")).to_be_visible()

    tab.get_by_label("Its code, to be sure").fill("AAAAAA")
    tab.get_by_role("button", name="Close it for good").click()
    expect(tab.get_by_text("That is another code.")).to_be_visible()
    tab.get_by_label("Its code, to be sure").fill(code.lower())
    tab.get_by_role("button", name="Close it for good").click()
    tab.wait_for_url("**/rooms/")
    for page in (alice, bob, charlie):
        expect(page.get_by_text("This room has closed.")).to_be_visible()


def test_the_people_of_a_room_by_keyboard_and_on_a_phone(cast: tuple[Page, Page, Page]) -> None:
    alice, bob, charlie = cast
    alice.keyboard.press("Escape")
    people = alice.locator(".room-bar [data-do=people]").first
    people.focus()
    alice.keyboard.press("Enter")
    expect(_person(alice, "bob")).to_be_visible()
    _person(alice, "bob").locator("summary").focus()
    alice.keyboard.press("Enter")
    expect(_person(alice, "bob").get_by_role("link", name="Write privately")).to_be_visible()
    assert_accessible(alice)
    alice.keyboard.press("Escape")
    expect(_person(alice, "bob")).to_be_hidden()
    expect(people).to_be_focused()

    _open_people(charlie)
    expect(_person(charlie, "alice").get_by_text("Host", exact=True)).to_be_visible()
    expect(charlie.get_by_role("button", name="Ban")).to_have_count(0)
    assert_accessible(charlie)
    shoot(charlie, "people-on-a-phone")
    bob.get_by_label("This room").click()
    bob.get_by_role("button", name="Leave the room").click()
    expect(_person(charlie, "bob")).to_have_count(0)
    charlie.get_by_role("link", name="Your own line").click()
    charlie.wait_for_url(re.compile("/attendance/$"))
    expect(charlie.get_by_role("rowheader", name="charlie")).to_be_visible()
    assert_accessible(charlie)


def _open_people(page: Page) -> None:
    panel = page.locator("people-panel dialog")
    if not panel.is_visible():
        page.locator(".room-bar [data-do=people]").first.click()
    expect(panel.locator(".people-row").first).to_be_visible()


def _person(page: Page, name: str) -> Locator:
    return page.locator(
        "people-panel .people-row", has=page.locator(f".people-name:text-is('{name}')")
    )


def _unfold(page: Page, name: str) -> Locator:
    _open_people(page)
    person = _person(page, name)
    if person.locator("details").get_attribute("open") is None:
        person.locator("summary").click()
    return person
