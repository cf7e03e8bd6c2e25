"""A long conversation in a window that stays small, and all of it on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.story import People, assert_accessible, come_in, shoot
from tests.browser.table import (
    SAY_MANY,
    at_the_table,
    box,
    open_room,
    panel,
    row,
    said,
    say,
)
from tests.cafe import Cafe

#: The first row that is looked at, and where it stands.
LOOKED_AT = """(box) => {
  const top = box.getBoundingClientRect().top;
  const row = [...box.querySelectorAll(".chat-row")]
    .find((each) => each.getBoundingClientRect().bottom > top);
  return [row.dataset.id, row.getBoundingClientRect().bottom];
}"""
#: Where the row with this id stands now.
STANDS = """(box, id) =>
  box.querySelector(`.chat-row[data-id="${id}"]`).getBoundingClientRect().bottom"""


def test_ten_thousand_messages_stay_in_place(cafe: Cafe, two_people: People, room: str) -> None:
    alice, bob = two_people.alice, two_people.bob
    alice.goto("/home/")
    bob.goto("/home/")
    cafe.manage("shell", "-c", SAY_MANY.format(code=room, count=10_000))
    for page in (alice, bob):
        page.goto(f"/rooms/{room}/")
        at_the_table(page)
    expect(row(bob, "line 10000.")).to_be_in_viewport()
    log = bob.locator(".chat-log[role=log]")

    def first_line() -> int:
        words = bob.locator(".chat-row .chat-body").first.inner_text()
        return int(re.match(r"line (\d+)\.", words)[1])  # type: ignore[index]

    top = first_line()
    for _ in range(12):
        name, before = log.evaluate(
            f"(box) => {{ box.scrollTop = 300; return ({LOOKED_AT})(box); }}"
        )
        expect(bob.locator(".chat-row .chat-body").first).not_to_contain_text(f"line {top}.")
        assert abs(log.evaluate(STANDS, name) - before) <= 2
        top = first_line()
        assert bob.locator(".chat-row").count() <= 400
    assert top < 9_500

    say(alice, "are you there?")
    expect(bob.locator(".chat-jump")).to_have_text("1 new message")
    while bob.locator(".chat-row", has_text="are you there?").count() == 0:
        last = bob.locator(".chat-row[data-seq]").last
        name = last.get_attribute("data-id")
        last.scroll_into_view_if_needed()
        expect(bob.locator(".chat-row[data-seq]").last).not_to_have_attribute("data-id", name or "")
        assert bob.locator(".chat-row").count() <= 400
    lines = [int(re.match(r"line (\d+)", words)[1]) for words in said(bob)[:-1]]  # type: ignore[index]
    assert lines == list(range(lines[0], 10_001))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_has_all_of_it_within_reach(open_page: Callable[..., Page], theme: str) -> None:
    phone = open_page(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, color_scheme=theme
    )
    come_in(phone, "alice")
    open_room(phone, "Pocket room with a rather long name for such a narrow screen")
    phone.locator(".chat-fold").click()
    box(phone).fill("```python\nprint('a rather long line of code that does not fit')\n```")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator(".chat-row[data-state=posted]")).to_have_count(1)
    assert_accessible(phone)

    phone.get_by_label("Do something with this message").tap()
    expect(phone.locator(".message-menu")).to_be_in_viewport(ratio=0.99)
    shoot(phone, f"phone-menu-{theme}")
    assert_accessible(phone)
    phone.get_by_role("menuitem", name="Reply in a thread").tap()
    expect(panel(phone)).to_be_in_viewport(ratio=0.99)
    phone.get_by_label("Reply in this thread").fill("on the go")
    panel(phone).get_by_role("button", name="Send").tap()
    expect(panel(phone).locator(".chat-row[data-state=posted]")).to_have_count(2)
    shoot(phone, f"phone-thread-{theme}")
    assert_accessible(phone)
    phone.go_back()
    expect(panel(phone)).to_have_count(0)

    phone.get_by_role("button", name="Emoji").tap()
    picker = phone.get_by_role("dialog", name="Pick an emoji")
    expect(picker).to_be_in_viewport(ratio=0.99)
    shoot(phone, f"phone-emoji-{theme}")
    assert_accessible(phone)
    picker.get_by_role("button", name="coffee").tap()
    expect(box(phone)).to_have_value("☕")
    lower(phone)


def lower(phone: Page) -> None:
    """With its keyboard up, and on its side."""
    phone.set_viewport_size({"width": 390, "height": 450})
    for part in (box(phone), phone.get_by_role("button", name="Send"), phone.locator(".ring")):
        expect(part).to_be_in_viewport(ratio=0.99)
    phone.set_viewport_size({"width": 844, "height": 390})
    phone.get_by_role("button", name="Start", exact=True).tap(trial=True)
    phone.get_by_text("Put a thought aside").tap(trial=True)
    expect(box(phone)).to_be_in_viewport(ratio=0.99)
