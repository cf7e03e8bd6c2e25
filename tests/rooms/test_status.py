"""A status goes to everybody in the room: not as often as somebody can say one."""

from __future__ import annotations

import pytest

from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import RateLimited
from virtualcafe.lib.rates import Rates
from virtualcafe.realtime import leases
from virtualcafe.realtime.verbs import Caller, verbs
from virtualcafe.rooms import kinds
from virtualcafe.rooms.models import Room


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes meanwhile, however slow the machine."""
    monkeypatch.setattr(kinds, "_changes", Rates(clock=lambda: 1_000.0))


def say(person: Person, room: Room, status: str) -> None:
    verb = verbs["status"]
    assert verb.run is not None
    asked = f'{{"stream":"{room.stream_name}","status":"{status}"}}'.encode()
    verb.run(Caller(person.pk, "one", {room.stream_name}), verb.decoder.decode(asked))


def test_flickering_is_refused_and_repeating_is_not(room: Room, bob: Person) -> None:
    leases.arrive([leases.Arrival(room.stream_name, bob.pk, "one")], server="s")
    for status in ["focus", "away"] * (kinds.CHANGES // 2):
        say(bob, room, status)
    say(bob, room, "away")
    with pytest.raises(RateLimited):
        say(bob, room, "focus")
