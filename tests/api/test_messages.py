"""Messages over HTTP: history, posting, editing, deleting, reading; and who may not."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from tests.chat.cast import said
from virtualcafe.accounts.models import Person
from virtualcafe.chat import limits
from virtualcafe.chat.models import Message, ReadMark
from virtualcafe.lib import clock
from virtualcafe.lib.rates import Rates
from virtualcafe.realtime import log
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
JSON = "application/json"


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes between two messages, however slow the machine."""
    monkeypatch.setattr(limits, "messages", Rates(clock=lambda: 1_000.0))


def address(room: Room) -> str:
    return f"/api/chat/rooms/{room.pk}/messages/"


def body(content: str = "Hello", **fields: object) -> dict[str, object]:
    return {"cid": str(uuid4()), "content": content, **fields}


def test_posting_answers_201_with_the_message(bob: Person, room: Room, client_of: SignIn) -> None:
    sent = body("Hello **all**")
    answer = client_of(bob).post(address(room), sent, JSON)
    assert answer.status_code == 201
    told = answer.json()
    assert told["cid"] == sent["cid"]
    assert told["html"] == "<p>Hello <strong>all</strong></p>"
    assert told["sender"]["username"] == "bob"
    assert told["stream"] == room.stream_name
    assert told["seq"] == log.top(room.stream_name)


def test_posting_again_answers_200_with_the_first(
    bob: Person, room: Room, client_of: SignIn
) -> None:
    client, sent = client_of(bob), body()
    first = client.post(address(room), sent, JSON)
    again = client.post(address(room), sent, JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Message.objects.count() == 1


def test_the_same_cid_with_another_body_is_409(bob: Person, room: Room, client_of: SignIn) -> None:
    client, sent = client_of(bob), body()
    client.post(address(room), sent, JSON)
    answer = client.post(address(room), sent | {"content": "Other"}, JSON)
    assert answer.status_code == 409
    assert answer.json()["code"] == "cid_conflict"


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"content": ""}, 400, "bad_request"),
        ({"content": "  \n"}, 400, "bad_request"),
        ({"content": "a\x00"}, 400, "bad_request"),
        ({"content": "x" * 4_001}, 413, "too_large"),
        ({"content": None}, 400, "bad_request"),
        ({"content": ["x"]}, 400, "bad_request"),
        ({"cid": "not-a-uuid"}, 400, "bad_request"),
        ({"cid": None}, 400, "bad_request"),
        ({"cid": True}, 400, "bad_request"),
        ({"reply_to": 999_999}, 400, "bad_request"),
        ({"reply_to": 2**70}, 400, "bad_request"),
        ({"thread": "x"}, 400, "bad_request"),
        ({"attachments": [1]}, 400, "bad_request"),
    ],
)
def test_what_is_refused(
    bob: Person,
    room: Room,
    client_of: SignIn,
    sent: dict[str, object],
    status: int,
    code: str,
) -> None:
    answer = client_of(bob).post(address(room), body() | sent, JSON)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert set(answer.json()) == {"code", "detail", "fields"}
    assert not Message.objects.exists()


def test_the_eleventh_in_five_seconds_is_429(bob: Person, room: Room, client_of: SignIn) -> None:
    client = client_of(bob)
    statuses = [client.post(address(room), body(str(n)), JSON).status_code for n in range(11)]
    assert statuses == [201] * 10 + [429]
    refused = client.post(address(room), body(), JSON)
    assert refused["Retry-After"] == "1"
    assert refused.json()["code"] == "rate_limited"


def test_the_last_page_and_those_around_it(bob: Person, room: Room, client_of: SignIn) -> None:
    seqs = [said(bob, room, f"{n}").seq for n in range(7)]
    client = client_of(bob)

    def seen(query: str) -> tuple[list[int], str | None, str | None]:
        page = client.get(address(room) + query).json()
        return [each["seq"] for each in page["results"]], page["previous"], page["next"]

    assert seen("?limit=3") == (seqs[4:], f"before-{seqs[4]}", None)
    assert seen(f"?limit=3&before={seqs[4]}") == (
        seqs[1:4],
        f"before-{seqs[1]}",
        f"after-{seqs[3]}",
    )
    assert seen(f"?limit=3&cursor=before-{seqs[1]}") == (seqs[:1], None, f"after-{seqs[0]}")
    assert seen(f"?limit=3&after={seqs[0]}")[0] == seqs[1:4]
    assert seen(f"?after={seqs[4]}") == (seqs[5:], f"before-{seqs[5]}", None)
    assert seen(f"?after={seqs[6]}") == ([], f"before-{seqs[6] + 1}", None)
    assert seen("")[0] == seqs


@pytest.mark.parametrize(
    "query", ["before=1&after=2", "before=x", "after=-1", "limit=x", "cursor=x", "before=1e3"]
)
def test_a_page_that_makes_no_sense(bob: Person, room: Room, client_of: SignIn, query: str) -> None:
    assert client_of(bob).get(f"{address(room)}?{query}").status_code == 400


def test_at_most_a_hundred(bob: Person, room: Room, client_of: SignIn) -> None:
    for n in range(101):
        said(bob, room, f"{n}")
    assert len(client_of(bob).get(address(room) + "?limit=5000").json()["results"]) == 100
    assert len(client_of(bob).get(address(room)).json()["results"]) == 50


def test_editing(bob: Person, room: Room, client_of: SignIn) -> None:
    message = said(bob, room, "Helo")
    edit = f"/api/chat/messages/{message.pk}/"
    answer = client_of(bob).patch(edit, {"content": "Hello"}, JSON)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["content"], told["html"], told["seq"]) == ("Hello", "<p>Hello</p>", message.seq)
    assert told["edited_at"] is not None
    assert client_of(bob).patch(edit, {"content": " "}, JSON).status_code == 400
    assert client_of(bob).patch(edit, {}, JSON).status_code == 400


def test_deleting(bob: Person, room: Room, client_of: SignIn) -> None:
    message = said(bob, room, "Oops")
    client, where = client_of(bob), f"/api/chat/messages/{message.pk}/"
    assert client.delete(where).status_code == 204
    assert client.delete(where).status_code == 404
    [told] = client.get(address(room)).json()["results"]
    assert (told["content"], told["html"], told["deleted"]) == ("", "", True)


def test_others_may_see_but_not_change(
    alice: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    message = said(alice, room)
    where = f"/api/chat/messages/{message.pk}/"
    assert client_of(bob).patch(where, {"content": "x"}, JSON).status_code == 403
    assert client_of(bob).delete(where).status_code == 403


@pytest.mark.parametrize("public", [True, False])
def test_a_stranger(
    bob: Person, charlie: Person, room: Room, client_of: SignIn, *, public: bool
) -> None:
    Room.objects.filter(pk=room.pk).update(public=public)
    message = said(bob, room, "Between us")
    stranger, where = client_of(charlie), f"/api/chat/messages/{message.pk}/"
    hidden = 403 if public else 404
    answers = [
        stranger.get(address(room)),
        stranger.post(address(room), body(), JSON),
        stranger.post(f"/api/chat/rooms/{room.pk}/read/", {"seq": 1}, JSON),
        stranger.get(f"/api/chat/search/?q=Between&room={room.pk}"),
    ]
    assert [answer.status_code for answer in answers] == [hidden] * 4
    assert stranger.patch(where, {"content": "x"}, JSON).status_code == 404
    assert stranger.delete(where).status_code == 404
    assert stranger.get("/api/chat/search/?q=Between").json()["results"] == []
    assert not any(b"Between us" in answer.content for answer in answers)


def test_signed_out(bob: Person, room: Room) -> None:
    message = said(bob, room)
    nobody, where = Client(), f"/api/chat/messages/{message.pk}/"
    answers = [
        nobody.get(address(room)),
        nobody.post(address(room), body(), JSON),
        nobody.patch(where, {"content": "x"}, JSON),
        nobody.delete(where),
        nobody.get("/api/chat/search/?q=Hello"),
        nobody.post(f"/api/chat/rooms/{room.pk}/read/", {"seq": 1}, JSON),
    ]
    assert [answer.status_code for answer in answers] == [401] * 6


def test_a_room_that_never_was(bob: Person, client_of: SignIn) -> None:
    answer = client_of(bob).get("/api/chat/rooms/424242/messages/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_reading(alice: Person, bob: Person, room: Room, client_of: SignIn) -> None:
    seqs = [said(bob, room, f"{n}").seq for n in range(3)]
    where = f"/api/chat/rooms/{room.pk}/read/"
    answer = client_of(alice).post(where, {"seq": seqs[1]}, JSON)
    assert (answer.status_code, answer.json()) == (200, {"unread": 1})
    assert ReadMark.objects.get(person=alice).seq == seqs[1]
    assert client_of(alice).post(where, {"seq": -1}, JSON).status_code == 400


def test_searching(alice: Person, bob: Person, room: Room, client_of: SignIn) -> None:
    lounge = room_actions.open_lounge(now=clock.now())
    hits = [said(alice, room, "Eigenvalues!"), said(bob, lounge, "what are EIGENvectors?")]
    said(bob, room, "tea")
    page = client_of(bob).get("/api/chat/search/?q=eigen").json()
    assert [each["id"] for each in page["results"]] == [hits[1].pk, hits[0].pk]
    assert (page["next"], page["previous"]) == (None, None)
    only = client_of(bob).get(f"/api/chat/search/?q=eigen&room={room.pk}").json()
    assert [each["id"] for each in only["results"]] == [hits[0].pk]


@pytest.mark.parametrize("q", ["", "   ", "x" * 101, "a%00b"])
def test_a_search_for_nothing(bob: Person, client_of: SignIn, q: str) -> None:
    assert client_of(bob).get(f"/api/chat/search/?q={q}").status_code == 400
