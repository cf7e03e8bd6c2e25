"""A crowd is encoded once for all who come between two changes, and never shown as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import leases
from virtualcafe.rooms import presence
from virtualcafe.rooms.models import Room

pytestmark = pytest.mark.django_db


def sit(room: Room, *people: Person) -> None:
    rows = [leases.Arrival(room.stream_name, p.pk, f"tab {p.pk}") for p in people]
    leases.arrive(rows, server="one")


def test_a_crowd_costs_no_query_until_somebody_comes(
    room: Room,
    charlie: Person,
    django_assert_num_queries: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    crowd = Person.objects.bulk_create(
        Person(username=f"p{n}", email=f"p{n}@example.org") for n in range(120)
    )
    with django_capture_on_commit_callbacks(execute=True):
        sit(room, *crowd)
    first = presence.shown(room.stream_name)
    with django_assert_num_queries(0):
        assert presence.shown(room.stream_name) is first
    with django_capture_on_commit_callbacks(execute=True):
        sit(room, charlie)
    assert isinstance(first, msgspec.Raw)
    then = presence.shown(room.stream_name)
    assert isinstance(then, msgspec.Raw)
    assert len(msgspec.json.decode(first)) == 120
    assert len(msgspec.json.decode(then)) == 121


def test_a_table_is_read_each_time(room: Room, alice: Person) -> None:
    sit(room, alice)
    shown = presence.shown(room.stream_name)
    assert isinstance(shown, list)
    assert [each["status"] for each in shown] == ["available"]
