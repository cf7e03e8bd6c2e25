"""Temporary rooms end: at once for people, and by the clean-up in the tables."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions as chat
from virtualcafe.chat.models import Message
from virtualcafe.focus.models import Session, Timer
from virtualcafe.lib import clock
from virtualcafe.lib.errors import Forbidden, NotFound
from virtualcafe.realtime.models import Event, Lease, Revocation, Stream
from virtualcafe.rooms import access, actions, cleanup
from virtualcafe.rooms.models import Membership, Room, UsedCode

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def table(alice: Person, bob: Person) -> Room:
    """Alice's room, opened at noon, with Bob; nobody is present."""
    room = actions.open_room(alice, name="Table", now=NOON)
    return actions.seat(bob, room, now=NOON)


def test_until_its_time_the_room_stays(table: Room, bob: Person) -> None:
    just_before = NOON + HALF_AN_HOUR - timedelta(milliseconds=1)
    assert cleanup.clean_up(just_before) == []
    assert access.room_for(bob, table.code, now=just_before) == table


def test_at_its_time_it_is_gone_for_people_before_any_clean_up(table: Room, bob: Person) -> None:
    with pytest.raises(NotFound):
        access.room_for(bob, table.code, now=NOON + HALF_AN_HOUR)


def test_the_clean_up_takes_messages_events_and_seats_and_keeps_the_code_spent(
    table: Room, alice: Person
) -> None:
    chat.post_message(chat.Post(alice.pk, table.stream_name, uuid.uuid4(), "Hello"), now=NOON)

    assert cleanup.clean_up(NOON + HALF_AN_HOUR) == [table.code]
    assert cleanup.clean_up(NOON + HALF_AN_HOUR) == []
    for left in (Room, Membership, Message):
        assert not left.objects.exists()
    assert not Event.objects.filter(stream__name=table.stream_name).exists()
    assert not Stream.objects.filter(name=table.stream_name).exists()
    assert UsedCode.objects.filter(code=table.code).exists()


def test_sessions_keep_the_name_of_the_room(table: Room, alice: Person) -> None:
    Session.objects.create(
        person=alice,
        source="room",
        room=table,
        room_name=table.name,
        planned_minutes=25,
        minutes=25,
        started_at=NOON,
        ended_at=NOON,
        local_date=NOON.date(),
    )
    cleanup.clean_up(NOON + HALF_AN_HOUR)
    session = Session.objects.get()
    assert (session.room, session.room_name) == (None, "Table")


def test_a_room_with_somebody_in_it_stays_whatever_its_time_says(table: Room, bob: Person) -> None:
    _present(table, bob)
    later = NOON + timedelta(hours=5)
    assert access.room_for(bob, table.code, now=later) == table
    assert cleanup.clean_up(later) == []
    table.refresh_from_db()
    assert table.expires_at is None


def test_a_room_whose_timer_runs_stays(table: Room, bob: Person) -> None:
    timer = Timer.objects.create(room=table, phase="focus", state="running")
    later = NOON + timedelta(hours=2)
    assert access.room_for(bob, table.code, now=later) == table
    assert cleanup.clean_up(later) == []

    timer.state = "idle"
    timer.save()
    assert cleanup.clean_up(later) == [table.code]


def test_a_room_that_a_crash_left_open_gets_its_half_hour(table: Room) -> None:
    Room.objects.update(expires_at=None)
    later = NOON + timedelta(days=1)
    assert cleanup.clean_up(later) == []
    assert cleanup.clean_up(later + HALF_AN_HOUR) == [table.code]


def test_kept_and_permanent_rooms_and_the_lounge_stay(alice: Person) -> None:
    alice.grant(Person.Role.TEACHER)
    for lifetime in ("kept", "permanent"):
        actions.open_room(alice, name=lifetime, lifetime=lifetime, now=NOON)
    actions.open_lounge(NOON)
    assert cleanup.clean_up(NOON + timedelta(days=1_000)) == []
    assert Room.objects.count() == 3


def test_a_kept_room_made_temporary_starts_its_half_hour(alice: Person) -> None:
    room = actions.open_room(alice, name="Kept", lifetime="kept", now=NOON)
    later = NOON + timedelta(days=1)
    room = actions.change_room(room, by=alice, now=later, lifetime="temporary")
    assert room.expires_at == later + HALF_AN_HOUR
    room = actions.change_room(room, by=alice, now=later, lifetime="kept")
    assert room.expires_at is None


def test_the_clean_up_frees_the_seats_of_the_absent(
    table: Room, alice: Person, bob: Person
) -> None:
    _present(table, bob)
    cleanup.clean_up(NOON + HALF_AN_HOUR)
    table.refresh_from_db()
    assert [seat.person for seat in table.memberships.all()] == [bob]
    assert table.host == bob


def test_closing_ends_what_open_sockets_hear(table: Room, alice: Person, bob: Person) -> None:
    _present(table, bob)
    cleanup.close_room(table, by=alice, now=NOON)
    [taken] = Revocation.objects.all()
    assert (taken.person, taken.stream, taken.reason) == (bob, table.stream_name, "closed")
    assert not Lease.objects.exists()


def test_only_the_host_closes_a_room(table: Room, bob: Person) -> None:
    with pytest.raises(Forbidden):
        cleanup.close_room(table, by=bob, now=NOON)


def test_nobody_closes_the_lounge(alice: Person) -> None:
    alice.role = Person.Role.ADMIN
    with pytest.raises(Forbidden):
        cleanup.close_room(actions.open_lounge(NOON), by=alice, now=NOON)


def test_the_command_says_what_it_removed(table: Room, capsys: pytest.CaptureFixture[str]) -> None:
    Room.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    call_command("cleanup_rooms")
    call_command("cleanup_rooms")
    assert capsys.readouterr().out == f"Removed 1: {table.code}\nRemoved 0\n"


@pytest.mark.django_db(transaction=True)
def test_joins_and_the_clean_up_at_once_end_in_one_of_two_ways(
    alice: Person, charlie: Person
) -> None:
    """The last instant before its time for who joins is past it for the clean-up."""
    room = actions.open_room(alice, name="Table", now=NOON)
    ways: list[str] = []
    gate = threading.Barrier(2)

    def join() -> None:
        gate.wait(timeout=30)
        try:
            actions.seat(charlie, room, now=NOON + HALF_AN_HOUR - timedelta(seconds=1))
            ways.append("seated")
        except NotFound:
            ways.append("not found")
        finally:
            connection.close()

    def clean() -> None:
        gate.wait(timeout=30)
        ways.append("removed" if cleanup.clean_up(NOON + HALF_AN_HOUR) else "stayed")
        connection.close()

    threads = [threading.Thread(target=each) for each in (join, clean)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert set(ways) in ({"seated", "stayed"}, {"not found", "removed"})
    assert Membership.objects.filter(person=charlie).exists() is ("seated" in ways)


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
