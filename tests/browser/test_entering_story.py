"""Coming into a private room: asked and let in, asked and refused, by a link; three people."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.story import come_in, look
from tests.browser.table import at_the_table, seated


def open_private_room(page: Page, name: str) -> str:
    page.goto("/rooms/create/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Only whom I let in").check()
    page.get_by_role("button", name="Open the room").click()
    page.wait_for_url(re.compile(r"/rooms/[A-Z0-9]{6}/$"))
    at_the_table(page)
    return page.url.rstrip("/").rsplit("/", 1)[1]


def knock(page: Page, code: str, words: str) -> None:
    page.goto("/join/")
    page.get_by_label("code").fill(code)
    page.locator("main").get_by_role("button", name="Join").click()
    page.wait_for_url(f"**/join/ask/{code}/")
    page.get_by_label("A line for the host").fill(words)
    page.get_by_role("button", name="Ask to come in").click()
    expect(page.get_by_text("was asked")).to_be_visible()


def let_in(alice: Page, bob: Page, code: str) -> None:
    knock(bob, code, "It is Bob, from the algebra class")
    tray = alice.locator("request-tray")
    expect(tray.locator(".knock")).to_contain_text("bob asks to come into The back room")
    expect(tray.locator(".knock")).to_contain_text("It is Bob, from the algebra class")
    expect(alice.locator(".site-header notification-bell [data-count]")).to_have_text("1")
    look(alice, "knock-0")
    look(bob, "knock-1")
    tray.get_by_role("button", name="Let in bob").press("Enter")
    bob.wait_for_url(f"**/rooms/{code}/")
    at_the_table(bob)
    expect(tray).to_be_hidden()
    expect(alice.locator(".site-header notification-bell [data-count]")).to_be_empty()


def turn_away(alice: Page, charlie: Page, code: str) -> None:
    """In a second tab, from the notifications."""
    knock(charlie, code, "May I?")
    tray = alice.locator("request-tray")
    expect(tray.locator(".knock")).to_contain_text("charlie")
    other_tab = alice.context.new_page()
    other_tab.goto("/notifications/")
    expect(
        other_tab.get_by_text("charlie asks to come into “The back room”: May I?")
    ).to_be_visible()
    look(other_tab, "requests")
    other_tab.get_by_role("button", name="Mark all as read").click()
    expect(other_tab.get_by_role("button", name="Mark all as read")).to_be_hidden()
    other_tab.evaluate("window.stays = true")
    other_tab.get_by_role("button", name="Not now").click()
    expect(charlie.get_by_text("You can’t come in right now")).to_be_visible()
    expect(charlie.get_by_role("button", name="Don’t wait")).to_be_hidden()
    expect(tray).to_be_hidden()
    expect(other_tab.get_by_text("Nothing yet.")).to_be_visible()
    assert other_tab.evaluate("window.stays")


def test_one_is_let_in_and_one_is_not(open_page: Callable[..., Page]) -> None:
    alice, bob, charlie = open_page(), open_page(), open_page()
    for page, name in ((alice, "alice"), (bob, "bob"), (charlie, "charlie")):
        come_in(page, name)
    code = open_private_room(alice, "The back room")
    alice.goto("/study/")  # the host is elsewhere in the café
    let_in(alice, bob, code)
    turn_away(alice, charlie, code)
    alice.goto(f"/rooms/{code}/")
    at_the_table(alice)
    expect(seated(alice)).to_have_text(["alice", "bob"])


def test_in_focus_the_host_is_left_alone(open_page: Callable[..., Page]) -> None:
    alice, bob = open_page(), open_page()
    come_in(alice, "alice")
    come_in(bob, "bob")
    code = open_private_room(alice, "The back room")
    alice.get_by_role("button", name="Start", exact=True).click()
    expect(alice.locator(".ring")).to_have_attribute("data-phase", "focus")

    knock(bob, code, "")
    expect(alice.locator(".site-header notification-bell [data-count]")).to_have_text("1")
    expect(alice.locator("request-tray .knock")).to_have_count(1)
    expect(alice.locator("request-tray .knock")).to_be_hidden()
    expect(alice.locator(".toast")).to_have_count(0)
    alice.get_by_role("button", name="Stop").click()
    dialog = alice.get_by_role("dialog")
    if dialog.is_visible():
        dialog.get_by_role("button").last.click()
    expect(alice.locator("request-tray .knock")).to_be_visible()
    alice.get_by_role("button", name="Let in bob").click()
    bob.wait_for_url(f"**/rooms/{code}/")
    expect(seated(alice)).to_have_text(["alice", "bob"])


def test_a_link_admits_until_it_is_taken_back(open_page: Callable[..., Page]) -> None:
    alice, bob, charlie = open_page(), open_page(), open_page()
    for page, name in ((alice, "alice"), (bob, "bob"), (charlie, "charlie")):
        come_in(page, name)
    code = open_private_room(alice, "The back room")
    alice.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog = alice.get_by_role("dialog", name="Invite")

    alice.get_by_label("This room").click()
    alice.get_by_role("link", name="Invite").click()
    dialog.get_by_role("button", name="Make a link").click()
    dialog.get_by_role("button", name="Copy the link").click()
    expect(dialog.get_by_text("Copied.")).to_be_visible()
    link = str(alice.evaluate("navigator.clipboard.readText()"))
    assert "/join/" in link
    look(alice, "invite")

    bob.goto(link)
    expect(bob.get_by_role("heading", name="The back room")).to_be_visible()
    bob.get_by_role("button", name="Join").click()
    bob.wait_for_url(f"**/rooms/{code}/")
    at_the_table(bob)

    charlie.goto("/home/")
    dialog.get_by_label("Username").fill("charlie")
    dialog.get_by_role("button", name="Invite", exact=True).click()
    expect(dialog.get_by_text("charlie finds your invitation.")).to_be_visible()
    toast = charlie.locator(".toast", has_text="alice invites you to “The back room”.")
    expect(toast).to_be_visible()
    dialog.get_by_role("button", name="Take it back").click()
    expect(dialog.get_by_text("The link opens nothing any more.")).to_be_visible()
    assert charlie.request.get(link).status == 404  # not by a page: its console would complain
