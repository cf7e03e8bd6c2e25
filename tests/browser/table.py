"""What people do at the table of a room, and what they then see."""

from __future__ import annotations

import re
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect

from tests.browser.story import come_in

SAY_MANY = """
from uuid import uuid4
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Post, post_messages
from virtualcafe.lib import clock
alice = Person.objects.get(username="alice")
for start in range(1, {count} + 1, 500):
    post_messages([
        Post(alice.pk, "room:{code}", uuid4(), f"line {{n}}." + " and more" * (n % 40))
        for n in range(start, min(start + 500, {count} + 1))
    ], now=clock.now())
"""


def open_room(page: Page, name: str) -> str:
    """Open a public room as a person does; gives its code."""
    page.goto("/rooms/create/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Open the room").click()
    page.wait_for_url(re.compile(r"/rooms/[A-Z0-9]{6}/$"))
    at_the_table(page)
    return page.url.rstrip("/").rsplit("/", 1)[1]


def join_by_code(page: Page, code: str) -> None:
    page.goto("/join/")
    page.get_by_label("code").fill(code)
    page.locator("main").get_by_role("button", name="Join").click()
    page.wait_for_url(f"**/rooms/{code}/")
    at_the_table(page)


def sit_down(page: Page, name: str, code: str) -> None:
    """One of the cast comes in and goes to the table."""
    come_in(page, name)
    page.goto(f"/rooms/{code}/")
    at_the_table(page)


def at_the_table(page: Page) -> None:
    """The page is live: the person sees themselves in their seat."""
    expect(page.locator(".seat[data-self]")).to_be_visible()


def say(page: Page, words: str) -> None:
    box = page.get_by_label("Message", exact=True)
    box.fill(words)
    box.press("Enter")


def expect_typing(writer: Page, reader: Page, who: str) -> None:
    """One sees that the other writes. It is said again with further letters, and fades without."""
    line = reader.locator(".chat-typing")
    for _ in range(5):
        box(writer).press_sequentially("Hm")
        with suppress(AssertionError):
            expect(line).to_have_text(f"{who} is typing…", timeout=5_000)
            return
    expect(line).to_have_text(f"{who} is typing…")


def row(page: Page, words: str) -> Locator:
    """The message that says so, in the conversation itself; another may quote it."""
    body = page.locator(".chat-body", has_text=words)
    return page.locator("section:not([data-thread]) > chat-log .chat-row").filter(has=body)


def expect_posted(page: Page, words: str) -> None:
    """It is there, once, and the server has it."""
    expect(row(page, words)).to_have_count(1)
    expect(row(page, words)).to_have_attribute("data-state", "posted")


def choose(page: Page, words: str, item: str) -> None:
    """One of the things that can be done with a message."""
    row(page, words).get_by_label("Do something with this message").click()
    page.locator(".message-menu:popover-open").get_by_role(
        "menuitem", name=item, exact=True
    ).click()


def said(page: Page) -> list[str]:
    return page.locator(".chat-row[data-seq] .chat-body").all_inner_texts()


def seated(page: Page) -> Locator:
    return page.locator(".seat .seat-name")


def connection_word(page: Page) -> Locator:
    """What is said of the connection; nothing while all is well."""
    return page.locator(".connection-word [data-word]:visible")


def notes(page: Page) -> Locator:
    """Who sat down and who left."""
    return page.locator(".chat-note[data-note*=join], .chat-note[data-note*=leave]")


def box(page: Page) -> Locator:
    """Where one writes."""
    return page.get_by_label("Message", exact=True)


def panel(page: Page) -> Locator:
    """A thread, the search or the pins."""
    return page.locator(".chat-side")
