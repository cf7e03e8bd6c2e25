"""The lengths a person likes."""

from __future__ import annotations

from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus.clock import Lengths

_PREFERRED = (
    "focus_minutes",
    "break_minutes",
    "long_break_minutes",
    "auto_start_breaks",
    "auto_start_focus",
)


def preferred(person: Person) -> Lengths:
    row = Preferences.objects.filter(person=person).values(*_PREFERRED).first()
    return Lengths(**row) if row else Lengths()
