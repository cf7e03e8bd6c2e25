"""What a person wants to reach in a week."""

from __future__ import annotations

from virtualcafe.accounts.models import Person, Preferences


def set_weekly_goal(person: Person, minutes: int) -> None:
    """Of how many minutes is checked by whoever asks; the table refuses what fits no week."""
    liked = Preferences.of(person.pk)
    liked.weekly_goal_minutes = minutes
    liked.save(update_fields=["weekly_goal_minutes"])
