"""Sessions as the café writes them down, for tests of what follows from them."""

from __future__ import annotations

from datetime import datetime, timedelta

from virtualcafe.accounts import days
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions, hooks
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.focus.settling import settle_due


def row(person: Person, moment: datetime, minutes: int = 25, **fields: object) -> Session:
    """One that was begun at that moment, not yet written."""
    return Session(
        **{
            "person": person,
            "source": Session.Source.SOLO,
            "planned_minutes": minutes,
            "minutes": minutes,
            "started_at": moment,
            "ended_at": moment + timedelta(minutes=minutes),
            "local_date": days.date_of(person, moment),
            **fields,
        }
    )


def log(person: Person, moment: datetime, minutes: int = 25, **fields: object) -> Session:
    session = row(person, moment, minutes, **fields)
    session.save()
    hooks.sessions_written([session], now=session.ended_at)
    return session


def focus(person: Person, start: datetime, minutes: int) -> None:
    """As it happens: started, run to its end, settled."""
    actions.start(person, lengths=Lengths(focus_minutes=minutes, cycles=1), now=start)
    settle_due(start + timedelta(minutes=minutes))
