"""Presence is a lease per connection: first tab in, last tab out and eight seconds gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.realtime.models import Lease

from .conftest import Desk

pytestmark = pytest.mark.django_db


def arrive(*arrivals: tuple[str, Person, str]) -> None:
    rows = [leases.Arrival(stream, person.pk, tab) for stream, person, tab in arrivals]
    leases.arrive(rows, server="one")


def pass_by(seconds: float) -> None:
    """Let everything have happened so much earlier."""
    for lease in Lease.objects.all():
        lease.expires_at -= timedelta(seconds=seconds)
        lease.ended_at = lease.ended_at and lease.ended_at - timedelta(seconds=seconds)
        lease.save()


def test_the_first_tab_arrives_and_the_second_is_no_news(desk: Desk, alice: Person) -> None:
    arrive(("desk:a", alice, "tab 1"))
    arrive(("desk:a", alice, "tab 2"))
    assert desk.came == [{alice.pk}]
    assert [lease.person_id for lease in leases.present("desk:a")] == [alice.pk]


def test_closing_one_of_two_tabs_is_no_news(desk: Desk, alice: Person) -> None:
    arrive(("desk:a", alice, "tab 1"), ("desk:a", alice, "tab 2"))
    leases.end([("tab 1", "")])
    pass_by(9)
    leases.sweep()
    assert desk.went == []
    assert leases.is_present("desk:a", alice.pk)


def test_back_within_eight_seconds_never_left(desk: Desk, alice: Person) -> None:
    arrive(("desk:a", alice, "tab 1"))
    leases.end([("tab 1", "")])
    pass_by(7)
    leases.sweep()
    assert leases.is_present("desk:a", alice.pk)
    arrive(("desk:a", alice, "tab 2"))
    pass_by(9)
    leases.sweep()
    assert (desk.came, desk.went) == ([{alice.pk}], [])


def test_longer_away_is_gone_once(desk: Desk, alice: Person) -> None:
    arrive(("desk:a", alice, "tab 1"))
    leases.end([("tab 1", "desk:a")])
    pass_by(9)
    assert not leases.is_present("desk:a", alice.pk)
    leases.sweep()
    leases.sweep()
    assert desk.went == [{alice.pk}]
    assert not Lease.objects.exists()


def test_the_leases_of_a_dead_process_run_out(desk: Desk, alice: Person, bob: Person) -> None:
    arrive(("desk:a", alice, "tab 1"))
    leases.arrive([leases.Arrival("desk:a", bob.pk, "tab 2")], server="two")
    pass_by(50)
    leases.renew("two")
    pass_by(30)
    leases.sweep()
    assert desk.went == [{alice.pk}]
    assert [lease.person_id for lease in leases.present("desk:a")] == [bob.pk]


def test_a_stopped_process_ends_all_its_leases_at_once(desk: Desk, alice: Person) -> None:
    arrive(("desk:a", alice, "tab 1"))
    leases.end_all("one")
    assert not leases.live(clock.real_now()).exists()


def test_a_thousand_arrivals_take_a_handful_of_queries(
    desk: Desk, alice: Person, django_assert_max_num_queries: object
) -> None:
    crowd = Person.objects.bulk_create(
        Person(username=f"p{n}", email=f"p{n}@example.org") for n in range(1000)
    )
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        arrive(*(("desk:a", person, f"tab {person.pk}") for person in crowd))
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        leases.end([(f"tab {person.pk}", "") for person in crowd])
