"""What became of the goal of a session."""

from __future__ import annotations

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.records.hand import sessions_of, standing
from virtualcafe.focus.tasks.goals import go_on_with
from virtualcafe.lib.errors import BadRequest


def say_outcome(person: Person, session_id: int, outcome: str) -> Session:
    """Without any it is taken back. What the server measured stays as it is."""
    if outcome and outcome not in Session.Outcome.values:
        raise BadRequest(f"The outcome is one of {', '.join(Session.Outcome.values)}.")
    with sessions_of(person) as locked:
        session = standing(locked, session_id)
        session.outcome = outcome
        session.save(update_fields=["outcome"])
        go_on_with(session)
    return session
