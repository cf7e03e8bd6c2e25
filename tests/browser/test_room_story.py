"""Sitting in a room: with the keyboard alone, being sent away, signing out elsewhere, and axe."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.story import People, assert_accessible, come_in, shoot, sign_up
from tests.browser.table import (
    at_the_table,
    connection_word,
    expect_posted,
    join_by_code,
    notes,
    open_room,
    row,
    say,
    seated,
)
from tests.people import PASSWORD

WIDTHS = [(390, 844), (820, 1180), (1440, 900)]
PHONE_AND_DESKTOP = [WIDTHS[0], WIDTHS[2]]
ODD_WORDS = [
    "שלום, בואו נלמד יחד",
    "```python\nprint('a rather long line of code that does not fit into the column at all')\n```",
    "🫖☕📚",
    "x" * 120,
]


def test_who_is_here_is_seen_by_everybody_until_they_go_or_are_sent_away(
    two_people: People,
) -> None:
    alice, bob = two_people.alice, two_people.bob
    come_in(alice, "alice")
    come_in(bob, "bob")
    code = open_room(alice, "Quiet corner")
    expect(alice.get_by_text("Share the code")).to_be_visible()
    alice.context.grant_permissions(["clipboard-read", "clipboard-write"])
    alice.locator(".room-bar > [data-copy]").click()
    expect(alice.get_by_text("Copied.")).to_be_visible()
    assert alice.evaluate("navigator.clipboard.readText()") == code

    join_by_code(bob, code)
    expect(seated(alice)).to_have_text(["alice", "bob"])
    expect(seated(bob)).to_have_text(["bob", "alice"])
    expect(notes(alice)).to_have_text("bob sat down")
    expect(alice.get_by_text("Share the code")).to_be_hidden()

    bob.reload()
    at_the_table(bob)
    expect(notes(alice)).to_have_count(1)

    bob.get_by_label("This room").click()
    bob.get_by_role("button", name="Leave the room").click()
    bob.wait_for_url("**/rooms/")
    expect(seated(alice)).to_have_text(["alice"])
    expect(notes(alice)).to_have_text(["bob sat down", "bob left"])

    join_by_code(bob, code)
    _who_is_sent_away_has_nothing_left_of_the_room(alice, bob)


def _who_is_sent_away_has_nothing_left_of_the_room(alice: Page, bob: Page) -> None:
    say(alice, "a secret")
    expect_posted(bob, "a secret")

    alice.get_by_label("Remove bob from the room").click()
    alice.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(bob.get_by_text("The host asked you to leave")).to_be_visible()
    expect(bob.get_by_text("a secret")).to_have_count(0)
    expect(bob.locator("chat-composer, room-seats, focus-timer")).to_have_count(0)
    expect(seated(alice)).to_have_text(["alice"])


@pytest.mark.parametrize("expected_trouble", [["401", "403"]])
def test_a_tab_that_is_signed_out_elsewhere_says_so_and_keeps_the_words(
    two_people: People, room: str
) -> None:
    alice, bob = two_people.alice, two_people.bob
    bob.get_by_label("Message", exact=True).fill("not yet sent")
    other_tab = bob.context.new_page()
    other_tab.goto("/logout/")
    other_tab.locator("main").get_by_role("button", name="Log out").click()
    other_tab.close()

    expect(connection_word(bob)).to_contain_text("You are signed out")
    say(alice, "only for those who are here")
    expect_posted(alice, "only for those who are here")
    expect(row(bob, "only for those who are here")).to_have_count(0)

    connection_word(bob).get_by_role("link", name="Log in").click()
    bob.locator("input[name=login]").fill("bob")
    bob.locator("input[name=password]").fill(PASSWORD)
    bob.locator("main").get_by_role("button", name="Log in").click()
    bob.wait_for_url(f"**/rooms/{room}/")
    expect(bob.get_by_label("Message", exact=True)).to_have_value("not yet sent")
    expect_posted(bob, "only for those who are here")


def test_the_keyboard_is_enough(two_people: People) -> None:
    alice, bob = two_people.alice, two_people.bob
    come_in(alice, "alice")
    _sign_up_by_keyboard(bob, "ben")
    alice.goto("/rooms/create/")
    expect(alice.get_by_label("Name", exact=True)).to_be_focused()
    alice.keyboard.type("Quiet corner")
    alice.keyboard.press("Enter")
    at_the_table(alice)
    code = alice.url.rstrip("/").rsplit("/", 1)[1]

    bob.goto("/join/")
    _tab_to(bob, lambda: _focused(bob) == "code")
    bob.keyboard.type(code)
    bob.keyboard.press("Enter")
    at_the_table(bob)

    _tab_to(bob, lambda: _focused(bob) == "content")
    bob.keyboard.type("typed without a mouse")
    bob.keyboard.press("Enter")
    for page in (alice, bob):
        expect_posted(page, "typed without a mouse")

    _press_to(bob, "Shift+Tab", lambda: _focused(bob, "data-do") == "menu")
    bob.keyboard.press("Enter")
    _press_to(bob, "ArrowDown", lambda: _focused(bob, "data-do") == "edit")
    bob.keyboard.press("Enter")
    expect(bob.get_by_label("Message", exact=True)).to_be_focused()
    bob.keyboard.type(" at all")
    bob.keyboard.press("Enter")
    expect_posted(alice, "typed without a mouse at all")


def _sign_up_by_keyboard(page: Page, name: str) -> None:
    page.goto("/signup/")
    for field, words in (
        ("username", name),
        ("email", f"{name}@example.org"),
        ("password1", PASSWORD),
    ):
        _tab_to(page, lambda field=field: _focused(page) == field)
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/home/")


def _focused(page: Page, attribute: str = "name") -> str:
    return str(page.evaluate("(name) => document.activeElement.getAttribute(name)", attribute))


def _tab_to(page: Page, reached: Callable[[], bool]) -> None:
    _press_to(page, "Tab", reached)


def _press_to(page: Page, key: str, reached: Callable[[], bool]) -> None:
    for _ in range(60):
        if reached():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never got there")


def test_the_room_is_accessible_at_three_widths_in_both_themes(
    open_page: Callable[..., Page],
) -> None:
    alice, bob = open_page(), open_page()
    come_in(alice, "alice")
    sign_up(bob, "Bob.With-A-Very_Long_Name_0123")
    code = open_room(alice, "A room whose name is so long that no bar on any phone could hold it")
    _look(alice, "room-empty", widths=PHONE_AND_DESKTOP, chat="folded")
    join_by_code(bob, code)
    for words in ODD_WORDS:
        say(bob, words)
    expect(alice.locator(".chat-row")).to_have_count(len(ODD_WORDS))
    _look(alice, "room-full", widths=WIDTHS, chat="open")


def _look(page: Page, name: str, *, widths: Sequence[tuple[int, int]], chat: str) -> None:
    for width, height in widths:
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            _fold_chat(page, to=chat)
            assert_accessible(page)
            shoot(page, f"{name}-{width}-{theme}-{chat}")


def _fold_chat(page: Page, *, to: str) -> None:
    fold = page.locator(".chat-fold")
    if (fold.get_attribute("aria-expanded") == "true") != (to == "open"):
        fold.click()
