"""Alice and Bob talk: live, over a broken network, about what failed, and back through the past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.network import Network
from tests.browser.story import People
from tests.browser.table import (
    at_the_table,
    box,
    choose,
    connection_word,
    expect_posted,
    expect_typing,
    row,
    said,
    say,
)
from tests.cafe import Cafe

BROKEN_NETWORK = ["WebSocket connection to", "net::ERR_", "Failed to load resource"]

SAY_TWO_HUNDRED = """
from uuid import uuid4
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Post, post_message
from virtualcafe.lib import clock
alice = Person.objects.get(username="alice")
for number in range(1, 201):
    post_message(Post(alice.pk, "room:{code}", uuid4(), f"line {{number}}."), now=clock.now())
"""


@pytest.fixture
def network(cafe: Cafe) -> Iterator[Network]:
    with Network(cafe.port) as network:
        yield network


def test_two_people_talk(two_people: People, room: str, open_page: Callable[..., Page]) -> None:
    alice, bob = two_people.alice, two_people.bob

    expect_typing(alice, bob, "alice")
    say(alice, "Hello **Bob**, ready?")
    expect_posted(alice, "Hello Bob, ready?")
    expect_posted(bob, "Hello Bob, ready?")
    expect(bob.locator(".chat-body strong")).to_have_text("Bob")
    expect(bob.locator(".chat-typing")).to_be_empty()

    say(bob, "Ready when you are")
    expect_posted(alice, "Ready when you are")
    expect(row(alice, "Ready when you are").locator(".chat-author")).to_have_text("bob")

    _edit_and_delete(alice, bob)
    _a_draft_survives_a_reload(bob)
    _each_tab_keeps_its_own(bob)
    _one_can_talk_without_javascript(alice, bob, open_page)


def _edit_and_delete(alice: Page, bob: Page) -> None:
    box(alice).press("ArrowUp")
    expect(box(alice)).to_have_value("Hello **Bob**, ready?")
    box(alice).fill("Hello Bob, shall we?")
    _what_is_edited_survives_a_reload(alice, "Hello Bob, shall we?")
    box(alice).press("Enter")
    expect(row(bob, "shall we?").locator(".chat-edited")).to_be_visible()
    expect(box(alice)).to_have_value("")

    choose(alice, "Ready when you are", "Delete")
    alice.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(row(bob, "This message was deleted.")).to_have_attribute("data-state", "deleted")
    expect(row(alice, "Ready when you are")).to_have_count(0)


def _a_draft_survives_a_reload(bob: Page) -> None:
    box(bob).fill("half a thought")
    bob.reload()
    at_the_table(bob)
    expect(box(bob)).to_have_value("half a thought")
    expect_posted(bob, "shall we?")


def _each_tab_keeps_its_own(bob: Page) -> None:
    second = bob.context.new_page()
    second.goto(bob.url)
    at_the_table(second)
    expect(box(second)).to_have_value("half a thought")
    box(second).fill("quite another one")
    bob.reload()
    at_the_table(bob)
    expect(box(bob)).to_have_value("half a thought")
    second.close()


def _what_is_edited_survives_a_reload(alice: Page, words: str) -> None:
    alice.reload()
    at_the_table(alice)
    expect(alice.locator(".composer-about")).to_be_visible()
    expect(box(alice)).to_have_value(words)
    expect(alice.locator("connection-word")).to_have_attribute("data-word", "")


def _one_can_talk_without_javascript(
    alice: Page, bob: Page, open_page: Callable[..., Page]
) -> None:
    plain = open_page(java_script_enabled=False, storage_state=bob.context.storage_state())
    plain.goto(bob.url)
    plain.get_by_label("Message", exact=True).fill("from a very old browser")
    plain.get_by_role("button", name="Send").click()
    expect(row(plain, "from a very old browser")).to_be_visible()
    expect_posted(alice, "from a very old browser")


@pytest.mark.parametrize("expected_trouble", [BROKEN_NETWORK])
def test_a_broken_network_loses_and_doubles_nothing(
    two_people: People, room: str, network: Network
) -> None:
    alice, bob = two_people.alice, two_people.bob
    bob.goto(f"{network.url}/rooms/{room}/")
    at_the_table(bob)
    say(alice, "before")
    expect_posted(bob, "before")

    network.cut()
    expect(connection_word(bob)).to_have_text("Reconnecting…")
    for number in (1, 2, 3):
        say(alice, f"from alice {number}")
        say(bob, f"from bob {number}")
    expect_posted(alice, "from alice 3")
    expect(bob.locator('.chat-row[data-state="pending"]')).to_have_count(3)
    expect(row(bob, "from bob 1")).to_contain_text("Goes out when you are back")
    expect(row(bob, "from alice 1")).to_have_count(0)

    network.mend()
    for page in (alice, bob):
        for words in (
            "from alice 1",
            "from alice 2",
            "from alice 3",
            "from bob 1",
            "from bob 2",
            "from bob 3",
        ):
            expect_posted(page, words)
    expect(connection_word(bob)).to_have_count(0)
    expect(bob.locator('.chat-row:not([data-state="posted"])')).to_have_count(0)
    assert said(bob) == said(alice)
    assert len(said(bob)) == 7
    _what_was_written_offline_survives_a_reload(alice, bob, network)


def _what_was_written_offline_survives_a_reload(alice: Page, bob: Page, network: Network) -> None:
    network.cut()
    expect(connection_word(bob)).to_have_text("Reconnecting…")
    say(bob, "from the tunnel")
    expect(row(bob, "from the tunnel")).to_have_attribute("data-state", "pending")
    network.mend()
    bob.reload()
    expect_posted(bob, "from the tunnel")
    expect_posted(alice, "from the tunnel")


@pytest.mark.parametrize("expected_trouble", [BROKEN_NETWORK])
def test_a_connection_that_silently_died_is_noticed(two_people: People, room: str) -> None:
    """In a tunnel nothing breaks: bytes just don't come through any more."""
    alice, bob = two_people.alice, two_people.bob
    bob.context.set_offline(True)
    say(bob, "is anybody there?")
    expect(connection_word(bob)).to_contain_text("Offline", timeout=15_000)
    say(alice, "we are")
    expect(row(bob, "is anybody there?")).to_have_attribute("data-state", "pending")

    bob.context.set_offline(False)
    for page in (alice, bob):
        expect_posted(page, "is anybody there?")
        expect_posted(page, "we are")
    expect(connection_word(bob)).to_have_count(0)


def test_a_refused_message_stays_until_it_is_sent_again_or_discarded(
    two_people: People, room: str
) -> None:
    """The server's refusal is played at the door of the page: everything behind it is real."""
    alice, bob = two_people.alice, two_people.bob
    refusals = {"left": 3}

    def at_the_door(line: WebSocketRoute) -> None:
        server = line.connect_to_server()

        def out(frame: str | bytes) -> None:
            asked = re.search(r'"id":(\d+)', str(frame))
            if '"chat_message"' in str(frame) and refusals["left"] and asked:
                refusals["left"] -= 1
                line.send(f'{{"type":"error","id":{asked[1]},"code":"muted","detail":"Hush."}}')
            else:
                server.send(frame)

        line.on_message(out)

    bob.route_web_socket("**/ws/", at_the_door)
    bob.reload()
    at_the_table(bob)
    say(bob, "first try")
    say(bob, "never mind")
    for words in ("first try", "never mind"):
        expect(row(bob, words)).to_have_attribute("data-state", "failed")
        expect(row(bob, words)).to_contain_text("You are muted in this room.")

    row(bob, "first try").get_by_role("button", name="Send again").click()
    row(bob, "never mind").get_by_role("button", name="Discard").click()
    expect(row(bob, "never mind")).to_have_count(0)
    row(bob, "first try").get_by_role("button", name="Send again").click()
    expect_posted(bob, "first try")
    expect_posted(alice, "first try")
    assert said(alice) == ["first try"]


def test_reading_back_keeps_the_place(cafe: Cafe, two_people: People, room: str) -> None:
    alice, bob = two_people.alice, two_people.bob
    cafe.manage("shell", "-c", SAY_TWO_HUNDRED.format(code=room))
    bob.reload()
    at_the_table(bob)
    expect(row(bob, "line 200.")).to_be_in_viewport()
    expect(row(bob, "line 150.")).to_have_count(0)

    log = bob.locator("div.chat-log")
    while row(bob, "line 1.").count() == 0:
        words = bob.locator(".chat-row").first.locator(".chat-body").inner_text()
        log.evaluate("(box) => box.scrollTo(0, 0)")
        expect(bob.locator(".chat-row").first.locator(".chat-body")).not_to_have_text(words)
        expect(row(bob, words)).to_be_in_viewport()
    assert said(bob) == [f"line {number}." for number in range(1, 201)]

    say(alice, "are you still there?")
    expect(bob.locator(".chat-jump")).to_have_text("1 new message")
    expect(row(bob, "are you still there?")).not_to_be_in_viewport()
    bob.locator(".chat-jump").click()
    expect(row(bob, "are you still there?")).to_be_in_viewport()
    expect(bob.locator(".chat-jump")).to_be_hidden()
