"""Writers of one process take turns in the order they asked; nobody starves beside a hot batch."""

from __future__ import annotations

import threading
from statistics import median

import pytest
from django.db import IntegrityError, connection, transaction

from tests.threads import in_thread
from virtualcafe.lib.fair_sqlite.turns import Turns
from virtualcafe.realtime.models import Stream


def waiting(turns: Turns, count: int) -> None:
    """Until so many stand in line."""
    gate = threading.Event()
    for _ in range(2000):
        if len(turns._line) == count:
            return
        gate.wait(0.005)
    raise AssertionError(f"{len(turns._line)} stand in line, not {count}")


def test_turns_come_in_the_order_they_were_asked_for() -> None:
    turns, order = Turns(), list[int]()
    assert turns.take(timeout=1)

    def write(number: int) -> None:
        assert turns.take(timeout=10)
        order.append(number)
        turns.give_back()

    threads = []
    for number in range(5):
        threads.append(in_thread(lambda n=number: write(n)))
        waiting(turns, number + 1)
    turns.give_back()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]
    assert turns.take(timeout=0)


def test_who_gives_up_leaves_the_line() -> None:
    turns = Turns()
    assert turns.take(timeout=1)
    assert not turns.take(timeout=0.01)
    turns.give_back()
    assert turns.take(timeout=0)


@pytest.mark.django_db(transaction=True)
def test_a_lone_write_waits_for_a_few_batches_at_most() -> None:
    batches, over = list[int](), threading.Event()

    def hot() -> None:
        while not over.is_set():
            with transaction.atomic():
                Stream.objects.create(name=f"desk:{len(batches)}")
            batches.append(1)

    thread = in_thread(hot)
    while len(batches) < 5:
        over.wait(0.001)
    waited = []
    for number in range(20):
        before = len(batches)
        Stream.objects.create(name=f"lone:{number}")
        waited.append(len(batches) - before)
    over.set()
    thread.join()
    # Now and then a busy machine holds it up before it even stands in line.
    assert median(waited) <= 4


@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_gives_its_turn_back() -> None:
    from virtualcafe.lib.fair_sqlite.base import turns

    Stream.objects.create(name="desk:a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Stream.objects.create(name="desk:a")
    with pytest.raises(IntegrityError):
        Stream.objects.create(name="desk:a")
    assert not turns._taken


@pytest.mark.django_db(transaction=True)
def test_a_connection_closed_in_a_transaction_gives_its_turn_back() -> None:
    from virtualcafe.lib.fair_sqlite.base import turns

    def break_off() -> None:
        transaction.set_autocommit(False)
        Stream.objects.count()
        connection.close()

    in_thread(break_off).join()
    assert not turns._taken
    Stream.objects.create(name="desk:after")
