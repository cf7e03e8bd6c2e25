"""Alice and Bob send each other pictures, papers and their voices."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from tests.browser.story import People
from tests.browser.table import expect_posted, row

#: Puts files where a hand would have: into the clipboard or over the conversation.
WITH_FILE = """(target, [type, name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, {type: "image/png"}));
  const options = {bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data};
  const event = type === "paste" ? new ClipboardEvent(type, options) : new DragEvent(type, options);
  target.dispatchEvent(event);
}"""


#: Or more, on a slow machine.
TWO_SECONDS = re.compile(r"^0:(0[2-9]|[1-5]\d)$")


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(out, "PNG")
    return out.getvalue()


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def chat(page: Page) -> Locator:
    return page.locator(".room > .chat")


def pick(page: Page, *files: FilePayload) -> None:
    page.locator("chat-composer input[type=file]").first.set_input_files(list(files))


def expect_ready(page: Page, count: int) -> None:
    expect(page.locator('.going-item[data-state="ready"]')).to_have_count(count)


def send(page: Page) -> None:
    page.locator("chat-composer").first.get_by_role("button", name="Send", exact=True).click()


def expect_drawn(image: Locator) -> None:
    """The picture has come, with the pixels of its thumbnail."""
    expect(image).to_have_js_property("complete", value=True)
    expect(image).to_have_js_property("naturalWidth", 480)


@pytest.mark.parametrize("expected_trouble", [["Failed to load resource", "net::ERR_"]])
def test_files(two_people: People, room: str, open_page: Callable[..., Page]) -> None:
    alice, bob = two_people.alice, two_people.bob
    _picked(alice, bob)
    _looked_at(bob)
    _pasted_and_dropped(alice, bob)
    _one_that_failed_is_sent_again(alice, bob)
    _without_javascript(bob, alice, open_page)
    _out_is_out(alice, bob)


def _picked(alice: Page, bob: Page) -> None:
    pick(alice, payload("board.png", picture("teal")), payload("proof.pdf", b"%PDF-1.7 ..."))
    expect_ready(alice, 2)
    pick(alice, payload("wrong.txt", b"not this one"))
    expect_ready(alice, 3)
    alice.get_by_role("button", name="Remove wrong.txt").click()
    expect_ready(alice, 2)
    alice.get_by_label("Message", exact=True).fill("Here is the proof")
    send(alice)
    for page in (alice, bob):
        expect_posted(page, "Here is the proof")
        expect(row(page, "Here is the proof").locator(".file-card")).to_contain_text("proof.pdf")
        expect_drawn(row(page, "Here is the proof").get_by_alt_text("board.png"))
    expect(alice.locator(".going-item")).to_have_count(0)
    with bob.expect_download() as download:
        row(bob, "Here is the proof").get_by_role("link", name="proof.pdf").click()
    assert download.value.suggested_filename == "proof.pdf"
    assert download.value.path().read_bytes() == b"%PDF-1.7 ..."


def _looked_at(bob: Page) -> None:
    bob.reload()
    link = row(bob, "Here is the proof").get_by_role("link", name="board.png")
    expect_drawn(link.locator("img"))
    link.click()
    viewer = bob.get_by_role("dialog", name="Picture")
    expect(viewer.locator("img")).to_have_js_property("naturalWidth", 900)
    bob.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(link).to_be_focused()


def _pasted_and_dropped(alice: Page, bob: Page) -> None:
    for event, colour in (("paste", "maroon"), ("drop", "navy")):
        box = alice.get_by_label("Message", exact=True)
        target = box if event == "paste" else chat(alice)
        target.evaluate(WITH_FILE, [event, f"{event}.png", [*picture(colour)]])
        expect_ready(alice, 1)
        box.press("Enter")
        expect_drawn(bob.get_by_alt_text(f"{event}.png"))
    bob.locator(".file-image a").first.click()
    count = bob.locator(".viewer-count")
    expect(count).to_have_text("1 / 3")
    bob.keyboard.press("ArrowRight")
    expect(count).to_have_text("2 / 3")
    bob.get_by_role("button", name="Close", exact=True).click()


def _one_that_failed_is_sent_again(alice: Page, bob: Page) -> None:
    def lose(route: Route) -> None:
        route.abort("connectionfailed")

    alice.route("**/api/chat/attachments/", lose)
    pick(alice, payload("notes.txt", b"Some notes."))
    failed = alice.locator('.going-item[data-state="failed"]')
    expect(failed).to_contain_text("The connection was lost.")
    alice.unroute("**/api/chat/attachments/", lose)
    failed.get_by_role("button", name="Send again").click()
    expect_ready(alice, 1)
    send(alice)
    expect(bob.locator(".file-card", has_text="notes.txt")).to_be_visible()

    pick(alice, payload("broken.png", b"no picture"))
    expect(failed).to_contain_text("This picture can't be drawn.")
    failed.get_by_role("button", name="Remove broken.png").click()


def _without_javascript(bob: Page, alice: Page, open_page: Callable[..., Page]) -> None:
    plain = open_page(java_script_enabled=False, storage_state=bob.context.storage_state())
    plain.goto(bob.url)
    pick(plain, payload("old.txt", b"from an old browser"))
    send(plain)
    expect(plain.locator(".file-card", has_text="old.txt")).to_be_visible()
    expect(alice.locator(".file-card", has_text="old.txt")).to_be_visible()


def _out_is_out(alice: Page, bob: Page) -> None:
    address = alice.locator(".file-image a").first.get_attribute("href") or ""
    assert status_of(bob, address) == 200
    bob.evaluate(LEAVE)
    assert status_of(bob, address) == 404
    assert status_of(alice, address) == 200


LEAVE = """async () => {
  const { messages } = document.querySelector("section[data-messages]").dataset;
  const [, id] = /rooms\\/(\\d+)/.exec(messages);
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  await fetch(`/api/chat/rooms/${id}/leave/`, {method: "POST", headers: {"X-CSRFToken": token}});
}"""


def status_of(page: Page, address: str) -> Any:
    return page.request.get(address).status


def test_voices(two_people: People, room: str) -> None:
    alice, bob = two_people.alice, two_people.bob
    bob.get_by_role("button", name="Record a voice message").click()
    recorder = bob.get_by_role("group", name="Voice message")
    expect(recorder).to_have_attribute("data-state", "recording")
    expect(recorder.get_by_role("timer")).to_have_text(TWO_SECONDS)
    assert bob.evaluate("() => document.querySelector('voice-recorder meter').value") >= 0
    recorder.get_by_role("button", name="Pause").click()
    expect(recorder).to_have_attribute("data-state", "paused")
    recorder.get_by_role("button", name="Stop and listen").click()
    expect(recorder.locator("voice-player .voice-time")).to_have_text(TWO_SECONDS)
    recorder.get_by_role("button", name="Send the voice message").click()
    expect(recorder).to_have_count(0)

    player = alice.locator(".chat-row voice-player")
    expect(player).to_be_visible()
    player.get_by_role("button", name="Play the voice message").click()
    alice.wait_for_function("() => document.querySelector('.chat-row audio').currentTime > 0.3")
    player.get_by_role("button", name="Play the voice message").click()
    slider = player.get_by_role("slider")
    slider.focus()
    slider.press("End")
    alice.wait_for_function("() => document.querySelector('.chat-row audio').currentTime > 1.5")
    slider.press("Home")
    alice.wait_for_function("() => document.querySelector('.chat-row audio').currentTime === 0")
    expect(bob.locator(".chat-row voice-player")).to_be_visible()
