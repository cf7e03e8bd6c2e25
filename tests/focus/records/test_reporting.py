"""A session added afterwards: once, and only into time that is free."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.focus.conftest import at
from virtualcafe.accounts import days
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import correcting
from virtualcafe.focus.records.reporting import Report, report
from virtualcafe.focus.tasks import actions as tasks
from virtualcafe.lib.errors import BadRequest, CafeError, CidConflict, Conflict, NotFound

from .conftest import See

CID = UUID("9b2c1a50-8f2e-4d0b-9a51-0d7c3d8a1f00")


def said(start: float = 0, minutes: int | None = 25, **fields: object) -> Report:
    return Report(started_at=at(start), minutes=minutes, **fields)  # type: ignore[arg-type]


def test_it_is_written_as_reported_and_told(alice: Person, heard: list[object]) -> None:
    session, is_new = report(alice, said(goal="Essay", task="Reading"), now=at(60))
    assert is_new
    kept = Session.objects.get()
    assert (kept.pk, kept.source, kept.kind, kept.minutes) == (session.pk, "reported", "focus", 25)
    assert (kept.started_at, kept.ended_at, kept.reported_at) == (at(0), at(25), at(60))
    assert (kept.task, kept.goal, kept.completed) == ("Reading", "Essay", True)
    assert heard == [("written", [25])]


def test_its_task_can_be_one_of_theirs(alice: Person, bob: Person) -> None:
    task = tasks.create(alice, {"title": "Read chapter 4"}, now=at(0))
    session, _ = report(alice, said(task=task.pk), now=at(60))
    assert (session.task, session.of_task_id) == ("Read chapter 4", task.pk)
    with pytest.raises(NotFound):
        report(bob, said(task=task.pk), now=at(60))
    assert not Session.objects.filter(person=bob).exists()


def test_without_minutes_it_is_all_the_time_between(alice: Person) -> None:
    session, _ = report(alice, said(0, None, ended_at=at(42.5)), now=at(60))
    assert (session.minutes, session.ended_at) == (42, at(42.5))


def test_it_belongs_to_the_day_it_began_in_where_the_person_is(alice: Person) -> None:
    alice.time_zone = "Asia/Tokyo"
    alice.save()
    Preferences.objects.update_or_create(person=alice, defaults={"day_starts_at": 4})
    late = datetime(2026, 3, 3, 18, 30, tzinfo=UTC)  # half past three in the morning there
    session, _ = report(alice, Report(started_at=late, minutes=60), now=at(0))
    assert session.local_date == date(2026, 3, 3)


def test_sending_it_again_writes_nothing(alice: Person, heard: list[object]) -> None:
    first, _ = report(alice, said(cid=CID), now=at(60))
    again, is_new = report(alice, said(cid=CID), now=at(90))
    assert (again.pk, is_new) == (first.pk, False)
    assert Session.objects.count() == 1
    assert heard == [("written", [25])]


def test_the_same_cid_with_other_minutes_is_a_conflict(alice: Person) -> None:
    report(alice, said(cid=CID), now=at(60))
    with pytest.raises(CidConflict):
        report(alice, said(cid=CID, minutes=24), now=at(60))


def test_two_people_may_use_one_cid(alice: Person, bob: Person) -> None:
    assert report(alice, said(cid=CID), now=at(60))[1]
    assert report(bob, said(cid=CID), now=at(60))[1]


@pytest.mark.parametrize(
    ("start", "minutes"), [(-30, 31), (-10, 20), (10, 5), (0, 50), (49, 10), (-10, 100)]
)
def test_no_time_is_counted_twice(alice: Person, see: See, start: int, minutes: int) -> None:
    see(alice)
    with pytest.raises(Conflict, match="from 12:00 to 12:50"):
        report(alice, said(start, minutes), now=at(600))
    assert Session.objects.count() == 1


@pytest.mark.parametrize(("start", "minutes"), [(-30, 30), (50, 10)])
def test_right_beside_another_is_free(alice: Person, see: See, start: int, minutes: int) -> None:
    see(alice)
    assert report(alice, said(start, minutes), now=at(600))[1]


def test_other_peoples_time_and_breaks_are_free(alice: Person, bob: Person, see: See) -> None:
    see(bob)
    see(alice, kind="break")
    assert report(alice, said(), now=at(600))[1]


def test_the_phase_that_runs_counts_by_itself(alice: Person) -> None:
    actions.start(alice, lengths=Lengths(), now=at(0))
    with pytest.raises(Conflict, match="counts by itself"):
        report(alice, said(-10, 15), now=at(10))
    assert report(alice, said(-30, 30), now=at(10))[1]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"minutes": 0}, "1 to 720"),
        ({"minutes": 721}, "1 to 720"),
        ({"minutes": -(10**9)}, "1 to 720"),
        ({"minutes": 10**9}, "1 to 720"),
        ({"ended_at": at(0)}, "after it began"),
        ({"ended_at": at(20)}, "fewer minutes"),
        ({"ended_at": at(0) + timedelta(hours=13)}, "within 12 hours"),
        ({"started_at": datetime(1999, 12, 31, tzinfo=UTC)}, "too long ago"),
        ({"started_at": datetime(9999, 12, 31, 23, 59, tzinfo=UTC)}, "hasn't begun"),
        ({"started_at": at(990)}, "isn't over"),
        ({"goal": "x" * 201}, "at most 200"),
        ({"task": "\ud800"}, "can't be kept"),
    ],
)
def test_what_nobody_sat_through_is_refused(
    alice: Person, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadRequest, match=words):
        report(alice, Report(**{"started_at": at(0), "minutes": 25, **fields}), now=at(1000))
    assert not Session.objects.exists()


def test_a_day_has_sixteen_hours_to_report(alice: Person) -> None:
    midnight = at(-12 * 60)
    later = at(24 * 60)
    for hour in (0, 8):
        report(alice, Report(started_at=midnight + timedelta(hours=hour), minutes=480), now=later)
    with pytest.raises(Conflict, match="16 hours"):
        report(alice, Report(started_at=midnight + timedelta(hours=17), minutes=1), now=later)
    a_break = Report(started_at=midnight + timedelta(hours=17), minutes=1, kind="break")
    assert report(alice, a_break, now=later)[1]


def test_nothing_is_told_of_what_is_refused(alice: Person, heard: list[object]) -> None:
    with pytest.raises(CafeError):
        report(alice, said(minutes=0), now=at(60))
    assert heard == []


def test_free_time_is_found_behind_a_session_that_lies_around_another(
    bob: Person, around_another: None
) -> None:
    session, _ = report(bob, Report(minutes=10), now=at(32))
    assert session.ended_at == at(0)


MORNING = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)  # eight o'clock of the 5th in Auckland


def fly(person: Person) -> Person:
    with days.changing(person.pk, now=MORNING + timedelta(hours=6)):
        Person.objects.filter(pk=person.pk).update(time_zone="America/Los_Angeles")
    return Person.objects.get(pk=person.pk)


def test_what_is_reported_after_a_flight_is_of_the_day_it_was_then(alice: Person) -> None:
    Person.objects.filter(pk=alice.pk).update(time_zone="Pacific/Auckland")
    said = Report(started_at=MORNING, minutes=25)
    session, _ = report(fly(alice), said, now=MORNING + timedelta(hours=20))
    assert session.local_date == date(2026, 3, 5)


def test_a_minute_later_after_a_flight_is_the_same_day(alice: Person) -> None:
    Person.objects.filter(pk=alice.pk).update(time_zone="Pacific/Auckland")
    alice.refresh_from_db()
    hour = timedelta(hours=1)
    session, _ = report(alice, Report(started_at=MORNING, minutes=25), now=MORNING + hour)
    moved = {"started_at": MORNING + timedelta(minutes=1)}
    after = correcting.correct(fly(alice), session.pk, moved, now=MORNING + 20 * hour)
    assert session.local_date == after.local_date == date(2026, 3, 5)
