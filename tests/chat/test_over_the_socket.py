"""Two people in a room, over real sockets: they talk, type, edit, delete and read."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.realtime.conftest import Cafe, Client
from virtualcafe.accounts.models import Person
from virtualcafe.chat import unread
from virtualcafe.rooms.models import Room


@pytest.fixture
def cafe(transactional_db: None) -> Iterator[Cafe]:
    cafe = Cafe()
    cafe.open()
    yield cafe
    cafe.close()


def seated(cafe: Cafe, person: Person, room: Room) -> Client:
    client = cafe.connect(person)
    assert client.ask(type="subscribe", stream=room.stream_name)["type"] == "ok"
    client.until_type("synced")
    return client


def say(client: Client, room: Room, content: str = "Hello", **fields: object) -> dict[str, object]:
    sent = {"cid": str(uuid4()), **fields}
    return client.ask(type="chat_message", stream=room.stream_name, content=content, **sent)


def test_a_conversation(cafe: Cafe, alice: Person, bob: Person, room: Room) -> None:
    hers, his = seated(cafe, alice, room), seated(cafe, bob, room)
    his.send(type="typing", stream=room.stream_name)
    assert hers.until_type("typing")["user"]["username"] == "bob"

    answer = say(his, room, "Hello *Alice*")
    assert set(answer) == {"type", "id", "message_id", "seq", "duplicate"}
    heard = hers.until_type("chat_message")
    assert (heard["seq"], heard["message"]["id"]) == (answer["seq"], answer["message_id"])
    assert heard["message"]["html"] == "<p>Hello <em>Alice</em></p>"
    assert hers.until_type("stop_typing")["user"]["username"] == "bob"

    his.ask(type="edit_message", message_id=answer["message_id"], content="Hi")
    assert hers.until_type("message_edited")["message"]["content"] == "Hi"
    his.ask(type="delete_message", message_id=answer["message_id"])
    assert hers.until_type("message_deleted")["message"]["deleted"] is True


def test_unread_reaches_the_other_tabs(cafe: Cafe, alice: Person, bob: Person, room: Room) -> None:
    his, other_tab = seated(cafe, bob, room), cafe.connect(alice)
    first, second = say(his, room, "1"), say(his, room, "2")
    told = cafe.connect(alice).ask(type="read", stream=room.stream_name, seq=first["seq"])
    assert (told["type"], told["unread"]) == ("ok", 1)
    unread.tell_everybody()
    heard = other_tab.until_type("unread")
    assert (heard["stream"], heard["count"]) == (room.stream_name, 1)
    told = other_tab.ask(type="read", stream=room.stream_name, seq=second["seq"])
    assert told["unread"] == 0


def test_who_was_away_catches_up_without_what_was_deleted(
    cafe: Cafe, alice: Person, bob: Person, room: Room
) -> None:
    his = seated(cafe, bob, room)
    kept, gone = say(his, room, "kept"), say(his, room, "my number is 555")
    his.ask(type="delete_message", message_id=gone["message_id"])
    hers = cafe.connect(alice)
    hers.ask(type="subscribe", stream=room.stream_name, since=int(str(kept["seq"])) - 1)
    frames = []
    while (frame := hers.next())["type"] != "synced":
        frames.append(frame)
    replayed = [each for each in frames if each.get("seq")]
    assert [each["type"] for each in replayed] == [
        "chat_message",
        "chat_message",
        "message_deleted",
    ]
    assert [each["message"]["content"] for each in replayed] == ["kept", "", ""]


def test_refusals_are_answered(cafe: Cafe, bob: Person, charlie: Person, room: Room) -> None:
    his, stranger = cafe.connect(bob), cafe.connect(charlie)
    assert say(his, room, "posting needs no subscription")["type"] == "ok"
    assert say(stranger, room)["code"] == "forbidden"
    assert say(his, room, " ")["code"] == "bad_request"
    assert say(his, room, "x" * 4_001)["code"] == "too_large"
    assert say(his, room, cid="x")["code"] == "bad_request"
    cid = str(uuid4())
    assert say(his, room, "a", cid=cid)["duplicate"] is False
    assert say(his, room, "a", cid=cid)["duplicate"] is True
    assert say(his, room, "b", cid=cid)["code"] == "cid_conflict"


def test_reactions_and_pins_are_seen_by_the_others(
    cafe: Cafe, alice: Person, bob: Person, room: Room
) -> None:
    hers, his = seated(cafe, alice, room), seated(cafe, bob, room)
    message_id = say(hers, room, "Tea?")["message_id"]
    answer = his.ask(type="react", message_id=message_id, emoji="👍", on=True)
    heard = hers.until_type("message_reaction")
    assert (heard["seq"], heard["message_id"], heard["emoji"]) == (answer["seq"], message_id, "👍")
    assert [each["username"] for each in heard["users"]] == ["bob"]
    again = his.ask(type="react", message_id=message_id, emoji="👍", on=True)
    assert again["seq"] == answer["seq"]

    assert his.ask(type="pin_message", message_id=message_id, on=True)["code"] == "forbidden"
    pinned = hers.ask(type="pin_message", message_id=message_id, on=True)
    heard = his.until_type("message_pinned")
    assert (heard["seq"], heard["message"]["pinned"]) == (pinned["seq"], True)
    assert [each["count"] for each in heard["message"]["reactions"]] == [1]
    assert "mine" not in heard["message"]["reactions"][0]


def test_a_reaction_and_a_pin_of_the_wrong_shape(cafe: Cafe, bob: Person, room: Room) -> None:
    his = seated(cafe, bob, room)
    message_id = say(his, room)["message_id"]
    for fields in (
        {"emoji": "👍"},
        {"on": True},
        {"emoji": 1, "on": True},
        {"emoji": "👍", "on": 1},
    ):
        assert his.ask(type="react", message_id=message_id, **fields)["code"] == "bad_request"
    assert his.ask(type="pin_message", message_id=message_id)["code"] == "bad_request"
    assert his.ask(type="react", message_id=10**9, emoji="👍", on=True)["code"] == "not_found"
