"""What became of the goal of a session."""

from __future__ import annotations

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.tasks.hand import HIGHEST
from virtualcafe.lib.errors import BadRequest, NotFound


def say_outcome(person: Person, session_id: int, outcome: str) -> Session:
    """Without any it is taken back. What the server measured stays as it is."""
    if outcome and outcome not in Session.Outcome.values:
        raise BadRequest(f"The outcome is one of {', '.join(Session.Outcome.values)}.")
    mine = Session.objects.filter(person=person, pk=min(session_id, HIGHEST))
    if not mine.update(outcome=outcome):
        raise NotFound("There is no such session.")
    return mine.select_related("room").get()
