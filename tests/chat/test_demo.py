"""The conversation of a demo café."""

from __future__ import annotations

from virtualcafe.accounts.models import Person
from virtualcafe.chat import demo, selectors
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room


def test_filling_twice_adds_nothing(alice: Person, bob: Person, room: Room) -> None:
    for _ in range(2):
        demo.fill(room, [alice, bob], now=clock.now())
    told = selectors.last_messages(room.stream_id)
    assert [each["content"] for each in told] == list(demo.LINES)
    assert {each["sender"]["username"] for each in told} == {"alice", "bob"}
    assert any("<math" in each["html"] for each in told)
    assert [each["created_at"] for each in told] == sorted(str(each["created_at"]) for each in told)
