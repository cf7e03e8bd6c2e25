"""Sitting down: who may, when there is room, and what the others hear."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import Forbidden, NotFound, RoomFull
from virtualcafe.realtime.models import Event, Lease, Revocation
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Membership, Room


@pytest.fixture
def table(alice: Person) -> Room:
    """Alice's table for two, opened at noon."""
    return actions.open_room(alice, name="Table", capacity=2, now=NOON)


def test_a_seat_is_told_to_the_room(table: Room, bob: Person) -> None:
    actions.seat(bob, table, now=NOON)
    assert _events(table) == [("member_joined", {"user": _user(bob), "role": "member"})]


def test_sitting_down_twice_changes_nothing(table: Room, bob: Person) -> None:
    actions.seat(bob, table, now=NOON)
    actions.seat(bob, table, now=NOON + timedelta(minutes=1))
    assert len(_events(table)) == 1


def test_a_full_room_refuses_and_numbers_nothing(table: Room, bob: Person, charlie: Person) -> None:
    actions.seat(bob, table, now=NOON)
    with pytest.raises(RoomFull):
        actions.seat(charlie, table, now=NOON)
    assert len(_events(table)) == 1


def test_somebody_away_for_half_an_hour_frees_the_seat_of_a_temporary_room(
    table: Room, bob: Person, charlie: Person
) -> None:
    actions.seat(bob, table, now=NOON)
    _present(table, bob)
    later = NOON + timedelta(minutes=30)
    actions.seat(charlie, table, now=later)

    assert set(_members(table)) == {bob, charlie}
    table.refresh_from_db()
    assert table.host == bob
    assert [kind for kind, _ in _events(table)][1:] == [
        "member_left",
        "member_role",
        "member_joined",
    ]


def test_a_kept_room_keeps_the_seats_of_the_absent(
    alice: Person, bob: Person, charlie: Person
) -> None:
    room = actions.open_room(alice, name="Kept", capacity=2, lifetime="kept", now=NOON)
    actions.seat(bob, room, now=NOON)
    with pytest.raises(RoomFull):
        actions.seat(charlie, room, now=NOON + timedelta(days=1))


def test_the_lounge_takes_everybody_and_keeps_no_seats(bob: Person) -> None:
    lounge = actions.open_lounge(NOON)
    assert actions.seat(bob, lounge, now=NOON) == lounge
    assert not Membership.objects.exists()


def test_a_room_past_its_time_is_not_found(table: Room, bob: Person) -> None:
    with pytest.raises(NotFound):
        actions.seat(bob, table, now=NOON + timedelta(minutes=30))


def test_sitting_down_gives_an_empty_room_another_half_hour(table: Room, bob: Person) -> None:
    actions.seat(bob, table, now=NOON + timedelta(minutes=29))
    table.refresh_from_db()
    assert table.expires_at == NOON + timedelta(minutes=59)


def test_the_longest_seated_member_follows_the_host(
    table: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    Room.objects.update(capacity=3)
    actions.seat(bob, table, now=NOON)
    actions.seat(charlie, table, now=NOON + timedelta(minutes=1))
    actions.leave(alice, table, now=NOON + timedelta(minutes=2))

    table.refresh_from_db()
    assert table.host == bob
    assert _events(table)[2:] == [
        ("member_left", {"user": _user(alice), "role": "host"}),
        ("member_role", {"user": _user(bob), "role": "host"}),
    ]


def test_who_sits_down_where_nobody_hosts_becomes_host(
    table: Room, alice: Person, bob: Person
) -> None:
    actions.leave(alice, table, now=NOON)
    table.refresh_from_db()
    assert table.host is None

    actions.seat(bob, table, now=NOON)
    table.refresh_from_db()
    assert table.host == bob
    assert _events(table)[-1] == ("member_joined", {"user": _user(bob), "role": "host"})


def test_leaving_takes_the_right_from_open_sockets(table: Room, bob: Person) -> None:
    actions.seat(bob, table, now=NOON)
    _present(table, bob)
    actions.leave(bob, table, now=NOON)

    [taken] = Revocation.objects.all()
    assert (taken.person, taken.stream, taken.reason) == (bob, f"room:{table.code}", "left")
    assert not Lease.objects.exists()


def test_leaving_without_a_seat_does_nothing(table: Room, charlie: Person) -> None:
    actions.leave(charlie, table, now=NOON)
    assert _events(table) == []


def test_a_kick_removes_bars_and_tells(table: Room, alice: Person, bob: Person) -> None:
    actions.seat(bob, table, now=NOON)
    actions.kick(table, bob.pk, by=alice, now=NOON)

    assert _events(table)[1:] == [
        ("kick_user", {"user": _user(bob), "by": _user(alice)}),
        ("member_left", {"user": _user(bob), "role": "member"}),
    ]
    own = Event.objects.get(stream__name=f"user:{bob.pk}")
    named = {"id": table.pk, "code": table.code, "name": "Table"}
    assert (own.type, own.data) == ("removed_from_room", {"room": named, "reason": "kicked"})
    assert Revocation.objects.get().reason == "kicked"


def test_the_bar_lasts_ten_minutes(table: Room, alice: Person, bob: Person) -> None:
    actions.seat(bob, table, now=NOON)
    actions.kick(table, bob.pk, by=alice, now=NOON)
    with pytest.raises(Forbidden):
        actions.seat(bob, table, now=NOON + timedelta(minutes=9, seconds=59))
    actions.seat(bob, table, now=NOON + timedelta(minutes=10))
    assert bob in _members(table)


def test_an_admin_kicks_too_and_even_the_host(table: Room, alice: Person, bob: Person) -> None:
    admin = make_person("ada", role=Person.Role.ADMIN)
    actions.seat(bob, table, now=NOON)
    actions.kick(table, alice.pk, by=admin, now=NOON)
    table.refresh_from_db()
    assert table.host == bob


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_nobody_else_kicks(
    who: str, table: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    actions.seat(bob, table, now=NOON)
    with pytest.raises(Forbidden):
        actions.kick(table, alice.pk, by={"bob": bob, "charlie": charlie}[who], now=NOON)


def test_only_members_are_kicked(table: Room, alice: Person, charlie: Person) -> None:
    with pytest.raises(NotFound):
        actions.kick(table, charlie.pk, by=alice, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_fifty_joins_at_once_never_break_the_capacity(alice: Person) -> None:
    room = actions.open_room(alice, name="Twelve", capacity=12, now=NOON)
    people = [make_person(f"guest{number}") for number in range(50)]
    outcomes = _at_once(
        [lambda person=person: actions.seat(person, room, now=NOON) for person in people]
    )

    assert sorted(outcomes) == ["RoomFull"] * 39 + ["seated"] * 11
    assert Membership.objects.filter(room=room).count() == 12
    joined = list(
        Event.objects.filter(stream=room.stream).order_by("seq").values_list("seq", flat=True)
    )
    assert joined == list(range(1, 12))


@pytest.mark.django_db(transaction=True)
def test_one_person_in_many_tabs_gets_one_seat(alice: Person, bob: Person) -> None:
    room = actions.open_room(alice, name="Two", capacity=2, now=NOON)
    outcomes = _at_once([lambda: actions.seat(bob, room, now=NOON)] * 8)
    assert outcomes == ["seated"] * 8
    assert Membership.objects.filter(room=room, person=bob).count() == 1


def _at_once(joins: list[Callable[[], object]]) -> list[str]:
    """Every join in a thread of its own, let go together; what became of each."""
    outcomes: list[str] = []
    gate = threading.Barrier(len(joins))

    def run(join: Callable[[], object]) -> None:
        gate.wait(timeout=30)
        try:
            join()
            outcomes.append("seated")
        except Exception as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[join]) for join in joins]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def _present(room: Room, person: Person) -> None:
    now = clock.real_now()
    Lease.objects.create(
        stream=room.stream_name,
        connection=f"c{person.pk}",
        server="s",
        person=person,
        since=now,
        expires_at=now + timedelta(seconds=60),
    )


def _members(room: Room) -> list[Person]:
    return [member.person for member in room.memberships.order_by("joined_at", "pk")]


def _events(room: Room) -> list[tuple[str, dict[str, object]]]:
    rows = Event.objects.filter(stream=room.stream).order_by("seq")
    return [(event.type, event.data) for event in rows]


def _user(person: Person) -> dict[str, object]:
    return {"id": person.pk, "username": person.username, "avatar_url": None, "level": 1}
