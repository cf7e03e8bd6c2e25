"""A room with very many messages costs what one with a hundred costs: the same queries, each by an
index."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from virtualcafe.accounts.models import Person
from virtualcafe.chat import selectors, unread
from virtualcafe.chat.models import Message, ReadMark
from virtualcafe.chat.search import index
from virtualcafe.chat.search.found import search
from virtualcafe.lib import bulk, clock, lookup
from virtualcafe.rooms.models import Room

FEW, MANY = 100, 100_000
_COLUMNS = ("id", "stream", "seq", "sender", "cid", "digest", "content", "html", "created_at")

Ask = Callable[[Room, Person], object]


def fill(room: Room, people: list[Person], count: int) -> None:
    """By the statements that write messages otherwise; every tenth says "tea", one "needle"."""
    now, first = clock.now(), room.stream.last_seq + 1
    (keys,) = lookup.rows_of_all([lookup.Unused(Message, count)])
    rows = []
    for seq, (pk,) in enumerate(keys, start=first):
        words = f"message {seq}" + (" tea" if seq % 10 == 0 else "")
        words += " needle" if seq == first + 7 else ""
        sender = people[seq % len(people)].pk
        rows.append((pk, room.stream_id, seq, sender, UUID(int=seq), b"", words, words, now))
    for start in range(0, count, 5_000):
        part = rows[start : start + 5_000]
        entries = [index.Entry(row[0], row[1], row[3], row[6]) for row in part]
        bulk.run([*bulk.inserting(Message, _COLUMNS, part), *index.adding(entries)])
    room.stream.last_seq = first + count - 1
    room.stream.save()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def history(room: Room, person: Person) -> object:
    return selectors.history(room.stream_id, for_person=person.pk)


def middle(room: Room, person: Person) -> object:
    return selectors.history(room.stream_id, for_person=person.pk, around=room.stream.last_seq // 2)


def pinned(room: Room, person: Person) -> object:
    return selectors.history(room.stream_id, for_person=person.pk, pinned=True)


def common(room: Room, person: Person) -> object:
    return search(person, "tea", now=clock.now())


def rare(room: Room, person: Person) -> object:
    return search(person, "needle", now=clock.now(), room_id=room.pk)


def never_read(room: Room, person: Person) -> object:
    return unread.state_of(person.pk, room.stream)


def everybody(room: Room, person: Person) -> object:
    return unread.of_room(room, [person.pk, room.host_id or 0])


ASKED: list[Ask] = [history, middle, pinned, common, rare, never_read, everybody]


def plans(ask: Ask, room: Room, person: Person) -> list[str]:
    """How the database goes about each query, without how much of what there is."""
    with CaptureQueriesContext(connection) as asked:
        ask(room, person)
    found = []
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            how = (
                "EXPLAIN (FORMAT JSON)"
                if connection.vendor == "postgresql"
                else "EXPLAIN QUERY PLAN"
            )
            cursor.execute(f"{how} {query['sql']}")
            found.append(query["sql"][-700:] + json.dumps(cursor.fetchall(), default=str))
    return found


def scans_messages(plan: str) -> bool:
    whole = (
        '"Seq Scan", "Parallel Aware": false, "Async Capable": false, "Relation Name": "chat_m',
    )
    return 'SCAN chat_message"' in plan or any(each in plan for each in whole)


def test_many_messages_cost_what_few_cost(alice: Person, bob: Person, room: Room) -> None:
    fill(room, [alice, bob], FEW)
    ReadMark.objects.create(stream=room.stream, person=alice, seq=1)
    few = {ask.__name__: len(plans(ask, room, bob)) for ask in ASKED}
    fill(room, [alice, bob], MANY)
    many = {ask.__name__: plans(ask, room, bob) for ask in ASKED}
    assert {name: len(found) for name, found in many.items()} == few
    assert [
        (name, plan) for name, found in many.items() for plan in found if scans_messages(plan)
    ] == []
