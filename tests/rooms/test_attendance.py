"""The list of who was there: everybody for the host, their own line for everybody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import spreadsheet
from virtualcafe.rooms import actions, attendance
from virtualcafe.rooms.models import Room, Visit


@pytest.fixture
def table(alice: Person, bob: Person) -> Room:
    room = actions.open_room(alice, name="Table", lifetime="kept", now=NOON)
    return actions.seat(bob, room, now=NOON)


def test_a_line_sums_up_somebodys_visits(table: Room, alice: Person, bob: Person) -> None:
    _visit(table, bob, NOON, minutes=10)
    _visit(table, bob, NOON + timedelta(hours=1), minutes=5.5)
    _visit(table, alice, NOON + timedelta(minutes=5), minutes=None)
    now = NOON + timedelta(hours=2)

    [first, second] = _lines(table, alice, now=now)
    assert first == {
        "user": _user(bob),
        "first_came": NOON,
        "last_left": NOON + timedelta(hours=1, minutes=5, seconds=30),
        "minutes": 15,
        "visits": 2,
    }
    assert (second["user"]["username"], second["last_left"], second["minutes"]) == (
        "alice",
        None,
        115,
    )


def test_a_day_begins_and_ends_where_the_host_lives(
    table: Room, alice: Person, bob: Person
) -> None:
    alice.time_zone = "Asia/Tokyo"
    late = datetime(2026, 3, 4, 16, 0, tzinfo=UTC)
    _visit(table, bob, NOON, minutes=10)
    _visit(table, bob, late, minutes=20)

    assert attendance.days(table, looking=alice) == [date(2026, 3, 5), date(2026, 3, 4)]
    [line] = _lines(table, alice, now=late, day=date(2026, 3, 5))
    assert line["minutes"] == 20
    assert _lines(table, alice, now=late, day=date(2026, 3, 6)) == []


def test_one_person_alone(table: Room, alice: Person, bob: Person) -> None:
    _visit(table, bob, NOON, minutes=10)
    _visit(table, alice, NOON, minutes=10)
    [line] = _lines(table, bob, now=NOON, only=bob)
    assert line["user"]["username"] == "bob"


def test_a_spreadsheet_has_a_row_for_each_day_and_person(
    table: Room, alice: Person, bob: Person
) -> None:
    _visit(table, bob, NOON, minutes=10)
    _visit(table, bob, NOON + timedelta(days=1), minutes=None)
    rows = attendance.table(table, looking=alice, day=None, now=NOON + timedelta(days=1, hours=1))
    assert list(rows) == [
        ["Day", "Person", "First came (UTC)", "Last left", "Minutes", "Visits"],
        ["2026-03-04", "bob", "2026-03-04 12:00", "2026-03-04 12:10", "10", "1"],
        ["2026-03-05", "bob", "2026-03-05 12:00", "", "60", "1"],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_runs_nothing(name: str) -> None:
    [line] = spreadsheet.written([[name, "a, b"]])
    assert line.lstrip('"').startswith("'")
    assert line.endswith('"a, b"\r\n')


def test_a_thousand_visits_take_the_same_queries(
    table: Room, alice: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = Person.objects.bulk_create(Person(username=f"p{n}") for n in range(100))
    Visit.objects.bulk_create(
        Visit(
            room=table,
            person=person,
            came_at=NOON + timedelta(hours=n),
            left_at=NOON + timedelta(hours=n, minutes=30),
        )
        for person in people
        for n in range(10)
    )
    with django_assert_num_queries(2):
        lines = _lines(table, alice, now=NOON)
    assert [line["minutes"] for line in lines] == [300] * 100


def test_whose_account_is_gone_is_in_no_list(table: Room, alice: Person) -> None:
    dora = make_person("dora")
    _visit(table, dora, NOON, minutes=10)
    dora.delete()
    assert _lines(table, alice, now=NOON) == []


def _lines(room: Room, looking: Person, **asked: object) -> list[attendance.Row]:
    asked = {"day": None} | asked
    return attendance.line_objects(attendance.lines(room, looking=looking, **asked))  # type: ignore[arg-type]


def _visit(room: Room, person: Person, came: datetime, *, minutes: float | None) -> None:
    left = None if minutes is None else came + timedelta(minutes=minutes)
    Visit.objects.create(room=room, person=person, came_at=came, left_at=left)


def _user(person: Person) -> dict[str, object]:
    return {"id": person.pk, "username": person.username, "avatar_url": None, "level": 1}
