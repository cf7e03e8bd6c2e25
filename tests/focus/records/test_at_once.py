"""What several tabs send at the same moment is written as if they had waited for each other."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.focus.conftest import OpenRoom, at, come
from tests.focus.test_two_processes import AT_ONCE, together
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.focus.records.correcting import correct, delete
from virtualcafe.focus.records.reporting import Report, report
from virtualcafe.focus.settling import settle_due
from virtualcafe.lib.errors import Conflict, NotFound

from .conftest import See

CID = UUID("9b2c1a50-8f2e-4d0b-9a51-0d7c3d8a1f00")

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_report_sent_by_many_tabs_is_one_session(alice: Person) -> None:
    said = Report(started_at=at(0), minutes=25, cid=CID)
    refusals = together(*[lambda: report(alice, said, now=at(60))] * AT_ONCE)
    assert refusals == [None] * AT_ONCE
    assert Session.objects.count() == 1


def test_of_reports_of_the_same_time_one_is_taken(alice: Person) -> None:
    refusals = together(
        *[
            lambda start=start: report(alice, Report(started_at=at(start), minutes=25), now=at(60))
            for start in range(AT_ONCE)
        ]
    )
    assert [type(refusal) for refusal in refusals].count(Conflict) == AT_ONCE - 1
    assert Session.objects.count() == 1


def test_corrections_at_once_leave_one_that_stands(alice: Person, see: See) -> None:
    first = see(alice)
    refusals = together(
        *[
            lambda minutes=minutes: correct(alice, first.pk, {"minutes": minutes}, now=at(60))
            for minutes in range(10, 10 + AT_ONCE)
        ]
    )
    assert refusals == [None] * AT_ONCE
    assert Session.objects.count() == AT_ONCE + 1
    assert Session.objects.filter(stands=True).count() == 1


def test_a_correction_and_a_deletion_at_once_leave_nothing(alice: Person, see: See) -> None:
    first = see(alice)
    refusals = together(
        lambda: correct(alice, first.pk, {"minutes": 10}, now=at(60)),
        lambda: delete(alice, first.pk, now=at(60)),
    )
    assert [refusal for refusal in refusals if not isinstance(refusal, NotFound | None)] == []
    assert not Session.objects.exists()


def test_who_derives_from_sessions_hears_of_a_phase_once(
    alice: Person, bob: Person, open_room: OpenRoom, heard: list[tuple[str, object]]
) -> None:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    actions.start(alice, room, lengths=Lengths(), now=at(0))
    assert heard == []
    settle_due(at(25))
    assert heard == [("written", [25, 25])]
