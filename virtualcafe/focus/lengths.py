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


def prefer(person: Person, lengths: Lengths) -> None:
    """Begin with these the next time. How many rounds there are, the timer itself remembers."""
    liked = {name: getattr(lengths, name) for name in _PREFERRED}
    Preferences.objects.update_or_create(person=person, defaults=liked)
