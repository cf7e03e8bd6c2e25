"""However many sessions and people there are: as many queries, each by an index, and few rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import crowd
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.progress.boards import LOOKED_AT, Period, board
from virtualcafe.progress.models import Standing, Week
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
#: Tables that grow with sessions and people.
LARGE = ("focus_session", "progress_day", "progress_week", "progress_standing", "progress_earned")
PAGES = (
    "/home/",
    "/progress/",
    "/progress/achievements/",
    "/leaderboard/",
    "/leaderboard/?period=all",
    "/leaderboard/?scope=following",
    "/leaderboard/?scope=room&room={room}",
    "/api/progress/heatmap/",
    "/api/progress/streak/",
)
#: What the fullest page may read of those tables, for a person with forty sessions.
MOST_ROWS = 1_500


def asked(client: Client, page: str, room: Room) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(page.format(room=room.code))
    assert answer.status_code == 200, page
    return [each["sql"] for each in seen.captured_queries]


def test_a_crowd_costs_no_more(db: None, client_of: SignIn) -> None:
    first = crowd.fill(12, sessions=40)[3]
    room = Room.objects.get(code=crowd.ROOM)
    client = client_of(first)
    for page in PAGES:
        asked(client, page, room)
    few = {page: asked(client, page, room) for page in PAGES}
    more_people()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = {page: asked(client, page, room) for page in PAGES}
    assert [page for page in PAGES if len(many[page]) > len(few[page])] == []
    for page, told in many.items():
        for sql in told:
            if any(table in sql for table in LARGE):
                assert_reads_little(page, sql)


def more_people() -> None:
    """Four hundred more with forty sessions each, copied by the database itself."""
    with connection.cursor() as cursor:
        people = Person.objects.bulk_create(
            Person(username=f"more{n}", email=f"more{n}@example.org") for n in range(400)
        )
        for table, key in (
            ("focus_session", "id"),
            ("progress_day", "id"),
            ("progress_week", "id"),
            ("progress_standing", ""),
        ):
            columns = [name for name in _columns(cursor, table) if name not in (key, "person_id")]
            listed = ", ".join(columns)
            cursor.execute(
                f"INSERT INTO {table} (person_id, {listed}) "
                f"SELECT p.id, {', '.join(f's.{name}' for name in columns)} "
                f"FROM {table} s CROSS JOIN accounts_person p "
                "WHERE s.person_id = (SELECT min(id) FROM accounts_person) AND p.id >= %s",
                [people[0].pk],
            )


def _columns(cursor: Any, table: str) -> Iterator[str]:
    for column in connection.introspection.get_table_description(cursor, table):
        yield column.name


def assert_reads_little(page: str, sql: str) -> None:
    if connection.vendor == "postgresql":
        rows = _rows_of_postgres(sql)
        assert rows <= MOST_ROWS, f"{page} reads {rows} rows:\n{sql}"
    else:
        scans = _scans_of_sqlite(sql)
        assert not scans, f"{page} reads whole tables, {scans}:\n{sql}"


def _scans_of_sqlite(sql: str) -> list[str]:
    """Steps that go through a large table or its index from one end."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
        steps = [str(row[3]) for row in cursor.fetchall()]
    scans = [step for step in steps if step.startswith("SCAN")]
    return [step for step in scans if any(table in step for table in LARGE)]


def _rows_of_postgres(sql: str) -> int:
    """How many rows of the large tables were really read."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"))
        told = cursor.fetchone()[0]
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    nodes = [node for node in _nodes(plan) if node.get("Relation Name") in LARGE]
    return sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        for node in nodes
    )


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from _nodes(child)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite's machine")
@pytest.mark.parametrize("period", Period)
def test_a_board_passes_over_those_far_below(db: None, alice: Person, period: Period) -> None:
    weigh(alice, 5_000)
    weigh(make_person("above"), 5_001)
    below = crowd_below(1_100)
    for person in below[:LOOKED_AT]:
        weigh(person, 4_000)
    few = steps(lambda: board(alice, period=period, now=NOON))
    for number, person in enumerate(below[LOOKED_AT:]):
        weigh(person, 1 + number)
    many = steps(lambda: board(alice, period=period, now=NOON))
    assert many < few + 1_000


def weigh(person: Person, minutes: int) -> None:
    Week.objects.create(person=person, monday=NOON.date() - timedelta(days=2), minutes=minutes)
    Standing.objects.update_or_create(person=person, defaults={"board_minutes": minutes})


def crowd_below(count: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(username=f"below{n}", email=f"below{n}@example.org") for n in range(count)
    )


def steps(act: Callable[[], object]) -> int:
    """Of SQLite's machine, to the nearest ten."""
    tens = 0

    def ten() -> int:
        nonlocal tens
        tens += 1
        return 0

    connection.connection.set_progress_handler(ten, 10)
    try:
        act()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return tens * 10
