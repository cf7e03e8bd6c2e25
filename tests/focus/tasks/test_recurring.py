"""What repeats comes back, once, on the next day of its rhythm."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.tasks import actions
from virtualcafe.focus.tasks.models import Task
from virtualcafe.focus.tasks.recurrence import next_due

WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("every", "due", "today", "then"),
    [
        ("daily", None, "2026-03-04", "2026-03-05"),
        ("daily", "2026-03-01", "2026-03-04", "2026-03-05"),
        ("daily", "2026-03-09", "2026-03-04", "2026-03-10"),
        ("weekdays", "2026-03-05", "2026-03-05", "2026-03-06"),
        ("weekdays", "2026-03-06", "2026-03-06", "2026-03-09"),
        ("weekdays", None, "2026-03-07", "2026-03-09"),
        ("weekly", None, "2026-03-04", "2026-03-11"),
        ("weekly", "2026-03-02", "2026-03-04", "2026-03-09"),
        ("weekly", "2026-02-02", "2026-03-04", "2026-03-09"),
        ("weekly", "2026-03-06", "2026-03-04", "2026-03-13"),
        ("monthly", "2026-01-31", "2026-01-31", "2026-02-28"),
        ("monthly", "2027-12-15", "2027-12-20", "2028-01-15"),
        ("monthly", "2026-03-04", "2026-05-02", "2026-05-04"),
        ("monthly", "2199-12-31", "2026-01-01", "2200-01-31"),
    ],
)
def test_when_it_is_due_again(every: str, due: str | None, today: str, then: str) -> None:
    was = date.fromisoformat(due) if due else None
    day = next_due(every, due=was, today=date.fromisoformat(today), day_of_month=None)
    assert day.isoformat() == then


def test_the_last_of_the_month_comes_back_after_february() -> None:
    day = date(2026, 1, 31)
    seen = []
    for _ in range(4):
        day = next_due("monthly", due=day, today=day, day_of_month=31)
        seen.append(day.isoformat())
    assert seen == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]


@pytest.fixture
def task(alice: Person) -> Task:
    said = {"title": "Vocabulary", "notes": "Unit 7", "recurrence": "daily", "estimate": 2}
    return actions.create(alice, {**said, "due": WEDNESDAY, "active": True}, now=NOON)


def open_of(person: Person) -> list[Task]:
    return list(Task.objects.filter(person=person, done_at=None))


def test_done_it_stands_there_again_for_tomorrow(alice: Person, task: Task) -> None:
    actions.change(alice, task.pk, {"done": True}, now=NOON)
    (following,) = open_of(alice)
    assert following.due == date(2026, 3, 5)
    assert (following.title, following.notes, following.estimate) == ("Vocabulary", "Unit 7", 2)
    assert (following.recurrence, following.active) == ("daily", False)


def test_said_twice_it_comes_back_once(alice: Person, task: Task) -> None:
    for _ in range(2):
        actions.change(alice, task.pk, {"done": True}, now=NOON)
    assert len(open_of(alice)) == 1


def test_done_by_mistake_the_next_one_goes_again(alice: Person, task: Task) -> None:
    for done in (True, False, True, False):
        actions.change(alice, task.pk, {"done": done}, now=NOON)
    assert open_of(alice) == [task]


@pytest.mark.parametrize("change", [{"title": "Unit 8"}, {"active": True}, {"due": WEDNESDAY}])
def test_one_that_was_touched_stays(alice: Person, task: Task, change: dict[str, object]) -> None:
    actions.change(alice, task.pk, {"done": True}, now=NOON)
    (following,) = open_of(alice)
    actions.change(alice, following.pk, change, now=NOON)
    actions.change(alice, task.pk, {"done": False}, now=NOON)
    assert len(open_of(alice)) == 2
    actions.change(alice, task.pk, {"done": True}, now=NOON)
    assert [each.pk for each in open_of(alice)] == [following.pk]


def test_one_that_was_worked_on_stays(alice: Person, task: Task) -> None:
    actions.change(alice, task.pk, {"done": True}, now=NOON)
    (following,) = open_of(alice)
    Session.objects.create(
        person=alice, of_task=following, source="solo", planned_minutes=25, minutes=25,
        started_at=NOON, ended_at=NOON + timedelta(minutes=25), local_date=WEDNESDAY,
    )  # fmt: skip
    actions.change(alice, task.pk, {"done": False}, now=NOON)
    assert len(open_of(alice)) == 2


def test_today_is_where_the_person_is(alice: Person) -> None:
    Person.objects.filter(pk=alice.pk).update(time_zone="Pacific/Kiritimati")
    task = actions.create(alice, {"title": "Water", "recurrence": "daily"}, now=NOON)
    actions.change(alice, task.pk, {"done": True}, now=NOON)
    assert [each.due for each in open_of(alice)] == [date(2026, 3, 6)]


def test_a_form_that_says_the_same_day_keeps_the_rhythm(alice: Person) -> None:
    def noon(month: int, day: int) -> datetime:
        return datetime(2026, month, day, 12, tzinfo=UTC)

    given = {"title": "Rent", "due": date(2026, 1, 31), "recurrence": "monthly"}
    january = actions.create(alice, given, now=noon(1, 31))
    actions.change(alice, january.pk, {"done": True}, now=noon(1, 31))
    february = Task.objects.get(follows=january)
    sent = {"title": "The rent", "due": february.due, "recurrence": "monthly"}
    actions.change(alice, february.pk, sent, now=noon(2, 20))
    actions.change(alice, february.pk, {"done": True}, now=noon(2, 28))
    assert Task.objects.get(follows=february).due == date(2026, 3, 31)
