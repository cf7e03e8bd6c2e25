"""Bob writes to Alice from a message of hers: both see it live, and then she has had enough."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.story import People, look
from tests.browser.table import expect_posted, expect_typing, row, say


def test_from_a_message_to_a_block(two_people: People, room: str) -> None:
    alice, bob = two_people.alice, two_people.bob
    say(alice, "Who has the notes of Monday?")
    expect_posted(bob, "Who has the notes of Monday?")
    say(bob, "I might.")
    expect_posted(alice, "I might.")

    _begin_from_the_message(bob)
    alice.goto("/home/")
    expect(alice.get_by_role("link", name=re.compile("Messages"))).to_contain_text("1")
    alice.get_by_role("link", name=re.compile("Messages")).click()
    look(alice, "messages-list")
    alice.get_by_role("link", name=re.compile("bob")).first.click()
    expect_posted(alice, "I have them. Shall I send them?")

    _both_talk(alice, bob)
    _alice_blocks(alice)
    say(bob, "And the ones of Tuesday?")
    failed = row(bob, "And the ones of Tuesday?")
    expect(failed).to_have_attribute("data-state", "failed")
    expect(failed).to_contain_text("alice can't be written to.")
    expect(row(alice, "Tuesday")).to_have_count(0)
    look(bob, "messages-refused")

    alice.goto(f"/rooms/{room}/")
    expect(alice.get_by_text("I might.")).to_be_hidden()
    look(alice, "room-with-somebody-blocked")
    alice.get_by_role("button", name="somebody you blocked").click()
    expect(alice.get_by_text("I might.")).to_be_visible()


def _begin_from_the_message(bob: Page) -> None:
    row(bob, "notes of Monday").get_by_label("Do something with this message").click()
    bob.get_by_role("menuitem", name="Write privately").click()
    expect(bob).to_have_url(re.compile(r"/messages/\?to=alice&about=\d+$"))
    box = bob.get_by_label("Message", exact=True)
    expect(box).to_have_value("> Who has the notes of Monday?\n\n")
    look(bob, "messages-begin")
    box.fill("> Who has the notes of Monday?\n\nI have them. Shall I send them?")
    bob.get_by_role("button", name="Send").click()
    expect(bob).to_have_url(re.compile(r"/messages/\d+/"))
    expect_posted(bob, "I have them. Shall I send them?")


def _both_talk(alice: Page, bob: Page) -> None:
    say(alice, "Yes please!")
    expect_posted(bob, "Yes please!")
    expect_typing(bob, alice, "bob")
    expect(bob.locator(".thread-words").first).to_have_text("Yes please!")
    expect(alice.locator("message-badge .badge")).to_be_hidden()
    look(alice, "messages-thread")


def _alice_blocks(alice: Page) -> None:
    alice.get_by_label("More about bob").click()
    alice.get_by_role("button", name="Block").click()
    expect(alice.locator(".message-refusal")).to_contain_text("You blocked bob.")
    expect(alice.get_by_label("Message", exact=True)).to_have_count(0)
    look(alice, "messages-blocked")
