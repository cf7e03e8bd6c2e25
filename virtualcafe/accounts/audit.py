"""The audit log: who kept order, whom it met, where and when."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts.models import ModeratorAct, Person


def note(
    actor: Person,
    verb: str,
    *,
    person: Person | None = None,
    place: str = "",
    detail: str = "",
    now: datetime,
) -> None:
    """One line, in the transaction of the act. `verb` is a plain word or two: "lift ban"."""
    ModeratorAct.objects.create(
        actor=actor,
        actor_name=actor.username,
        verb=verb,
        person=person,
        person_name=person.username if person else "",
        place=place[:100],
        detail=detail[:300],
        created_at=now,
    )
