"""Lookups find what a queryset finds, with the types it gives, and lock what they are asked to."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import Message
from virtualcafe.lib import lookup
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms.models import Membership, Room

pytestmark = pytest.mark.django_db


def test_it_finds_what_a_queryset_finds(alice: Person, bob: Person, room: Room) -> None:
    until = datetime(2026, 3, 4, 12, 30, 15, 250_000, tzinfo=UTC)
    Membership.objects.filter(person=bob).update(muted_until=until)
    fields = ("room", "person", "muted_until")
    found = lookup.rows(Membership, fields, room=[room.pk], person={alice.pk, bob.pk})
    assert sorted(found, key=str) == sorted(
        Membership.objects.filter(room=room).values_list(*fields), key=str
    )
    assert until in {row[2] for row in found}


def test_uuids_and_bytes_come_back_as_themselves(alice: Person, room: Room) -> None:
    cid = uuid.uuid4()
    Message.objects.create(
        stream=room.stream,
        seq=1,
        sender=alice,
        cid=cid,
        digest=b"\x00\xff",
        content="a",
        html="a",
        created_at=datetime(2026, 3, 4, tzinfo=UTC),
    )
    ((found, digest),) = lookup.rows(Message, ("cid", "digest"), cid={cid, uuid.uuid4()})
    assert (found, bytes(digest)) == (cid, b"\x00\xff")


def test_among_nothing_nothing_is_asked(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert lookup.rows(Stream, ("id",), name=[]) == []


def test_locked_rows_come_in_the_order_of_their_ids() -> None:
    made = [Stream.objects.create(name=f"desk:{n}").pk for n in range(5)]
    with transaction.atomic():
        names = [f"desk:{n}" for n in (3, 0, 4, 1, 2)]
        found = lookup.rows(Stream, ("id", "name"), locked=True, name=names)
    assert [pk for pk, _ in found] == made


def test_several_questions_are_answered_in_their_order(alice: Person, room: Room) -> None:
    found = lookup.rows_of_all(
        [
            lookup.Question(Person, ("username",), {"id": [alice.pk]}),
            lookup.Question(Stream, ("id",), {"name": []}),
            lookup.Question(Room, ("code",), {"id": [room.pk]}),
        ]
    )
    assert found == [[(alice.username,)], [], [(room.code,)]]


def test_rows_are_found_by_what_their_key_points_to(alice: Person, bob: Person, room: Room) -> None:
    among = {"room__code": [room.code, "ZZZZZZ"], "person": [bob.pk]}
    found = lookup.rows(Membership, ("room", "person"), **among)
    assert found == [(room.pk, bob.pk)]


def test_postgresql_is_asked_once(alice: Person, django_assert_num_queries: Any) -> None:
    questions = [lookup.Question(Person, ("id",), {"id": [alice.pk]})] * 3
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 3):
        assert lookup.rows_of_all(questions) == [[(alice.pk,)]] * 3


def test_unused_keys_are_new_and_in_order(alice: Person, room: Room) -> None:
    with transaction.atomic():
        streams, people = lookup.rows_of_all(
            [lookup.Unused(Stream, 3), lookup.Question(Person, ("id",), {"id": [alice.pk]})]
        )
        keys = [pk for (pk,) in streams]
        assert keys == sorted(keys)
        assert not Stream.objects.filter(pk__in=keys).exists()
        made = [Stream.objects.create(pk=pk, name=f"desk:{pk}") for pk in keys]
    assert people == [(alice.pk,)]
    assert Stream.objects.create(name="desk:after").pk > made[-1].pk
    assert lookup.rows_of_all([lookup.Unused(Stream, 0)]) == [[]]
