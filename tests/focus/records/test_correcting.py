"""Setting a session right: what the café saw stays as it was, and only the last word counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.focus.conftest import at
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import selectors
from virtualcafe.focus.records.correcting import correct, delete
from virtualcafe.focus.records.reporting import Report, report
from virtualcafe.focus.settling import settle_due
from virtualcafe.lib.errors import BadRequest, Conflict, NotFound

from .conftest import See


def test_a_correction_stands_and_the_first_stays(
    alice: Person, see: See, heard: list[object]
) -> None:
    first = see(alice, goal="Essay")
    after = correct(alice, first.pk, {"minutes": 20}, now=at(60))
    assert (after.source, after.minutes, after.goal, after.stands) == (
        "reported",
        20,
        "Essay",
        True,
    )
    assert (after.corrects_id, after.chain, after.reported_at) == (first.pk, first.pk, at(60))
    assert (after.started_at, after.ended_at) == (at(0), at(50))
    assert (after.planned_minutes, after.completed) == (50, False)
    first.refresh_from_db()
    assert (first.source, first.minutes, first.stands) == ("solo", 50, False)
    assert list(selectors.sessions(alice)) == [after]
    assert heard == [("changed", alice.pk)]


def test_a_second_correction_takes_the_place_of_the_first(alice: Person, see: See) -> None:
    first = see(alice)
    once = correct(alice, first.pk, {"minutes": 20}, now=at(60))
    twice = correct(alice, once.pk, {"goal": "Essay"}, now=at(70))
    assert (twice.corrects_id, twice.minutes, twice.goal) == (first.pk, 20, "Essay")
    assert [each.minutes for each in selectors.history(twice)] == [50, 20, 20]
    assert [each.pk for each in selectors.sessions(alice)] == [twice.pk]


def test_a_chain_has_one_row_that_stands(alice: Person, see: See) -> None:
    first = see(alice)
    correct(alice, first.pk, {"minutes": 20}, now=at(60))
    with pytest.raises(IntegrityError), transaction.atomic():
        see(alice, corrects=first, stands=True)


def test_what_changes_nothing_writes_nothing(alice: Person, see: See, heard: list[object]) -> None:
    first = see(alice)
    assert correct(alice, first.pk, {"minutes": 50, "goal": ""}, now=at(60)) == first
    correct(alice, first.pk, {"minutes": 20}, now=at(60))
    correct(alice, first.pk, {"minutes": 20}, now=at(61))
    assert Session.objects.count() == 2
    assert heard == [("changed", alice.pk)]


def test_more_minutes_need_more_time(alice: Person, see: See) -> None:
    first = see(alice)
    see(alice, start=80)
    after = correct(alice, first.pk, {"minutes": 80}, now=at(600))
    assert after.ended_at == at(80)
    with pytest.raises(Conflict, match="from 13:20 to 14:10"):
        correct(alice, first.pk, {"minutes": 81}, now=at(600))


def test_a_correction_touches_what_the_cafe_saw(alice: Person, see: See) -> None:
    first = see(alice)
    with pytest.raises(BadRequest, match="touch"):
        correct(alice, first.pk, {"started_at": at(50), "minutes": 20}, now=at(600))
    moved = correct(alice, first.pk, {"started_at": at(-10)}, now=at(600))
    assert (moved.started_at, moved.ended_at, moved.minutes) == (at(-10), at(40), 50)


def test_what_the_cafe_saw_stays_on_its_day(alice: Person, see: See) -> None:
    first = see(alice, start=12 * 60 - 10)
    moved = correct(alice, first.pk, {"started_at": at(12 * 60 + 5)}, now=at(24 * 60))
    assert moved.local_date == date(2026, 3, 4)


def test_what_was_reported_may_move_to_another_day(alice: Person) -> None:
    first, _ = report(alice, Report(started_at=at(0), minutes=25), now=at(60))
    moved = correct(alice, first.pk, {"started_at": at(-24 * 60)}, now=at(60))
    assert (moved.local_date, moved.ended_at) == (date(2026, 3, 3), at(25 - 24 * 60))


@pytest.mark.parametrize(
    "given", [{"minutes": 0}, {"minutes": 721}, {"ended_at": at(601)}, {"goal": "x" * 201}]
)
def test_bounds_hold_for_corrections_too(
    alice: Person, see: See, given: dict[str, object], heard: list[object]
) -> None:
    first = see(alice)
    with pytest.raises(BadRequest):
        correct(alice, first.pk, given, now=at(599))
    assert Session.objects.get().stands
    assert heard == []


def test_deleting_takes_the_whole_chain(
    alice: Person, bob: Person, see: See, heard: list[object]
) -> None:
    first, others = see(alice), see(bob)
    after = correct(alice, first.pk, {"minutes": 20}, now=at(60))
    delete(alice, after.pk, now=at(61))
    assert list(Session.objects.all()) == [others]
    assert heard == [("changed", alice.pk), ("changed", alice.pk)]
    with pytest.raises(NotFound):
        delete(alice, first.pk, now=at(62))


def test_what_is_not_theirs_is_not_there(alice: Person, bob: Person, see: See) -> None:
    first = see(alice)
    for number in (first.pk, 0, -1, 2**80):
        with pytest.raises(NotFound):
            correct(bob, number, {"minutes": 20}, now=at(60))
        with pytest.raises(NotFound):
            delete(bob, number, now=at(60))
    assert Session.objects.get().stands


def test_while_its_phase_runs_it_may_still_grow(alice: Person, bob: Person, see: See) -> None:
    timer = actions.start(alice, lengths=Lengths(), now=at(0))
    part = see(alice, minutes=10, timer=timer, begun=timer.begun)
    for act in (correct, delete):
        with pytest.raises(Conflict, match="isn't over"):
            act(alice, part.pk, *([{"minutes": 5}] if act is correct else []), now=at(20))
    actions.stop(alice, now=at(20))
    assert correct(alice, part.pk, {"minutes": 5}, now=at(21)).minutes == 5


def test_what_lasted_over_a_night_can_be_corrected(alice: Person) -> None:
    actions.start(alice, lengths=Lengths(), now=at(0))
    actions.pause(alice, now=at(10))
    actions.resume(alice, now=at(13 * 60))
    settle_due(at(13 * 60 + 15))
    session = Session.objects.get(kind="focus")
    after = correct(alice, session.pk, {"minutes": 12}, now=at(14 * 60 + 20))
    assert after.minutes == 12


def test_what_lies_around_another_session_can_be_corrected(
    bob: Person, around_another: None
) -> None:
    session = Session.objects.get(person=bob, source="room")
    assert correct(bob, session.pk, {"task": "Algebra"}, now=at(60)).task == "Algebra"
    shorter = correct(bob, session.pk, {"minutes": 3}, now=at(61))
    assert shorter.minutes == 3
