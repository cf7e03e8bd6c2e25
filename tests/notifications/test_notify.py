"""Telling people: the row, the event, one row a key, and that nothing is told of what failed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.notifications import actions, jobs, selectors
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime.models import Event, Stream

LATER = NOON + timedelta(minutes=5)


def told(person: Person) -> list[tuple[int, str, dict[str, object]]]:
    events = Event.objects.filter(stream__name=f"user:{person.pk}").order_by("seq")
    return list(events.values_list("seq", "type", "data"))


def brew(people: Person | list[Person], name: str = "bob", *, key: str = "") -> None:
    ids = people.pk if isinstance(people, Person) else [person.pk for person in people]
    actions.notify(ids, "teapot", {"name": name}, key=key, now=NOON)


def test_a_row_is_kept_and_told_on_the_persons_own_stream(alice: Person, bob: Person) -> None:
    brew(alice)
    row = Notification.objects.get()
    assert (row.person, row.kind, row.data, row.read_at) == (alice, "teapot", {"name": "bob"}, None)
    [(seq, kind, data)] = told(alice)
    assert (seq, kind, data["unread"]) == (1, "notification", 1)
    assert data["notification"] == {
        "id": row.pk,
        "kind": "teapot",
        "data": {"name": "bob"},
        "text": "bob put the kettle on.",
        "url": "/u/bob/",
        "created_at": "2026-03-04T12:00:00.000Z",
        "read_at": None,
    }
    assert told(bob) == []


def test_several_people_are_told_at_once_for_the_same_number_of_queries(alice: Person) -> None:
    people = [make_person(f"guest{n}") for n in range(20)]
    for person in [alice, *people]:
        Stream.objects.create(name=f"user:{person.pk}")
    with CaptureQueriesContext(connection) as for_one:
        brew(alice)
    with CaptureQueriesContext(connection) as for_many:
        brew(people)
    assert len([q for q in for_many if "UPDATE" not in q["sql"]]) <= len(for_one) + 1
    assert [len(told(person)) for person in people] == [1] * 20


def test_of_one_key_the_latest_stays_and_is_unread_again(alice: Person) -> None:
    brew(alice, "bob", key="kettle")
    [first] = Notification.objects.all()
    actions.mark_read(alice.pk, now=NOON)
    actions.notify(alice.pk, "teapot", {"name": "charlie"}, key="kettle", now=LATER)

    [row] = Notification.objects.all()
    assert (row.pk, row.data, row.created_at) == (first.pk, {"name": "charlie"}, LATER)
    assert row.read_at is None
    assert [kind for _, kind, _ in told(alice)] == [
        "notification",
        "notifications_read",
        "notification",
    ]


def test_the_same_key_of_two_people_are_two_rows(alice: Person, bob: Person) -> None:
    brew([alice, bob], key="kettle")
    assert Notification.objects.count() == 2


def test_nobody_to_tell_is_nothing_to_do(alice: Person) -> None:
    actions.notify([], "teapot", {"name": "bob"}, now=NOON)
    assert not Notification.objects.exists()


def test_what_is_rolled_back_was_never_told(alice: Person) -> None:
    with transaction.atomic():
        brew(alice)
        transaction.set_rollback(True)
    assert told(alice) == []
    assert not Notification.objects.exists()


def test_reading_some_and_then_all(alice: Person) -> None:
    for name in ("a", "b", "c"):
        brew(alice, name)
    first = Notification.objects.earliest("pk")
    assert actions.mark_read(alice.pk, [first.pk], now=LATER) == 2
    assert actions.mark_read(alice.pk, now=LATER) == 0
    read = [data for _, kind, data in told(alice) if kind == "notifications_read"]
    assert read == [{"ids": [first.pk], "unread": 2}, {"ids": None, "unread": 0}]


def test_reading_twice_says_nothing_twice(alice: Person) -> None:
    brew(alice)
    actions.mark_read(alice.pk, now=NOON)
    actions.mark_read(alice.pk, now=LATER)
    assert Notification.objects.get().read_at == NOON
    assert len(told(alice)) == 2


def test_nobody_reads_for_somebody_else(alice: Person, bob: Person) -> None:
    brew(alice)
    actions.mark_read(bob.pk, [Notification.objects.get().pk], now=NOON)
    assert Notification.objects.get().read_at is None
    assert told(bob) == []


def test_what_is_no_longer_so_leaves_the_list(alice: Person, bob: Person) -> None:
    brew([alice, bob], key="kettle")
    own = Notification.objects.get(person=alice)
    actions.withdraw([alice.pk], "kettle")
    assert [row.person for row in Notification.objects.all()] == [bob]
    assert told(alice)[-1][1:] == ("notifications_read", {"ids": [own.pk], "unread": 0})
    actions.withdraw([alice.pk], "kettle")
    assert len(told(alice)) == 2


def test_the_bell_knows_the_number_and_the_place(alice: Person, bob: Person) -> None:
    assert selectors.bell(alice) == (0, 0)
    brew(alice)
    brew(alice)
    actions.mark_read(alice.pk, [Notification.objects.earliest("pk").pk], now=NOON)
    assert selectors.bell(alice) == (1, 3)
    assert selectors.bell(bob) == (0, 0)


def test_the_newest_are_kept(alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEEP", 3)
    for minute in range(5):
        now = NOON + timedelta(minutes=minute)
        actions.notify(alice.pk, "teapot", {"name": str(minute)}, now=now)
    brew(bob)
    jobs.forget_oldest()
    kept = Notification.objects.of(alice.pk).order_by("created_at")
    assert [row.data["name"] for row in kept] == ["2", "3", "4"]
    assert Notification.objects.of(bob.pk).count() == 1
