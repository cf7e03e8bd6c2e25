"""Who is here: from leases alone, with eight seconds of grace, and what that does to a room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import Forbidden, NotFound
from virtualcafe.realtime import bus, frames, leases
from virtualcafe.realtime.kinds import kind_of
from virtualcafe.realtime.models import Lease
from virtualcafe.realtime.verbs import Caller, verbs
from virtualcafe.rooms import actions, presence
from virtualcafe.rooms.models import Membership, Room


class Moment:
    """The machine's time and the café's, moved by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    moment = Moment(NOON)
    monkeypatch.setattr(clock, "real_now", lambda: moment.at)
    monkeypatch.setattr(clock, "now", lambda: moment.at)
    return moment


@pytest.fixture
def table(moment: Moment, alice: Person, bob: Person) -> Room:
    room = actions.open_room(alice, name="Table", now=NOON)
    return actions.seat(bob, room, now=NOON)


@pytest.fixture
def heard(table: Room) -> Iterator[list[bytes]]:
    """What goes to the room's stream without lasting."""
    said: list[bytes] = []

    def listen(broadcasts: list[bus.Broadcast]) -> None:
        said.extend(each.frame for each in broadcasts if each.seq is None and each.frame)

    bus.connect(listen)
    yield said
    bus.disconnect(listen)


def test_the_first_tab_joins_and_the_second_says_nothing(
    table: Room,
    bob: Person,
    heard: list[bytes],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _arrive(table, bob, "one")
        _arrive(table, bob, "two")
    assert heard == [_said("join", table, bob)]


def test_somebody_present_keeps_the_room_open(
    table: Room,
    bob: Person,
    moment: Moment,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _arrive(table, bob, "one")
    table.refresh_from_db()
    assert table.expires_at is None


def test_away_for_less_than_eight_seconds_is_never_told(
    table: Room,
    bob: Person,
    moment: Moment,
    heard: list[bytes],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _arrive(table, bob, "one")
        leases.end([("one", table.stream_name)])
        moment.pass_by(seconds=7.9)
        leases.sweep()
        assert leases.is_present(table.stream_name, bob.pk)
        _arrive(table, bob, "two")
        moment.pass_by(seconds=8)
        leases.sweep()
    assert heard == [_said("join", table, bob)]


def test_away_for_longer_is_told_once_and_starts_the_half_hour(
    table: Room,
    bob: Person,
    moment: Moment,
    heard: list[bytes],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _arrive(table, bob, "one")
        _arrive(table, bob, "two")
    leases.end([("one", table.stream_name), ("two", table.stream_name)])
    moment.pass_by(seconds=8)
    with django_capture_on_commit_callbacks(execute=True):
        leases.sweep()
        leases.sweep()

    assert heard == [_said("join", table, bob), _said("leave", table, bob)]
    table.refresh_from_db()
    assert table.expires_at == moment.at + timedelta(minutes=30)
    assert Membership.objects.get(person=bob).last_seen_at == moment.at


def test_the_half_hour_starts_when_the_last_one_is_gone(
    table: Room,
    alice: Person,
    bob: Person,
    moment: Moment,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _arrive(table, alice, "a")
        _arrive(table, bob, "b")
    leases.end([("a", table.stream_name)])
    moment.pass_by(seconds=8)
    with django_capture_on_commit_callbacks(execute=True):
        leases.sweep()
    table.refresh_from_db()
    assert table.expires_at is None


def test_a_process_that_died_leaves_nobody_behind(
    table: Room,
    bob: Person,
    moment: Moment,
    heard: list[bytes],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _arrive(table, bob, "one")
    moment.pass_by(seconds=68)
    with django_capture_on_commit_callbacks(execute=True):
        leases.sweep()
    assert heard[-1] == _said("leave", table, bob)
    assert presence.counts([table.stream_name]) == {}


def test_leaving_the_room_needs_no_grace(
    table: Room,
    bob: Person,
    moment: Moment,
    heard: list[bytes],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _arrive(table, bob, "one")
        actions.leave(bob, table, now=moment.at)
    assert heard[-1] == _said("leave", table, bob)
    assert leases.present(table.stream_name) == []


def test_the_state_tells_room_and_people(
    table: Room, alice: Person, bob: Person, moment: Moment
) -> None:
    _arrive(table, bob, "one")
    kind, key = kind_of(table.stream_name)
    state = dict(kind.state(alice.pk, key))

    room = state["room"]
    assert isinstance(room, dict)
    assert (room["code"], room["role"], room["present"]) == (table.code, "host", 1)
    assert state["present"] == [
        {"user": _user(bob), "status": "available", "since": clock.iso(NOON)}
    ]
    assert state["call"] == {"peers": []}


def test_a_thousand_people_take_no_more_queries_than_one(
    table: Room,
    alice: Person,
    moment: Moment,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    crowd = Person.objects.bulk_create(Person(username=f"p{n}") for n in range(1_000))
    Membership.objects.bulk_create(
        Membership(room=table, person=person, joined_at=NOON, last_seen_at=NOON) for person in crowd
    )
    kind, key = kind_of(table.stream_name)
    arrivals = [leases.Arrival(table.stream_name, person.pk, f"c{person.pk}") for person in crowd]
    leases.arrive(arrivals, server="s")

    with django_assert_max_num_queries(1):
        kind.arrived(key, {person.pk for person in crowd}, moment.at)
    with django_assert_max_num_queries(2):
        kind.gone(key, dict.fromkeys((person.pk for person in crowd), moment.at), moment.at)
    with django_assert_max_num_queries(14):
        state = msgspec.json.decode(msgspec.json.encode(kind.state(alice.pk, key)))
    assert len(state["present"]) == 1_000


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_members_may_listen(who: str, table: Room, alice: Person, bob: Person) -> None:
    kind, key = kind_of(table.stream_name)
    kind.admit({"alice": alice, "bob": bob}[who].pk, key)


def test_strangers_may_not_listen(table: Room, charlie: Person) -> None:
    kind, key = kind_of(table.stream_name)
    with pytest.raises(Forbidden):
        kind.admit(charlie.pk, key)
    with pytest.raises(Forbidden):
        kind.state(charlie.pk, key)


def test_a_private_room_is_not_found_by_strangers(table: Room, charlie: Person) -> None:
    Room.objects.update(public=False)
    kind, key = kind_of(table.stream_name)
    with pytest.raises(NotFound) as hidden:
        kind.admit(charlie.pk, key)
    with pytest.raises(NotFound) as never:
        kind.admit(charlie.pk, "ZZZZZZ")
    assert hidden.value.detail == never.value.detail


def test_everybody_may_listen_in_the_lounge(moment: Moment, charlie: Person) -> None:
    lounge = actions.open_lounge(NOON)
    kind, key = kind_of(lounge.stream_name)
    kind.admit(charlie.pk, key)


def test_a_dead_room_is_not_found_even_by_members(table: Room, bob: Person, moment: Moment) -> None:
    moment.pass_by(minutes=30)
    kind, key = kind_of(table.stream_name)
    with pytest.raises(NotFound):
        kind.admit(bob.pk, key)


def test_a_status_is_told_once_and_kept(
    table: Room,
    bob: Person,
    moment: Moment,
    heard: list[bytes],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    _arrive(table, bob, "one")
    with django_capture_on_commit_callbacks(execute=True):
        _say_status(bob, table, "focus")
        _say_status(bob, table, "focus")
    fields = {"user": _user(bob), "status": "focus", "since": clock.iso(NOON)}
    assert heard == [frames.event("presence", table.stream_name, None, fields)]
    assert Lease.objects.get().status == "focus"


def test_a_status_needs_the_subscription(table: Room, charlie: Person) -> None:
    run = verbs["status"].run
    assert run is not None
    frame = verbs["status"].decoder.decode(
        b'{"stream":"%b","status":"focus"}' % table.stream_name.encode()
    )
    with pytest.raises(Forbidden):
        run(Caller(charlie.pk, "c", frozenset()), frame)


def _say_status(person: Person, room: Room, status: str) -> None:
    verb = verbs["status"]
    assert verb.run is not None
    asked = b'{"stream":"%b","status":"%b"}' % (room.stream_name.encode(), status.encode())
    verb.run(Caller(person.pk, "one", {room.stream_name}), verb.decoder.decode(asked))


def _arrive(room: Room, person: Person, connection: str) -> None:
    leases.arrive([leases.Arrival(room.stream_name, person.pk, connection)], server="s")


def _said(kind: str, room: Room, person: Person) -> bytes:
    return frames.event(kind, room.stream_name, None, {"user": _user(person)})


def _user(person: Person) -> dict[str, object]:
    return {"id": person.pk, "username": person.username, "avatar_url": None, "level": 1}
