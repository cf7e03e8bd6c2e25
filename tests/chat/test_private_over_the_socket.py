"""Alice and Bob write privately over real sockets; Charlie finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.chat.private_cast import opened, wrote
from tests.conftest import NOON
from tests.realtime.conftest import Cafe, Client
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person
from virtualcafe.chat import unread
from virtualcafe.chat.models import PrivateThread


@pytest.fixture
def cafe(transactional_db: None) -> Iterator[Cafe]:
    cafe = Cafe()
    cafe.open()
    yield cafe
    cafe.close()


@pytest.fixture
def thread(alice: Person, bob: Person) -> PrivateThread:
    thread = opened(bob, alice)
    wrote(bob, thread)
    return thread


def listening(cafe: Cafe, person: Person, thread: PrivateThread) -> Client:
    client = cafe.connect(person)
    answer = client.ask(type="subscribe", stream=thread.stream.name)
    assert (answer["type"], answer["state"]["thread"]["id"]) == ("ok", thread.pk)
    client.until_type("synced")
    return client


def say(client: Client, thread: PrivateThread, kind: str = "private_message") -> dict[str, object]:
    fields = {"stream": thread.stream.name, "cid": str(uuid4()), "content": "Hello"}
    return client.ask(type=kind, **fields)


def test_they_talk(cafe: Cafe, alice: Person, bob: Person, thread: PrivateThread) -> None:
    hers, his = listening(cafe, alice, thread), listening(cafe, bob, thread)
    his.send(type="typing", stream=thread.stream.name)
    assert hers.until_type("typing")["user"]["username"] == "bob"
    for kind in ("private_message", "chat_message"):
        answer = say(his, thread, kind)
        assert set(answer) == {"type", "id", "message_id", "seq", "duplicate"}
        heard = hers.until_type("private_message")
        assert (heard["stream"], heard["seq"]) == (thread.stream.name, answer["seq"])
        assert heard["message"]["id"] == answer["message_id"]
    told = hers.ask(type="read", stream=thread.stream.name, seq=answer["seq"])
    assert told["unread"] == 0


def test_what_is_unread_reaches_who_isnt_there(
    cafe: Cafe, alice: Person, bob: Person, thread: PrivateThread
) -> None:
    hers, his = cafe.connect(alice), listening(cafe, bob, thread)
    say(his, thread)
    unread.tell_everybody()
    heard = hers.until_type("unread")
    assert (heard["stream"], heard["count"]) == (thread.stream.name, 2)


def test_a_third_person_finds_nothing(cafe: Cafe, charlie: Person, thread: PrivateThread) -> None:
    client = cafe.connect(charlie)
    for stream in (thread.stream.name, "private:999999", "private:x"):
        assert client.ask(type="subscribe", stream=stream)["code"] == "not_found"
        assert client.ask(type="read", stream=stream, seq=1)["code"] == "not_found"
        sent = {"stream": stream, "cid": str(uuid4()), "content": "Hello"}
        assert client.ask(type="private_message", **sent)["code"] == "not_found"


def test_who_was_blocked_is_told_no_more_than_that(
    cafe: Cafe, alice: Person, bob: Person, thread: PrivateThread
) -> None:
    his = listening(cafe, bob, thread)
    relations.block(alice, bob, now=NOON)
    answer = say(his, thread)
    assert (answer["code"], answer["detail"]) == ("forbidden", "alice can't be written to.")


def test_the_older_address(cafe: Cafe, alice: Person, thread: PrivateThread) -> None:
    client = cafe.connect(alice, path=f"/ws/chat/private/{thread.pk}/")
    answer = client.until_type("ok")
    assert (answer["id"], answer["stream"]) == (None, thread.stream.name)
