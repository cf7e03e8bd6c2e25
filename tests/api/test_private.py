"""Private threads as JSON and as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.chat.cast import said
from tests.chat.private_cast import opened, wrote
from tests.conftest import NOON
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person
from virtualcafe.chat import limits
from virtualcafe.chat.models import Message, PrivateThread, ReadMark
from virtualcafe.chat.private import actions
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room

Browser = Callable[[Person], Client]
THREADS = "/api/chat/private-threads/"


@pytest.fixture(autouse=True)
def _rested() -> None:
    actions.new_threads.forget()
    limits.messages.forget()


def post(client: Client, path: str, **body: object) -> Any:
    return client.post(path, body, "application/json")


def say(client: Client, thread: PrivateThread, content: str = "Hello", **body: object) -> Any:
    sent = {"cid": str(uuid4()), "content": content, **body}
    return post(client, f"{THREADS}{thread.pk}/messages/", **sent)


def test_open_by_id_or_name(alice: Person, bob: Person, client_of: Browser) -> None:
    api = client_of(bob)
    answer = post(api, THREADS, user=alice.pk)
    thread = PrivateThread.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": thread.pk,
        "stream": f"private:{thread.pk}",
        "user": {"id": alice.pk, "username": "alice", "avatar_url": None, "level": 1},
        "last_message": None,
        "unread": 0,
        "created_at": clock.iso(thread.created_at),
        "last_seq": 0,
    }
    again = post(api, THREADS, user="ALICE")
    assert (again.status_code, again.json()) == (200, answer.json())


def test_with_first_words(alice: Person, bob: Person, client_of: Browser) -> None:
    answer = post(client_of(bob), THREADS, user="alice", message="Hello *you*").json()
    assert answer["last_message"]["html"] == "<p>Hello <em>you</em></p>"
    [seen] = client_of(alice).get(THREADS).json()["results"]
    assert (seen["user"]["username"], seen["unread"], seen["last_seq"]) == ("bob", 1, 1)


def test_from_a_message(alice: Person, bob: Person, room: Room, client_of: Browser) -> None:
    hers, his = said(alice, room), said(bob, room)
    api = client_of(bob)
    assert post(api, THREADS, user=alice.pk, message=hers.pk).status_code == 201
    assert post(api, THREADS, user=alice.pk, message=his.pk).status_code == 400
    assert post(api, THREADS, user=alice.pk, message=9999).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"user": None}, 400),
        ({"user": True}, 400),
        ({"user": 1.5}, 400),
        ({"user": "nobody"}, 404),
        ({"user": "a\x00"}, 404),
        ({"user": 999}, 404),
        ({"user": 2**70}, 400),
        ({"user": "bob"}, 400),
        ({"user": "alice", "message": " "}, 400),
        ({"user": "alice", "message": "x" * 4001}, 413),
    ],
)
def test_refused_openings(
    alice: Person, bob: Person, client_of: Browser, body: dict[str, object], status: int
) -> None:
    assert post(client_of(bob), THREADS, **body).status_code == status
    assert not PrivateThread.objects.exists()
    assert not ReadMark.objects.exists()


def test_messages(alice: Person, bob: Person, client_of: Browser) -> None:
    thread, hers, his = opened(bob, alice), client_of(alice), client_of(bob)
    path = f"{THREADS}{thread.pk}/messages/"
    assert hers.get(path).status_code == 404
    first = say(his, thread)
    assert (first.status_code, first.json()["stream"]) == (201, thread.stream.name)
    again = say(his, thread, cid=first.json()["cid"])
    assert (again.status_code, again.json()) == (200, first.json())
    assert say(his, thread, "other", cid=first.json()["cid"]).status_code == 409
    say(hers, thread, "Hi")
    listed = hers.get(f"{path}?limit=1").json()
    assert [message["content"] for message in listed["results"]] == ["Hi"]
    older = hers.get(f"{path}?cursor={listed['previous']}").json()["results"]
    assert [message["content"] for message in older] == ["Hello"]
    assert hers.get(f"{THREADS}unread/").json() == {"threads": 1}
    assert post(hers, f"{THREADS}{thread.pk}/read/", seq=9).json() == {"unread": 0}
    assert hers.get(f"{THREADS}unread/").json() == {"threads": 0}


def test_change_and_delete(alice: Person, bob: Person, room: Room, client_of: Browser) -> None:
    thread, hers, his = opened(bob, alice), client_of(alice), client_of(bob)
    message = wrote(bob, thread)
    path = f"/api/chat/private-messages/{message.pk}/"
    new = {"content": "New"}
    assert his.patch(path, new, "application/json").json()["content"] == "New"
    assert hers.patch(path, new, "application/json").status_code == 403
    assert hers.delete(path).status_code == 403
    assert his.delete(path).status_code == 204
    assert his.delete(path).status_code == 404
    in_room = said(bob, room)
    assert his.delete(f"/api/chat/private-messages/{in_room.pk}/").status_code == 404
    assert Message.objects.standing().filter(pk=in_room.pk).exists()


def test_a_third_person_finds_nothing_by_any_door(
    alice: Person, bob: Person, charlie: Person, client_of: Browser
) -> None:
    thread, api = opened(bob, alice), client_of(charlie)
    message = wrote(bob, thread, "secret cinnamon")
    charlie.grant(Person.Role.ADMIN)
    pages = [f"{THREADS}{thread.pk}/", f"{THREADS}{thread.pk}/messages/"]
    for path in [*pages, f"/messages/{thread.pk}/"]:
        assert api.get(path).status_code == 404
    assert say(api, thread).status_code == 404
    assert post(api, f"{THREADS}{thread.pk}/read/", seq=1).status_code == 404
    for path in (f"/api/chat/private-messages/{message.pk}/", f"/api/chat/messages/{message.pk}/"):
        assert api.patch(path, {"content": "x"}, "application/json").status_code == 404
        assert api.delete(path).status_code == 404
    told = {"about": "message", "id": message.pk, "reason": "x"}
    assert post(api, "/api/reports/", **told).status_code == 404
    assert api.post(f"/messages/{thread.pk}/messages/", {"content": "x"}).status_code == 404
    assert api.get(THREADS).json()["results"] == []
    assert api.get("/api/chat/search/?q=cinnamon").json()["results"] == []
    assert b"cinnamon" not in api.get(f"/messages/?to=alice&about={message.pk}").content
    assert Message.objects.count() == 1


def test_signed_out(alice: Person, bob: Person) -> None:
    thread = opened(bob, alice)
    for path in (THREADS, f"{THREADS}{thread.pk}/", f"{THREADS}{thread.pk}/messages/"):
        assert Client().get(path).status_code == 401
    assert Client().get(f"/messages/{thread.pk}/")["Location"].startswith("/login/")


def test_refused_by_the_rules(alice: Person, bob: Person, client_of: Browser) -> None:
    thread = opened(bob, alice)
    wrote(bob, thread)
    relations.block(alice, bob, now=NOON)
    answer = say(client_of(bob), thread)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "alice can't be written to."
    assert client_of(bob).get(f"{THREADS}{thread.pk}/messages/").status_code == 200
    hers = client_of(alice).get(f"/messages/{thread.pk}/").content.decode()
    assert "You blocked bob." in hers
    assert "/u/bob/unblock/" in hers
    assert 'id="composer-content"' not in hers
    his = client_of(bob).get(f"/messages/{thread.pk}/").content.decode()
    assert "alice can&#x27;t be written to." in his
    assert "blocked" not in his.lower().replace("unblock", "")


def test_switched_off(alice: Person, bob: Person, client_of: Browser, settings: Settings) -> None:
    thread = opened(bob, alice)
    wrote(bob, thread)
    settings.CAFE_PRIVATE_MESSAGES = False
    api = client_of(alice)
    for path in (THREADS, f"{THREADS}unread/", f"{THREADS}{thread.pk}/", "/messages/"):
        assert api.get(path).status_code == 404
    assert post(api, THREADS, user="bob").status_code == 404
    assert api.get(f"/messages/{thread.pk}/").status_code == 404
    for path in ("/home/", "/u/bob/", "/profile/edit/"):
        page = api.get(path).content.decode()
        assert "/messages/" not in page
        assert "availability" not in page


def test_a_long_list_costs_the_same(
    alice: Person, client_of: Browser, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        name = f"guest{number}"
        guest = Person.objects.create_user(name, f"{name}@example.org", None)
        wrote(guest, opened(guest, alice), f"from {number}")
    api = client_of(alice)
    with django_assert_max_num_queries(14):
        listed = api.get(THREADS).json()["results"]
    assert len(listed) == 12
    with django_assert_max_num_queries(16):
        page = api.get("/messages/").content.decode()
    assert page.count('class="thread-row" data-stream') == 12


def test_without_javascript(alice: Person, bob: Person, room: Room, client_of: Browser) -> None:
    hers = said(alice, room, "first\nsecond")
    browser = client_of(bob)
    page = browser.get(f"/messages/?to=alice&about={hers.pk}").content.decode()
    assert "&gt; first\n&gt; second\n\n</textarea>" in page
    assert not PrivateThread.objects.exists()
    answer = browser.post("/messages/start/", {"to": "alice", "content": "Hi\r\nthere"})
    thread = PrivateThread.objects.get()
    assert answer["Location"] == f"/messages/{thread.pk}/"
    assert Message.objects.get(stream=thread.stream_id).content == "Hi\nthere"
    browser.post(f"/messages/{thread.pk}/messages/", {"content": "more"})
    shown = client_of(alice).get(f"/messages/{thread.pk}/").content.decode()
    assert shown.count('data-state="posted"') == 2
    assert browser.get("/messages/?to=alice")["Location"] == f"/messages/{thread.pk}/"
    assert browser.get("/messages/?to=bob").status_code == 200
    assert browser.get("/messages/?to=nobody").status_code == 404


def test_the_page_costs_the_same_for_any_history(
    alice: Person, bob: Person, client_of: Browser
) -> None:
    thread, api = opened(bob, alice), client_of(alice)
    wrote(bob, thread)
    with CaptureQueriesContext(connection) as few:
        api.get(f"/messages/{thread.pk}/")
    for _ in range(20):
        wrote(bob, thread)
    with CaptureQueriesContext(connection) as many:
        api.get(f"/messages/{thread.pk}/")
    assert len(many) == len(few)


def test_one_message_as_a_page(alice: Person, bob: Person, room: Room, client_of: Browser) -> None:
    thread, browser = opened(bob, alice), client_of(bob)
    message = wrote(bob, thread, "cinnamon")
    path = f"/messages/{thread.pk}/messages/{message.pk}/"
    assert browser.post(path, {"do": "pin"})["Location"] == path
    assert b"cinnamon" in client_of(alice).get(f"/messages/{thread.pk}/pinned/").content
    browser.post(path, {"do": "edit", "content": "nutmeg"})
    assert "nutmeg" in browser.get(path).content.decode()
    in_room = said(bob, room)
    assert browser.get(f"/messages/{thread.pk}/messages/{in_room.pk}/").status_code == 404
    gone = browser.post(path, {"do": "delete"})
    assert gone["Location"] == f"/messages/{thread.pk}/?message={message.pk}"


def test_search_in_one_thread(
    alice: Person, bob: Person, charlie: Person, client_of: Browser
) -> None:
    one, other = opened(bob, alice), opened(bob, charlie)
    message = wrote(bob, one, "cinnamon")
    wrote(bob, other, "cinnamon too")
    path = f"/api/chat/search/?q=cinnamon&thread={one.pk}"
    assert [hit["id"] for hit in client_of(alice).get(path).json()["results"]] == [message.pk]
    assert client_of(charlie).get(path).status_code == 404
