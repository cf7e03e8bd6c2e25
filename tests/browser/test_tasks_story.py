"""One person with two tabs does a task: written down, ordered, chosen, focused on, asked about."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.story import People, assert_accessible, come_in, shoot
from tests.cafe import Cafe

LONG = "Read the long chapter about everything that nobody ever wanted to know of it " * 2

#: Whether what somebody may be about to press is made anew although nothing changed.
DRAWN_FOR_NOTHING = """async (desk) => {
  const [part] = desk.live.children;
  await desk.renew();
  return !part.isConnected;
}"""

#: The list asks what it should show now, and hears it in the middle of something else.
BEGIN_TO_DRAW = """() => {
  const {fetch} = window;
  const answered = new Promise((answer) => { window.answer = answer });
  window.fetch = async (...asked) => { await answered; return fetch(...asked); };
  window.drawing = document.querySelector("task-list").renew();
  window.fetch = fetch;
}"""
END_TO_DRAW = "async () => { window.answer(); await window.drawing; }"


def titles(page: Page) -> Locator:
    return page.locator("ol.tasks .task-title")


def row(page: Page, title: str) -> Locator:
    return page.locator("ol.tasks .task", has=page.get_by_role("link", name=title, exact=True))


def seat_goal(page: Page, name: str) -> Locator:
    return page.locator(".seat", has=page.get_by_text(name, exact=True)).locator(".seat-goal")


def write_down(page: Page, *names: str) -> None:
    field = page.get_by_label("New task")
    for name in names:
        field.fill(name)
        field.press("Enter")
        expect(field).to_have_value("")
        expect(field).to_be_focused()


def put_aside(page: Page, thought: str) -> None:
    """With one key, and the keyboard is where it was."""
    page.keyboard.press("d")
    field = page.get_by_label("A thought for later")
    expect(field).to_be_focused()
    page.keyboard.type(thought)
    page.keyboard.press("Enter")
    expect(field).to_be_hidden()


def test_a_task_from_the_first_word_to_the_last(open_page: Callable[..., Page], cafe: Cafe) -> None:
    goals = open_page()
    come_in(goals, "alice")
    goals.goto("/goals/")
    expect(goals.get_by_text("Write down the first thing")).to_be_visible()
    assert_accessible(goals)
    study = goals.context.new_page()
    study.goto("/study/")
    expect(study.locator("focus-desk")).to_contain_text("Choose a task")

    _written_in_one_tab_it_is_in_the_other(study, goals)
    _order_by_keyboard(goals, study)
    _order_by_hand(goals, study)
    _changed(goals, study)
    _deleted_and_taken_back(goals, study)
    _chosen_and_begun_with_a_goal(study, goals)
    _thoughts_are_put_aside(study, goals)
    cafe.move_clock(25 * 60)
    _the_break_asks_how_it_went(study, goals)
    _the_break_hands_thoughts_back(study, goals)
    _what_was_not_done_is_the_next_goal(study)
    _done_and_on_to_the_next(goals, study)


def _written_in_one_tab_it_is_in_the_other(study: Page, goals: Page) -> None:
    study.keyboard.press("n")
    expect(study.get_by_label("New task")).to_be_focused()
    write_down(study, "Essay", "Report", LONG)
    for page in (study, goals):
        expect(titles(page)).to_have_text(["Essay", "Report", LONG.strip()])


def _order_by_keyboard(goals: Page, study: Page) -> None:
    grip = row(goals, "Report").get_by_role("button", name="Move Report")
    grip.press("ArrowUp")
    expect(goals.locator("task-list [data-said]")).to_have_text("Report, place 1 of 3.")
    expect(titles(study)).to_have_text(["Report", "Essay", LONG.strip()])
    expect(row(goals, "Report").locator(".task-grip")).to_be_focused()
    expect(titles(goals)).to_have_text(["Report", "Essay", LONG.strip()])


def _order_by_hand(goals: Page, study: Page) -> None:
    """What is held stays in the hand, whatever is being drawn anew just then."""
    goals.evaluate(BEGIN_TO_DRAW)
    row(goals, "Report").locator(".task-grip").hover()
    goals.mouse.down()
    goals.evaluate(END_TO_DRAW)
    end = row(goals, LONG.strip()).bounding_box()
    assert end
    goals.mouse.move(end["x"] + 20, end["y"] + end["height"] - 2, steps=6)
    goals.mouse.up()
    expect(titles(study)).to_have_text(["Essay", LONG.strip(), "Report"])


def _changed(goals: Page, study: Page) -> None:
    dialog = _opened(goals, "Essay")
    dialog.get_by_label("Rounds").fill("2")
    dialog.get_by_label("Priority").select_option("high")
    assert_accessible(goals)
    dialog.get_by_role("button", name="Save").click()
    expect(row(study, "Essay")).to_contain_text("0 of 2 rounds")


def _deleted_and_taken_back(goals: Page, study: Page) -> None:
    _opened(goals, "Report").get_by_role("button", name="Delete").click()
    expect(goals.get_by_role("button", name="Undo")).to_be_focused()
    expect(titles(study)).to_have_count(2)
    goals.keyboard.press("Enter")
    expect(titles(study)).to_have_text(["Essay", LONG.strip(), "Report"])
    assert study.locator("focus-desk").evaluate(DRAWN_FOR_NOTHING) is False


def _opened(goals: Page, title: str) -> Locator:
    titles(goals).filter(has_text=title).click()
    return goals.get_by_role("dialog", name="Change the task")


def _chosen_and_begun_with_a_goal(study: Page, goals: Page) -> None:
    study.get_by_role("button", name="Work on Essay").click()
    expect(study.locator(".desk-task")).to_contain_text("Essay")
    expect(row(goals, "Essay")).to_have_attribute("data-active", "")
    study.get_by_role("button", name="Close").click()
    study.get_by_label("What do you want to get done?").fill("Two pages")
    study.get_by_role("button", name="Start", exact=True).click()
    expect(study.locator(".ring-note[data-goal]")).to_have_text("Two pages")


def _thoughts_are_put_aside(study: Page, goals: Page) -> None:
    put_aside(study, "Call the bank")
    put_aside(study, "Why is the sky blue?")
    expect(goals.locator(".thought")).to_have_count(2)
    expect(study.locator(".desk-thoughts")).to_be_hidden()
    assert_accessible(study)
    shoot(study, "tasks-focus")


def _the_break_asks_how_it_went(study: Page, goals: Page) -> None:
    asked = study.locator(".desk-ask")
    expect(asked).to_contain_text("Two pages")
    expect(row(goals, "Essay")).to_contain_text("1 of 2 rounds")
    assert_accessible(study)
    asked.get_by_role("button", name="Partly").click()


def _the_break_hands_thoughts_back(study: Page, goals: Page) -> None:
    thought = study.locator(".desk-thoughts")
    expect(thought).to_contain_text("Call the bank")
    thought.get_by_role("button", name="Make a task").click()
    expect(thought).to_contain_text("Why is the sky blue?")
    shoot(study, "tasks-break")
    thought.get_by_role("button", name="Drop").click()
    expect(goals.locator(".thought")).to_have_count(0)
    expect(titles(goals).last).to_have_text("Call the bank")


def _what_was_not_done_is_the_next_goal(study: Page) -> None:
    study.get_by_role("button", name="Stop", exact=True).click()
    expect(study.get_by_label("What do you want to get done?")).to_have_value("Two pages")


def _done_and_on_to_the_next(goals: Page, study: Page) -> None:
    goals.get_by_role("button", name="Done: Essay").press("Enter")
    expect(goals.get_by_role("button", name=re.compile("^Done: Read the long"))).to_be_focused()
    expect(study.locator(".desk-task")).to_contain_text("Choose a task")
    assert_accessible(goals)


def test_in_a_room_each_has_a_goal_of_their_own(two_people: People, cafe: Cafe, room: str) -> None:
    alice, bob = two_people.alice, two_people.bob

    # Tasks over the room, which has no place for them.
    bob.keyboard.press("n")
    write_down(bob, "Vocabulary")
    bob.get_by_role("button", name="Work on Vocabulary").click()
    expect(bob.locator(".desk-task")).to_contain_text("Vocabulary")
    assert_accessible(bob)
    bob.keyboard.press("Escape")

    alice.get_by_label("What do you want to get done?").fill("Chapter 4")
    alice.get_by_role("button", name="Start", exact=True).click()
    expect(alice.locator(".ring-note[data-goal]")).to_have_text("Chapter 4")
    bob.locator("focus-desk").get_by_text("Set a goal").click()
    bob.get_by_label("What do you want to get done in this focus?").fill("Thirty words")
    bob.keyboard.press("Enter")
    expect(bob.locator(".ring-note[data-goal]")).to_have_text("Thirty words")
    for page in (alice, bob):
        expect(seat_goal(page, "alice")).to_have_text("Chapter 4")
        expect(seat_goal(page, "bob")).to_have_text("Thirty words")
    shoot(alice, "room-goals")
    put_aside(bob, "Tea")

    cafe.move_clock(25 * 60)
    for page, goal in ((alice, "Chapter 4"), (bob, "Thirty words")):
        expect(page.locator(".desk-ask")).to_contain_text(goal)
    assert_accessible(alice)
    bob.locator(".desk-ask").get_by_role("button", name="Don't ask").click()
    expect(bob.locator(".desk-thoughts")).to_contain_text("Tea")
    alice.locator(".desk-ask").get_by_role("button", name="Done").click()
    expect(alice.locator(".desk-ask")).to_have_count(0)
    expect(alice.locator(".ring-note[data-goal]")).to_have_text("")
    expect(seat_goal(bob, "alice")).to_have_text("")
    alice.reload()
    expect(seat_goal(alice, "bob")).to_have_text("Thirty words")


def test_without_javascript_all_of_it_is_forms(open_page: Callable[..., Page]) -> None:
    signed_in = open_page()
    come_in(signed_in, "alice")
    page = open_page(java_script_enabled=False, storage_state=signed_in.context.storage_state())
    page.goto("/goals/")
    for title in ("Essay", "Report"):
        page.get_by_label("New task").fill(title)
        page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Move Report up").click()
    expect(titles(page)).to_have_text(["Report", "Essay"])
    page.get_by_role("button", name="Work on Essay").click()
    page.get_by_role("link", name="Report", exact=True).click()
    page.get_by_label("Notes").fill("Two pages")
    page.get_by_role("button", name="Save").click()
    expect(row(page, "Report")).to_contain_text("Two pages")
    page.get_by_role("link", name="Report", exact=True).click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Undo").click()
    expect(titles(page)).to_have_text(["Report", "Essay"])
    page.get_by_role("button", name="Done: Report").click()
    expect(titles(page)).to_have_text(["Essay"])

    page.goto("/study/")
    expect(page.locator(".desk-task")).to_contain_text("Essay")
    page.get_by_label("What do you want to get done?").fill("Two pages")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".ring-note[data-goal]")).to_have_text("Two pages")
    page.get_by_text("Put a thought aside").click()
    page.get_by_label("A thought for later").fill("Tea")
    page.get_by_role("button", name="Put aside", exact=True).click()
    page.goto("/goals/")
    expect(page.locator(".thought")).to_contain_text("Tea")
