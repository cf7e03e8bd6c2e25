"""A mute: to hear and not to speak, for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import ModeratorAct, Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, Forbidden, Muted, NotFound
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime.kinds import kind_of
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import access, actions
from virtualcafe.rooms.models import Room

HOUR = timedelta(hours=1)


@pytest.fixture
def table(alice: Person, bob: Person) -> Room:
    room = actions.open_room(alice, name="Table", lifetime="kept", now=NOON)
    return actions.seat(bob, room, now=NOON)


def test_the_muted_may_not_speak_until_then(table: Room, alice: Person, bob: Person) -> None:
    actions.mute(table, bob.pk, minutes=60, by=alice, now=NOON)

    refused = _right(bob, table, NOON + HOUR - timedelta(seconds=1))
    assert isinstance(refused, Muted)
    assert refused.extra == {"until": "2026-03-04T13:00:00.000Z"}
    with pytest.raises(Muted, match="60 min"):
        access.refuse_muted(bob.pk, table, now=NOON)

    assert _right(bob, table, NOON + HOUR) == table
    access.refuse_muted(bob.pk, table, now=NOON + HOUR)


def test_it_says_how_long_in_words(table: Room, alice: Person, bob: Person) -> None:
    for minutes, words in ((1, "1 min"), (119, "119 min"), (120, "2 hours"), (10_080, "7 days")):
        actions.mute(table, bob.pk, minutes=minutes, by=alice, now=NOON)
        with pytest.raises(Muted, match=words):
            access.refuse_muted(bob.pk, table, now=NOON)


def test_leaving_and_coming_back_gives_nobody_their_voice_back(
    table: Room, alice: Person, bob: Person
) -> None:
    actions.mute(table, bob.pk, minutes=60, by=alice, now=NOON)
    actions.leave(bob, table, now=NOON)
    actions.seat(bob, table, now=NOON)
    assert isinstance(_right(bob, table, NOON), Muted)


def test_muting_again_counts_from_then(table: Room, alice: Person, bob: Person) -> None:
    actions.mute(table, bob.pk, minutes=60, by=alice, now=NOON)
    actions.mute(table, bob.pk, minutes=5, by=alice, now=NOON)
    assert _right(bob, table, NOON + timedelta(minutes=5)) == table


def test_lifting_it_gives_the_voice_back(table: Room, alice: Person, bob: Person) -> None:
    actions.mute(table, bob.pk, minutes=60, by=alice, now=NOON)
    actions.unmute(table, bob.pk, by=alice, now=NOON)
    assert _right(bob, table, NOON) == table
    with pytest.raises(NotFound):
        actions.unmute(table, bob.pk, by=alice, now=NOON)


def test_the_person_is_told_and_the_room_is_not(table: Room, alice: Person, bob: Person) -> None:
    before = Event.objects.filter(stream=table.stream).count()
    actions.mute(table, bob.pk, minutes=60, by=alice, now=NOON)
    actions.unmute(table, bob.pk, by=alice, now=NOON)
    assert Event.objects.filter(stream=table.stream).count() == before
    own = Event.objects.filter(stream__name=f"user:{bob.pk}").order_by("seq")
    assert [
        (event.type, event.data["notification"]["kind"], event.data["notification"]["data"])
        for event in own
    ] == [
        ("notification", "muted", {"room": table.named(), "until": "2026-03-04T13:00:00.000Z"}),
        ("notification", "muted", {"room": table.named(), "until": None}),
    ]
    assert Notification.objects.of(bob.pk).count() == 1


def test_the_state_tells_oneself_alone(table: Room, alice: Person, bob: Person) -> None:
    actions.mute(table, bob.pk, minutes=60, by=alice, now=clock.now())
    kind, key = kind_of(table.stream_name)
    assert kind.state(bob.pk, key)["me"] != {"muted_until": None}
    assert kind.state(alice.pk, key)["me"] == {"muted_until": None}


def test_in_the_lounge_nobody_needs_a_seat_to_be_muted(bob: Person, charlie: Person) -> None:
    lounge = actions.open_lounge(NOON)
    admin = make_person("ada", role=Person.Role.ADMIN)
    actions.mute(lounge, bob.pk, minutes=60, by=admin, now=NOON)
    assert isinstance(_right(bob, lounge, NOON), Muted)
    assert _right(charlie, lounge, NOON) == lounge
    with pytest.raises(Muted):
        access.refuse_muted(bob.pk, lounge, now=NOON)
    with pytest.raises(Forbidden):
        actions.mute(lounge, bob.pk, minutes=60, by=charlie, now=NOON)


@pytest.mark.parametrize("minutes", [0, -1, 10_081])
def test_minutes_that_are_none(minutes: int, table: Room, alice: Person, bob: Person) -> None:
    with pytest.raises(BadRequest) as refusal:
        actions.mute(table, bob.pk, minutes=minutes, by=alice, now=NOON)
    assert list(refusal.value.extra["fields"]) == ["minutes"]  # type: ignore[call-overload]


def test_who_may_not(table: Room, alice: Person, bob: Person, charlie: Person) -> None:
    admin = make_person("ada", role=Person.Role.ADMIN)
    actions.seat(admin, table, now=NOON)
    for by, whom, refusal in (
        (bob, alice, Forbidden),
        (charlie, bob, Forbidden),
        (alice, alice, BadRequest),
        (alice, admin, Forbidden),
        (alice, charlie, NotFound),
    ):
        with pytest.raises(refusal):
            actions.mute(table, whom.pk, minutes=5, by=by, now=NOON)


def test_it_is_in_the_audit_log(table: Room, alice: Person, bob: Person) -> None:
    actions.mute(table, bob.pk, minutes=60, by=alice, now=NOON)
    actions.unmute(table, bob.pk, by=alice, now=NOON)
    rows = ModeratorAct.objects.order_by("pk").values_list("verb", "person_name", "detail")
    assert list(rows) == [("mute", "bob", "60 min"), ("unmute", "bob", "")]


def _right(person: Person, room: Room, now: object) -> object:
    pair = (person.pk, room.stream_name)
    return access.posting_rights([pair], now=now)[pair]  # type: ignore[arg-type]
