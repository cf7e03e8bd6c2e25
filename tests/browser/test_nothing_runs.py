"""Alice and Bob write whatever an attacker would, and look at every page: nothing of it runs."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.story import People
from tests.browser.table import sit_down
from tests.cafe import Cafe
from tests.opened import Opened
from tests.safety import corpus, markdown_corpus
from virtualcafe.lib import markdown

#: Whatever gets through calls it. Violations of CSP and dialogs fail a story by themselves.
ALARM = "window.alarms = []; window.xss = () => { window.alarms.push(new Error().stack); };"
PLACES = ["/home/", "/rooms/", "/rooms/?search=script", "/notifications/", "/messages/", "/search/",
          "/profile/", "/profile/edit/", "/u/bob/", "/progress/", "/study/"]  # fmt: skip
IN_THE_ROOM = ["", "members/", "attendance/", "pinned/", "invite/"]
THE_HOSTS = ["requests/", "settings/"]

POST = """async ([room, contents]) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
  const headers = {"Content-Type": "application/json", "X-CSRFToken": token};
  const statuses = [];
  for (const content of contents) {
    const body = JSON.stringify({cid: crypto.randomUUID(), content});
    const path = `/api/chat/rooms/${room}/messages/`;
    const answer = await fetch(path, {method: "POST", headers, body});
    statuses.push(answer.status);
  }
  return statuses;
}"""

#: Put into a page without any CSP, as a careless one would; and once more what came out.
TWICE = """(pieces) => pieces.map((html) => {
  const first = document.createElement("div"), second = document.createElement("div");
  document.body.append(first, second);
  first.innerHTML = html;
  second.innerHTML = first.innerHTML;
  const same = first.innerHTML === second.innerHTML && first.isEqualNode(second);
  const risky = first.querySelector("script,style,svg,img,iframe,form,input,button,link,base,meta");
  for (const element of first.querySelectorAll("*")) element.dispatchEvent(new Event("mouseover"));
  first.remove();
  second.remove();
  return same && !risky;
})"""


def test_every_page_shows_it_as_words(two_people: People, cafe: Cafe, opened: Opened) -> None:
    alice, bob = two_people.alice, two_people.bob
    for page in (alice, bob):
        page.add_init_script(ALARM)
        page.on("dialog", _fail)
    for page, name in ((alice, "alice"), (bob, "bob")):
        sit_down(page, name, opened.code)
    code = opened.code
    room = alice.evaluate("async () => (await (await fetch('/api/chat/rooms/?mine=1')).json())")
    statuses = bob.evaluate(POST, [room["results"][0]["id"], _packed(8)])
    assert set(statuses) == {201}
    expect(alice.locator(".chat-row[data-state=posted]")).to_have_count(8)
    _nothing_ran(alice)

    cafe.manage("shell", "-v0", "-c", f"from tests.safety.planting import plant; plant('{code}')")
    shared = [*PLACES, *(f"/rooms/{code}/{place}" for place in IN_THE_ROOM)]
    hosts = [f"/rooms/{code}/{place}" for place in THE_HOSTS]
    for page, paths in ((alice, shared + hosts), (bob, shared)):
        for path in paths:
            page.goto(path)
            _nothing_ran(page)


def test_a_message_reads_the_same_however_often_it_is_parsed(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    page.add_init_script(ALARM)
    page.goto("about:blank")
    typed = [*corpus.PLAIN, *markdown_corpus.markdown_vectors()]
    pieces = [markdown.render(each, {"alice": 1}) for each in typed]
    wrong = [
        each for each, right in zip(typed, page.evaluate(TWICE, pieces), strict=True) if not right
    ]
    assert wrong == []
    _nothing_ran(page)


def _packed(messages: int) -> list[str]:
    """All lines, in so many messages."""
    lines = [line.replace("\x00", "") for line in corpus.PLAIN]
    return ["\n\n".join(lines[at::messages]) for at in range(messages)]


def _nothing_ran(page: Page) -> None:
    assert page.evaluate("window.alarms") == [], page.url


def _fail(dialog: object) -> None:
    raise AssertionError(f"A dialog opened: {dialog}")
