"""Tasks as pages show them: in their order, each with what is done of it and how its day stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator

from virtualcafe.accounts.days import date_of
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.tasks import goals, selectors
from virtualcafe.focus.tasks.models import Parked, Task
from virtualcafe.focus.tasks.removing import removed

PER_PAGE = 50
DONE_LATELY = 5
#: Whoever deleted by mistake sees it soon.
SHOWN_FOR = timedelta(minutes=10)
_TOMORROW = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """`mark` is overdue, today, tomorrow, later, or nothing where the task has no day."""

    task: Task
    rounds: int
    mark: str

    @property
    def tells_rounds(self) -> bool:
        return bool(self.rounds or self.task.estimate)


@dataclass(frozen=True)
class TaskList:
    """One page of the open tasks, the active one wherever it stands, what was done last, and what
    was deleted just now."""

    page: Page[Task]
    open: list[Row]
    done: list[Row]
    active: Row | None
    removed: Task | None


def task_list(person: Person, *, now: datetime, number: str | None = None) -> TaskList:
    """The same few queries for one task and for five hundred."""
    page = Paginator(selectors.open_tasks(person), PER_PAGE).get_page(number)
    shown, done = list(page.object_list), list(selectors.done_tasks(person)[:DONE_LATELY])
    active = next((task for task in shown if task.active), None)
    if active is None and page.has_other_pages():
        active = selectors.active_task(person)
    made = _rows([*shown, *done, *filter(None, [active])], person, now=now)
    return TaskList(
        page=page,
        open=[made[task.pk] for task in shown],
        done=[made[task.pk] for task in done],
        active=made[active.pk] if active else None,
        removed=removed(person, now=now).filter(removed_at__gt=now - SHOWN_FOR).first(),
    )


@dataclass(frozen=True)
class Desk:
    """What lies before somebody at their timer. `takes_part` in one: then there is a goal to say.
    `asked` is the session whose outcome is asked; `thought` the first that the break hands back, of
    so many `thoughts`."""

    takes_part: bool
    goal: str
    carried: str
    asked: Session | None
    active: Row | None
    thought: Parked | None
    thoughts: int


def desk(person: Person, *, now: datetime, tasks: TaskList | None = None) -> Desk:
    """Beside the list of tasks it isn't asked again which is the active one."""
    part, last = goals.current_part(person), goals.last_with_goal(person)
    thoughts = list(selectors.parked(person).filter(kept=False))
    return Desk(
        takes_part=part is not None,
        goal=part.goal if part else "",
        carried=goals.carried_from(last),
        asked=goals.asked_of(last, now=now),
        active=tasks.active if tasks else _active(person, now=now),
        thought=thoughts[0] if thoughts else None,
        thoughts=len(thoughts),
    )


def _active(person: Person, *, now: datetime) -> Row | None:
    task = selectors.active_task(person)
    return _rows([task], person, now=now)[task.pk] if task else None


def done_page(person: Person, *, now: datetime, number: str | None) -> tuple[Page[Task], list[Row]]:
    page = Paginator(selectors.done_tasks(person), PER_PAGE).get_page(number)
    return page, list(_rows(list(page.object_list), person, now=now).values())


def parked_page(person: Person, *, number: str | None) -> Page[Parked]:
    return Paginator(selectors.parked(person), PER_PAGE).get_page(number)


def _rows(tasks: Collection[Task], person: Person, *, now: datetime) -> dict[int, Row]:
    rounds = selectors.rounds_of(tasks)
    today = date_of(person, now)
    return {
        task.pk: Row(task, rounds.get(task.pk, 0), _mark(task.due, today=today)) for task in tasks
    }


def _mark(due: date | None, *, today: date) -> str:
    """Where the person is, in their own day."""
    if due is None:
        return ""
    if due < today:
        return "overdue"
    return {today: "today", today + _TOMORROW: "tomorrow"}.get(due, "later")
