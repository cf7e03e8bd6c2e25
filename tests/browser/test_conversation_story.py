"""Alice and Bob converse: they answer, react, call each other, branch off, look back and find."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.story import People, assert_accessible, shoot
from tests.browser.table import (
    SAY_MANY,
    at_the_table,
    box,
    choose,
    expect_posted,
    panel,
    row,
    said,
    say,
)
from tests.cafe import Cafe


def test_each_sees_live_what_the_other_does(two_people: People, room: str) -> None:
    alice, bob = two_people.alice, two_people.bob
    say(alice, "Who knows the proof?")
    expect_posted(bob, "Who knows the proof?")

    _answering(alice, bob)
    _reacting(alice, bob)
    _calling_by_name(alice, bob)
    _branching_off(alice, bob)
    _pinning(alice, bob)
    _changing_ones_mind(alice, bob)
    _finding_again(alice, bob, room)


def _answering(alice: Page, bob: Page) -> None:
    choose(bob, "Who knows the proof?", "Reply")
    expect(bob.locator(".composer-about")).to_contain_text("alice: Who knows the proof?")
    box(bob).press("Escape")
    expect(bob.locator(".composer-about")).to_be_hidden()

    choose(bob, "Who knows the proof?", "Reply")
    say(bob, "I do")
    expect_posted(alice, "I do")
    expect(row(alice, "I do").locator(".chat-reply")).to_have_text("alice: Who knows the proof?")
    row(alice, "I do").locator(".chat-reply").click()
    expect(row(alice, "Who knows the proof?")).to_be_focused()


def _reacting(alice: Page, bob: Page) -> None:
    row(alice, "I do").get_by_label("Do something with this message").click()
    alice.get_by_role("menuitem", name="React with 🎉").click()
    there = row(bob, "I do").get_by_role("button", name="🎉 alice")
    expect(there).to_have_attribute("aria-pressed", "false")
    there.click()
    expect(row(alice, "I do").get_by_role("button", name="🎉 alice, bob")).to_have_text(
        re.compile("2")
    )
    row(alice, "I do").locator(".reaction").click()
    expect(row(bob, "I do").get_by_role("button", name="🎉 bob")).to_have_attribute(
        "aria-pressed", "true"
    )

    choose(bob, "I do", "Another emoji")
    picker = bob.get_by_role("dialog", name="Pick an emoji")
    picker.get_by_role("searchbox").press_sequentially("coff")
    expect(picker.get_by_role("button")).to_have_text(["☕"])
    picker.get_by_role("searchbox").press("Enter")
    expect(row(alice, "I do").get_by_role("button", name="☕ bob")).to_be_visible()


def _calling_by_name(alice: Page, bob: Page) -> None:
    box(alice).press_sequentially("Thanks @bo")
    expect(alice.get_by_role("option", name="bob")).to_have_attribute("aria-selected", "true")
    box(alice).press("Tab")
    expect(box(alice)).to_have_value("Thanks @bob ")
    box(alice).press_sequentially(":tada")
    expect(alice.get_by_role("option").first).to_contain_text("🎉")
    box(alice).press("Enter")
    box(alice).press("Enter")
    expect_posted(bob, "Thanks @bob 🎉")
    expect(row(bob, "Thanks @bob")).to_have_attribute("data-called", "")
    expect(row(alice, "Thanks @bob")).not_to_have_attribute("data-called", "")


def _branching_off(alice: Page, bob: Page) -> None:
    choose(alice, "Who knows the proof?", "Reply in a thread")
    reply = alice.get_by_label("Reply in this thread")
    reply.fill("Which lemma?")
    reply.press("Enter")
    expect(row(bob, "Who knows the proof?").locator(".chat-thread")).to_have_text("1 reply")
    expect(row(bob, "Which lemma?")).to_have_count(0)

    row(bob, "Who knows the proof?").locator(".chat-thread").click()
    expect(panel(bob).locator(".chat-row")).to_have_count(2)
    answer = bob.get_by_label("Reply in this thread")
    answer.fill("The second")
    answer.press("Enter")
    expect(panel(alice).locator(".chat-row", has_text="The second")).to_have_attribute(
        "data-state", "posted"
    )
    expect(row(alice, "Who knows the proof?").locator(".chat-thread")).to_contain_text("2 replies")
    assert_accessible(bob)
    shoot(bob, "thread")
    bob.go_back()
    expect(panel(bob)).to_have_count(0)
    panel(alice).get_by_role("button", name="Close the thread").click()
    expect(panel(alice)).to_have_count(0)
    _a_thread_waits(alice, bob)
    assert said(alice) == said(bob)


def _a_thread_waits(alice: Page, bob: Page) -> None:
    """Whoever took part hears that it goes on, until they have looked."""
    root = row(bob, "Who knows the proof?").locator(".chat-thread")
    choose(alice, "Who knows the proof?", "Reply in a thread")
    alice.get_by_label("Reply in this thread").fill("Found it")
    alice.get_by_label("Reply in this thread").press("Enter")
    expect(root).to_have_text("3 replies, 1 new")
    alice.go_back()
    expect(panel(alice)).to_have_count(0)
    root.click()
    expect(root).to_have_text("3 replies")
    bob.go_back()
    expect(panel(bob)).to_have_count(0)


def _pinning(alice: Page, bob: Page) -> None:
    choose(alice, "I do", "Pin")
    expect(row(bob, "I do").locator(".chat-pin")).to_be_visible()
    bob.get_by_label("Pinned messages").click()
    expect(panel(bob).locator(".chat-hit")).to_contain_text("I do")
    choose(alice, "I do", "Take down the pin")
    expect(panel(bob)).to_contain_text("Nothing is pinned yet")
    bob.keyboard.press("Escape")
    expect(panel(bob)).to_have_count(0)
    row(bob, "I do").get_by_label("Do something with this message").click()
    expect(bob.get_by_role("menuitem", name="Pin")).to_be_hidden()
    bob.keyboard.press("Escape")


def _changing_ones_mind(alice: Page, bob: Page) -> None:
    box(bob).press("ArrowUp")
    expect(box(bob)).to_have_value("I do")
    box(bob).fill("I nearly do")
    box(bob).press("Enter")
    expect(row(alice, "I nearly do").locator(".chat-edited")).to_be_visible()
    expect(row(alice, "I nearly do").locator(".reaction")).to_have_count(2)

    choose(alice, "Thanks @bob", "Delete")
    alice.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(row(bob, "This message was deleted.")).to_have_count(1)
    expect(row(bob, "This message was deleted.").locator(".chat-more")).to_have_count(0)


def _finding_again(alice: Page, bob: Page, room: str) -> None:
    bob.locator(".chat-log[role=log]").first.focus()
    bob.keyboard.press("/")
    bob.get_by_role("searchbox", name="Search for").press_sequentially("proof")
    expect(panel(bob).locator(".chat-hit")).to_have_count(1)
    expect(panel(bob).locator(".chat-hit mark")).to_have_text("proof")
    panel(bob).locator(".chat-hit a").click()
    expect(row(bob, "Who knows the proof?")).to_be_focused()

    bob.goto("/home/")
    for words in ("first of two", "second of two"):
        say(alice, words)
        expect_posted(alice, words)
    bob.goto(f"/rooms/{room}/")
    at_the_table(bob)
    unread = bob.locator(".chat-unread")
    expect(unread).to_be_visible()
    expect(bob.locator(".chat-unread + .chat-row")).to_contain_text("first of two")
    bob.goto("/search/?q=thanks")
    expect(bob.locator("main")).to_contain_text("Nothing was said like that")


def test_drafts_and_links_survive(cafe: Cafe, two_people: People, room: str) -> None:
    alice, bob = two_people.alice, two_people.bob
    say(alice, "the very first")
    expect_posted(alice, "the very first")
    cafe.manage("shell", "-c", SAY_MANY.format(code=room, count=120))
    bob.reload()
    at_the_table(bob)

    box(bob).fill("half a thought")
    bob.reload()
    at_the_table(bob)
    expect(box(bob)).to_have_value("half a thought")

    expect(row(alice, "line 120.")).to_be_visible()
    alice.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(alice, "the very first", "Copy the link")
    expect(alice.get_by_text("The link is copied.")).to_be_visible()
    link = alice.evaluate("navigator.clipboard.readText()")
    bob.goto(link)
    expect(row(bob, "the very first")).to_be_focused()
    expect(row(bob, "the very first")).to_be_in_viewport()
    expect(row(bob, "line 120.")).to_have_count(0)

    bob.locator(".chat-jump").click()
    expect(row(bob, "line 120.")).to_be_in_viewport()
    expect(box(bob)).to_have_value("half a thought")
    box(bob).press("Enter")
    expect_posted(alice, "half a thought")
    bob.reload()
    at_the_table(bob)
    expect(box(bob)).to_have_value("")
