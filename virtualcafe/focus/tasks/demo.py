"""A few things to do, for the demonstration café."""

from __future__ import annotations

from datetime import datetime, timedelta

from virtualcafe.accounts.days import date_of
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.tasks import actions, parking
from virtualcafe.focus.tasks.models import Task

#: Title, days until it is due, and what else is said of it.
OPEN: tuple[tuple[str, int | None, dict[str, object]], ...] = (
    (
        "Lab report: results and the long discussion of everything that went wrong with them",
        -1,
        {"estimate": 4, "priority": "high"},
    ),
    (
        "Chapter 4, exercises 1 to 12",
        0,
        {"estimate": 3, "notes": "Number 7 is the one from the lecture.", "active": True},
    ),
    ("Vocabulary, unit 7", 1, {"estimate": 1, "recurrence": "weekdays"}),
    ("قراءة الفصل الثالث", 4, {"estimate": 2}),
    ("Outline of the essay", None, {"notes": "Begin with the second argument."}),
    ("Tidy the notes of last term", None, {"priority": "low"}),
)
DONE = ("Hand in the problem sheet", "Borrow the book on topology")
THOUGHTS = ("Is the library open on Sunday?", "Write to Grandmother about the train")


def fill(person: Person, *, now: datetime) -> None:
    today = date_of(person, now)
    for title, days, said in OPEN:
        due = None if days is None else today + timedelta(days=days)
        actions.create(person, {"title": title, "due": due, **said}, now=now)
    for hours, title in enumerate(DONE, start=2):
        long_ago = now - timedelta(hours=hours)
        actions.create(person, {"title": title, "done": True}, now=long_ago)
    for thought in THOUGHTS:
        parking.park(person, thought, now=now)
    _give_rounds(person)


def _give_rounds(person: Person) -> None:
    """Some of the sessions were for the active task."""
    task = Task.objects.get(person=person, active=True)
    rows = Session.objects.filter(person=person, kind=Session.Kind.FOCUS, completed=True)
    lately = list(rows.order_by("-started_at").values_list("pk", flat=True)[:2])
    Session.objects.filter(pk__in=lately).update(of_task=task, task=task.title)
    Session.objects.filter(pk=lately[0]).update(goal="Exercises 5 to 8", outcome="")
