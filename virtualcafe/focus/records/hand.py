"""A hand on somebody's sessions: whoever writes them holds the person's row, so that no minute is
counted twice and what is derived from them follows in the order of the changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q

from virtualcafe.accounts.models import Person
from virtualcafe.focus.clock import Phase
from virtualcafe.focus.locks import lock_timers_of
from virtualcafe.focus.models import Participation, Session
from virtualcafe.focus.tasks.hand import HIGHEST
from virtualcafe.lib.errors import Conflict, NotFound
from virtualcafe.realtime import publish


@contextmanager
def sessions_of(person: Person) -> Iterator[Person]:
    """Yields the person as they are now. Their timers come first, as everywhere: what runs there
    is a session in the making. Their open pages hear that something has changed."""
    with transaction.atomic():
        lock_timers_of(person)
        rows = Person.objects.select_for_update(no_key=True, of=("self",))
        yield rows.select_related("preferences").get(pk=person.pk)
        publish.send(f"user:{person.pk}", "sessions_changed", {})


def standing(person: Person, session_id: int) -> Session:
    """What stands of a chain, found by the id of any of its rows. NotFound for what isn't
    theirs."""
    if 0 < session_id <= HIGHEST:
        known = Session.objects.filter(person=person).select_related("room", "corrects")
        of_chain = Q(pk=session_id) | Q(corrects=session_id)
        siblings = Q(corrects__corrections=session_id)
        for session in known.filter(of_chain | siblings, stands=True)[:1]:
            return session
    raise NotFound("There is no such session.")


def check_over(session: Session) -> None:
    """While its phase runs a session may still grow, and what was taken from it would come back."""
    first = session.corrects or session
    if first.timer_id is None or first.begun is None:
        return
    parts = Participation.objects.filter(person=first.person_id, timer=first.timer_id)
    if parts.filter(timer__begun=first.begun).exclude(timer__phase=Phase.IDLE).exists():
        raise Conflict("Its phase isn't over yet. Correct it as soon as the timer has moved on.")
