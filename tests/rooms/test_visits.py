"""Who was there, when and for how long: visits begin and end with presence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.realtime.models import Lease
from virtualcafe.rooms import actions, cleanup, visits
from virtualcafe.rooms.models import Room, Visit

pytestmark = pytest.mark.django_db(transaction=True)


class Moment:
    """The machine's and the café's time, which a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 4, 12, 0, tzinfo=clock.UTC)

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **time: float) -> datetime:
        self.at += timedelta(**time)
        return self.at


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Iterator[Moment]:
    moment = Moment()
    monkeypatch.setattr(clock, "real_now", moment)
    return moment


@pytest.fixture
def table(moment: Moment, alice: Person, bob: Person) -> Room:
    room = actions.open_room(alice, name="Table", lifetime="kept", now=moment.at)
    return actions.seat(bob, room, now=moment.at)


def test_a_visit_lasts_from_the_first_tab_to_the_last(
    table: Room, bob: Person, moment: Moment
) -> None:
    came = moment.at
    _arrive(table, bob, "one")
    _arrive(table, bob, "two")
    moment.passes(seconds=30)
    leases.end([("one", "")])
    left = moment.passes(seconds=20)
    leases.end([("two", "")])
    moment.passes(seconds=9)
    leases.sweep()
    assert _visits(table) == [(bob.pk, came, left)]


def test_back_within_the_grace_time_it_is_the_same_visit(
    table: Room, bob: Person, moment: Moment
) -> None:
    came = moment.at
    _arrive(table, bob, "one")
    leases.end([("one", "")])
    moment.passes(seconds=5)
    _arrive(table, bob, "two")
    moment.passes(seconds=30)
    leases.sweep()
    assert _visits(table) == [(bob.pk, came, None)]


def test_back_later_it_is_another_one(table: Room, bob: Person, moment: Moment) -> None:
    for connection in ("one", "two"):
        _arrive(table, bob, connection)
        leases.end([(connection, "")])
        moment.passes(seconds=10)
        leases.sweep()
    assert [left is not None for _, _, left in _visits(table)] == [True, True]


def test_of_a_process_that_died_it_ends_when_the_lease_did(
    table: Room, bob: Person, moment: Moment
) -> None:
    came = moment.at
    _arrive(table, bob, "one")
    moment.passes(hours=3)
    leases.sweep()
    assert _visits(table) == [(bob.pk, came, came + leases.LASTS)]


@pytest.mark.parametrize("verb", ["leave", "kick", "ban"])
def test_who_loses_the_right_is_gone_at_once(
    verb: str, table: Room, alice: Person, bob: Person, moment: Moment
) -> None:
    came = moment.at
    _arrive(table, bob, "one")
    left = moment.passes(seconds=7)
    if verb == "leave":
        actions.leave(bob, table, now=left)
    else:
        getattr(actions, verb)(table, bob.pk, by=alice, now=left)
    assert _visits(table) == [(bob.pk, came, left)]


def test_the_lounge_counts_nobody(moment: Moment, bob: Person) -> None:
    lounge = actions.open_lounge(moment.at)
    _arrive(lounge, bob, "one")
    assert not Visit.objects.exists()


def test_they_go_with_the_room(table: Room, alice: Person, bob: Person, moment: Moment) -> None:
    _arrive(table, bob, "one")
    cleanup.close_room(table, by=alice, now=moment.at)
    assert not Visit.objects.exists()


def test_a_room_that_is_gone_notes_nobody(moment: Moment, bob: Person) -> None:
    visits.begin("ZZZZZZ", [bob.pk], now=moment.at)
    assert not Visit.objects.exists()


def test_a_thousand_arrivals_and_departures_cost_no_more_than_one(
    table: Room, moment: Moment, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    crowd = Person.objects.bulk_create(Person(username=f"p{n}") for n in range(1_000))
    people = [person.pk for person in crowd]
    with django_assert_max_num_queries(8):
        visits.begin(table.code, people, now=moment.at)
        visits.begin(table.code, people[:1], now=moment.at)
    assert Visit.objects.count() == 1_000
    with django_assert_max_num_queries(1):
        visits.end(table.code, dict.fromkeys(people, moment.passes(minutes=1)))
    assert not Visit.objects.filter(left_at=None).exists()


def test_a_room_keeps_so_many(
    table: Room, bob: Person, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "MOST", 3)
    for _ in range(5):
        visits.begin(table.code, [bob.pk], now=moment.at)
        visits.end(table.code, {bob.pk: moment.passes(minutes=1)})
    newest = list(table.visits.order_by("-came_at").values_list("came_at", flat=True)[:3])
    cleanup.clean_up(moment.at)
    assert list(table.visits.order_by("-came_at").values_list("came_at", flat=True)) == newest


def test_who_comes_in_two_processes_at_once_comes_once(table: Room, moment: Moment) -> None:
    dora = make_person("dora")
    visits.begin(table.code, [dora.pk], now=moment.at)
    visits.begin(table.code, [dora.pk], now=moment.at)
    assert Visit.objects.count() == 1


def _arrive(room: Room, person: Person, connection: str) -> None:
    leases.arrive([leases.Arrival(room.stream_name, person.pk, connection)], server="s")
    assert Lease.objects.filter(connection=connection).exists()


def _visits(room: Room) -> list[tuple[int, datetime, datetime | None]]:
    rows = room.visits.order_by("came_at", "pk")
    return [(visit.person_id, visit.came_at, visit.left_at) for visit in rows]
