"""Whatever happens to pages, laptops and the server, the minutes are those people were in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.story import assert_accessible, come_in, shoot
from tests.browser.table import join_by_code, open_room
from tests.cafe import Cafe

#: From a story to kind, whole minutes and whether the phase was seen to its end.
TABLE = {
    "reads the page again": [("focus", 25, True)],
    "goes on in a second tab": [("focus", 25, True)],
    "closes the laptop": [("focus", 25, True)],
    "stays in the room": [("focus", 25, True)],
    "rests, comes back, leaves": [("focus", 10, False)],
}
MINUTE = 60
DROPPED = ["WebSocket", "net::ERR_", "Failed to fetch"]

#: A bell is two notes; all tabs of a browser count together.
COUNT_NOTES = """
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    localStorage.notes = String(Number(localStorage.notes ?? 0) + 1);
    return start.apply(this, when);
  };
"""


@pytest.fixture
def expected_trouble() -> list[str]:
    return DROPPED


def press(page: Page, name: str) -> None:
    page.locator("focus-timer").get_by_role("button", name=name, exact=True).click()


def in_phase(page: Page, phase: str, state: str = "running") -> None:
    ring = page.locator(".ring")
    expect(ring).to_have_attribute("data-phase", phase)
    expect(ring).to_have_attribute("data-state", state)


def live(page: Page) -> None:
    """The timer is there and the connection is open, of which nothing is said."""
    expect(page.locator("focus-timer")).to_be_visible()
    expect(page.locator("connection-word")).to_have_attribute("data-word", "")


def sessions(page: Page) -> list[tuple[str, int, bool]]:
    rows: list[dict[str, Any]] = page.request.get("/api/focus/sessions/").json()["results"]
    focus = [row for row in rows if row["kind"] == "focus"]
    return [(row["kind"], row["minutes"], row["completed"]) for row in focus]


def study(page: Page, name: str) -> Page:
    come_in(page, name)
    page.goto("/study/")
    live(page)
    press(page, "Start")
    in_phase(page, "focus")
    return page


def test_from_a_story_to_whole_minutes(open_page: Callable[..., Page], cafe: Cafe) -> None:
    reader, opener, closer = (study(open_page(), name) for name in ("alice", "bob", "charlie"))
    host, guest = open_page(), open_page()
    for page, name in ((host, "dora"), (guest, "emil")):
        come_in(page, name)
    join_by_code(guest, open_room(host, "Reading room"))
    press(host, "Start")
    in_phase(guest, "focus")
    people = dict(zip(TABLE, (reader, opener, closer, host, guest), strict=True))

    closer.context.set_offline(True)
    cafe.move_clock(5 * MINUTE)
    press(guest, "Rest")
    expect(guest.get_by_role("button", name="Come back")).to_be_visible()
    cafe.move_clock(9 * MINUTE)
    reader.reload()
    press(guest, "Come back")
    expect(guest.get_by_role("button", name="Rest", exact=True)).to_be_visible()

    cafe.kill9()
    cafe.start()
    guest.reload()
    live(guest)
    second = opener.context.new_page()
    opener.close()
    second.goto("/study/")
    people["goes on in a second tab"] = second
    cafe.move_clock(14.2 * MINUTE)
    press(guest, "Sit out")
    expect(guest.locator("[data-kept]")).to_have_text(re.compile("10 minutes"))

    cafe.move_clock(25.2 * MINUTE)
    in_phase(second, "break")
    for page in (reader, host):  # they come back by themselves
        expect(page.locator(".ring")).to_have_attribute("data-phase", "break", timeout=90_000)
    cafe.move_clock(180 * MINUTE)
    closer.context.set_offline(False)
    expect(closer.locator(".ring")).to_have_attribute("data-state", "idle")
    assert {story: sessions(page) for story, page in people.items()} == TABLE


def test_the_tab_tells_how_long_and_a_count_up_grows(
    open_page: Callable[..., Page], cafe: Cafe
) -> None:
    page = open_page()
    come_in(page, "alice")
    page.goto("/study/")
    live(page)
    page.get_by_text("Count up", exact=True).click()
    expect(page.locator(".ring-time")).to_have_text("0:00")
    page.get_by_role("button", name="Rounds, and what starts by itself").click()
    page.get_by_label("Start breaks by themselves").uncheck()
    assert_accessible(page)
    page.keyboard.press("Escape")
    own_icon = page.locator("link[rel=icon]").get_attribute("href")
    press(page, "Start")
    in_phase(page, "focus")
    expect(page).to_have_title(re.compile(r"^0:\d\d · "))
    expect(page.locator("link[rel=icon]")).to_have_attribute(
        "href", re.compile(r"^data:image/svg\+xml,")
    )
    cafe.move_clock(61 * MINUTE)
    page.reload()
    live(page)
    expect(page.locator(".ring-time")).to_have_text(re.compile(r"^1:01:\d\d$"))
    shoot(page, "study-count-up")
    page.keyboard.press("Space")
    in_phase(page, "focus", "paused")
    press(page, "Stop")
    in_phase(page, "idle", "idle")
    expect(page.locator("[data-kept]")).to_have_text(re.compile("61 minutes"))
    expect(page.locator("link[rel=icon]")).to_have_attribute("href", own_icon or "")
    expect(page.locator("[name=auto_start_breaks]")).not_to_be_checked()
    page.reload()
    expect(page.locator("[name=auto_start_breaks]")).not_to_be_checked()
    assert sessions(page) == [("focus", 61, True)]


def test_of_two_tabs_one_rings(open_page: Callable[..., Page], cafe: Cafe) -> None:
    first = open_page()
    first.context.clock.install()
    first.context.add_init_script(COUNT_NOTES)
    study(first, "alice")
    second = first.context.new_page()
    second.goto("/study/")
    second.mouse.click(5, 5)  # a page may sound after a press
    in_phase(second, "focus")
    cafe.move_clock(25 * MINUTE)
    first.context.clock.fast_forward(25 * MINUTE * 1000)
    for page in (first, second):
        in_phase(page, "break")
    first.wait_for_function("() => localStorage.notes")
    for page in (first, second):  # whoever still queued has had its turn
        page.evaluate("navigator.locks.request('cafe-alarm', () => {})")
    assert first.evaluate("localStorage.notes") == "2"


#: A browser without a window refuses all notifications: what a worker should show is written down.
ALLOW_NOTES = """
  Object.defineProperty(Notification, "permission", {get: () => "granted"});
  ServiceWorkerRegistration.prototype.showNotification = async function (title, {data}) {
    if (!this.active) throw new TypeError("no worker is active");
    localStorage.shown = `${title} ${data}`;
  };
"""


def test_a_phone_in_the_pocket_says_that_a_phase_is_over(
    open_page: Callable[..., Page], cafe: Cafe
) -> None:
    phone = open_page(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        permissions=["notifications"],
    )
    phone.add_init_script(ALLOW_NOTES)
    phone.clock.install()
    come_in(phone, "alice")
    open_room(phone, "Pocket room")
    switch = phone.get_by_role("button", name="Notify me when a phase ends")
    expect(switch).to_be_in_viewport(ratio=0.99)
    switch.tap()
    expect(switch).to_have_attribute("aria-pressed", "true")
    press(phone, "Start")
    in_phase(phone, "focus")
    phone.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
    cafe.move_clock(25 * MINUTE)
    phone.clock.fast_forward(25 * MINUTE * 1000)
    in_phase(phone, "break")
    shown = phone.wait_for_function("() => localStorage.shown").json_value()
    assert shown == f"The focus is over. {phone.evaluate('location.pathname')}"
