"""What a person sets out to do in a phase, and what the café asks of the last one in the break."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from virtualcafe.accounts.models import Person
from virtualcafe.focus import seat_goals
from virtualcafe.focus.clock import Phase
from virtualcafe.focus.models import Participation, Session
from virtualcafe.focus.tasks.hand import tasks_of
from virtualcafe.focus.words import line
from virtualcafe.lib.errors import Conflict

LONGEST_GOAL = 200
#: Later nobody remembers, and the next day begins with a question.
ASKED_WITHIN = timedelta(hours=12)
_Standing = Participation.Standing


def set_goal(person: Person, said: str) -> str:
    """For the phase they are in, or the next one of a timer that waits. Empty: for none."""
    goal = line("goal", said, LONGEST_GOAL)
    with tasks_of(person):
        part = current_part(person)
        if part is None:
            raise Conflict("No timer of yours is going. Start one, and say your goal with it.")
        part.goal = goal
        part.save(update_fields=["goal"])
        seat_goals.tell(part.timer)
    return goal


def current_part(person: Person) -> Participation | None:
    """In the timer that runs for them; or else in one that waits for them."""
    parts = Participation.objects.filter(person=person).exclude(standing=_Standing.OUT)
    going = parts.exclude(timer__phase=Phase.IDLE).select_related("timer")
    return going.order_by("standing", "-pk").first()  # "in" stands before the others


def last_with_goal(person: Person) -> Session | None:
    rows = Session.objects.filter(person=person, kind=Session.Kind.FOCUS, stands=True)
    rows = rows.exclude(goal="").select_related("room")
    return rows.order_by("-started_at", "-pk").first()


def carried_goal(person: Person) -> str:
    """What the last focus with a goal left unfinished, as its person said."""
    return carried_from(last_with_goal(person))


def carried_from(last: Session | None) -> str:
    return last.goal if last and last.outcome in Session.UNFINISHED else ""


def asked_of(last: Session | None, *, now: datetime) -> Session | None:
    """The last focus with a goal, while its outcome isn't said and it isn't long ago."""
    if last is None or last.outcome or last.ended_at <= now - ASKED_WITHIN:
        return None
    return last


def go_on_with(session: Session) -> None:
    """What is done isn't the goal of the next round, too; what isn't done goes on. The focus that
    runs already keeps the goal it has, and what was said long ago changes nothing now."""
    if not session.goal or session != last_with_goal(session.person):
        return
    parts = Participation.objects.filter(person=session.person)
    before = parts.filter(~Q(timer__phase=Phase.FOCUS) | Q(standing=_Standing.WAITS))
    if session.outcome == Session.Outcome.DONE:
        before.filter(goal=session.goal).update(goal="")
    else:
        before.filter(goal="").update(goal=session.goal)
    if part := current_part(session.person):
        seat_goals.tell(part.timer)
