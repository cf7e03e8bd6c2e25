"""Alone in a room of one's own: a scene behind it, sounds around it, and both remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.story import assert_accessible, come_in, shoot
from tests.cafe import Cafe

COUNT_FRAMES = """
  const ask = requestAnimationFrame;
  window.framesAsked = 0;
  window.requestAnimationFrame = (draw) => { window.framesAsked += 1; return ask(draw); };
"""
HEAR_PREFERENCES = """
  window.preferred = {};
  addEventListener("prefer", ({detail}) => Object.assign(window.preferred, detail));
"""
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
  document.dispatchEvent(new Event("visibilitychange"));
}"""
LONG_ENOUGH_FOR_A_FRAME_MS = 800


@pytest.fixture
def study(open_page: Callable[..., Page]) -> Callable[..., Page]:
    def sit_down(username: str = "alice", **options: Any) -> Page:
        page = open_page(**options)
        page.add_init_script(COUNT_FRAMES)
        page.add_init_script(HEAR_PREFERENCES)
        come_in(page, username)
        page.goto("/study/")
        drawn(page)
        return page

    return sit_down


def drawn(page: Page) -> None:
    expect(page.locator("cafe-scene")).to_have_attribute("data-state", "drawn")


def open_panel(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def scene(page: Page, name: str) -> Locator:
    return page.get_by_role("radio", name=name)


def fader(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def frames(page: Page) -> int:
    count: int = page.evaluate("window.framesAsked")
    return count


def test_a_scene_and_a_mix_are_chosen_and_remembered(study: Callable[..., Page]) -> None:
    page = study()
    _the_mountains_are_chosen(page)
    _a_mix_is_made_and_kept(page)
    told = page.evaluate("window.preferred")
    assert told["background"] == "mountains"
    assert told["sounds"]["volumes"] == {"rain": 64, "fire": 38}
    assert (told["sounds"]["all"], told["sounds"]["muted"]) == (55, ["fire"])
    page.reload()
    drawn(page)
    _all_is_as_it_was_left(page)


def _the_mountains_are_chosen(page: Page) -> None:
    behind = page.locator("cafe-scene")
    open_panel(page, "Scene")
    expect(scene(page, "Café")).to_be_checked()
    expect(scene(page, "Café")).to_be_focused()
    page.locator("label.scene", has_text="Ocean").click()
    expect(behind).to_have_attribute("data-scene", "ocean")
    page.keyboard.press("ArrowRight")
    expect(scene(page, "Mountains")).to_be_checked()
    expect(behind.locator("div")).to_have_count(1)  # the old picture went
    page.keyboard.press("Escape")
    expect(scene(page, "Ocean")).to_be_hidden()


def _a_mix_is_made_and_kept(page: Page) -> None:
    mixer = page.locator("sound-mixer")
    open_panel(page, "Sounds")
    page.get_by_role("button", name="Silence").click()
    expect(mixer).to_have_attribute("data-state", "quiet")
    fader(page, "Rain").fill("64")
    fader(page, "Fire").fill("38")
    expect(mixer).to_have_attribute("data-state", "playing")
    page.get_by_role("button", name="Mute Fire").click()
    fader(page, "All sounds").fill("55")
    page.get_by_label("Keep this mix as").fill("Winter")
    page.get_by_role("button", name="Keep", exact=True).click()


def _all_is_as_it_was_left(page: Page) -> None:
    mixer = page.locator("sound-mixer")
    expect(page.locator("cafe-scene")).to_have_attribute("data-scene", "mountains")
    expect(mixer).to_have_attribute("data-state", "quiet")  # a page may not sound by itself
    open_panel(page, "Sounds")
    expect(mixer).to_have_attribute("data-state", "playing")  # but goes on with the first press
    expect(fader(page, "Rain")).to_have_value("64")
    expect(fader(page, "All sounds")).to_have_value("55")
    expect(page.get_by_role("button", name="Mute Fire")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Winter", exact=True).click()
    page.get_by_role("button", name="Forget Winter").click()
    expect(page.get_by_role("button", name="Winter", exact=True)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_room_is_readable_with_its_panels_open(study: Callable[..., Page], scheme: str) -> None:
    page = study(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    open_panel(page, "Scene")
    open_panel(page, "Sounds")
    assert_accessible(page)
    shoot(page, f"study-{scheme}")
    page.set_viewport_size({"width": 390, "height": 844})
    assert_accessible(page)
    shoot(page, f"study-{scheme}-phone")


def test_everything_but_the_timer_fades_while_one_focuses(
    cafe: Cafe, study: Callable[..., Page]
) -> None:
    page = study()
    room, bar = page.locator("study-room"), page.locator(".room-bar")
    open_panel(page, "Sounds")
    page.get_by_role("button", name="Seaside").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(room).to_have_attribute("data-idle", "")
    expect(bar).to_have_css("opacity", "0")
    expect(page.locator(".ring-time")).to_be_visible()
    page.mouse.move(200, 300)
    expect(bar).to_have_css("opacity", "1")

    mixer = page.locator("sound-mixer")
    expect(mixer).to_have_attribute("data-state", "playing")
    cafe.move_clock(25 * 60)
    expect(page.locator(".ring")).to_have_attribute("data-phase", "break")
    expect(mixer).to_have_attribute("data-state", "quiet")
    open_panel(page, "Sounds")
    expect(page.get_by_text("Quiet until the break is over.")).to_be_visible()
    page.get_by_label("Quiet in the breaks").uncheck()
    expect(mixer).to_have_attribute("data-state", "playing")


def test_keys_play_the_sounds_and_fill_the_screen(study: Callable[..., Page]) -> None:
    page = study()
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === null")
    open_panel(page, "Sounds")
    page.locator("h1").click()
    page.keyboard.press("s")
    expect(page.locator("sound-mixer")).to_have_attribute("data-state", "playing")
    page.keyboard.press("s")
    expect(page.locator("sound-mixer")).to_have_attribute("data-state", "quiet")


def test_who_wants_less_motion_gets_a_still(study: Callable[..., Page]) -> None:
    page = study(reduced_motion="reduce")
    assert frames(page) == 0
    page.wait_for_timeout(LONG_ENOUGH_FOR_A_FRAME_MS)
    assert frames(page) == 0


def test_a_page_that_nobody_sees_draws_nothing(study: Callable[..., Page]) -> None:
    page = study()
    page.wait_for_function("() => window.framesAsked > 3")
    page.evaluate(HIDE, True)
    before = frames(page)
    page.wait_for_timeout(LONG_ENOUGH_FOR_A_FRAME_MS)
    assert frames(page) == before
    page.evaluate(HIDE, False)
    page.wait_for_function("(before) => window.framesAsked > before + 3", arg=before)
