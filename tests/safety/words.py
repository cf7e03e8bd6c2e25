"""Where the café keeps words of people. A column of text that is in neither table fails the suite:
whoever adds one says whether people write it, and then every page is read with attacks in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

#: Columns that people fill as they like, and how much goes in; 0 for a column without a limit.
WRITTEN = {
    "accounts.Person.bio": 500,
    "accounts.Preferences.mix": 30,
    "accounts.Report.reason": 1_000,
    "accounts.Report.excerpt": 0,
    "accounts.ModeratorAct.place": 100,
    "accounts.ModeratorAct.detail": 300,
    "notifications.Notification.data": 200,
    "rooms.Room.name": 80,
    "rooms.Room.description": 500,
    "rooms.Room.subject": 40,
    "rooms.JoinRequest.text": 300,
    "chat.Message.content": 4_000,
    "chat.Attachment.name": 200,
    "focus.Participation.task": 200,
    "focus.Participation.goal": 200,
    "focus.Session.room_name": 80,
    "focus.Session.task": 200,
    "focus.Task.title": 200,
    "focus.Task.notes": 4_000,
    "focus.Parked.text": 500,
    "focus.Session.goal": 200,
}
#: Columns that the café fills, or in which few letters are let in.
OURS = {
    "accounts.FormerDays.time_zone",
    "accounts.Invitation.digest",
    "accounts.ModeratorAct.actor_name",
    "accounts.ModeratorAct.person_name",
    "accounts.ModeratorAct.verb",
    "accounts.Person.avatar",
    "accounts.Person.email",
    "accounts.Person.password",
    "accounts.Person.time_zone",
    "accounts.Person.username",
    "accounts.RetiredUsername.name",
    "chat.Attachment.mime",
    "chat.Message.html",  # the sanitiser's own
    "chat.Reaction.emoji",
    "notifications.Notification.key",
    "notifications.Notification.kind",
    "progress.Achievement.family",
    "progress.Achievement.name",
    "progress.Achievement.sentence",
    "progress.Achievement.slug",
    "realtime.Event.data",
    "realtime.Event.type",
    "realtime.Lease.connection",
    "realtime.Lease.server",
    "realtime.Lease.stream",
    "realtime.Revocation.only",
    "realtime.Revocation.reason",
    "realtime.Revocation.spared",
    "realtime.Revocation.stream",
    "realtime.Stream.name",
    "rooms.Invite.token",
    "rooms.Room.code",
    "rooms.UsedCode.code",
}


def columns() -> Iterator[str]:
    """Every column of ours that holds text and isn't one of a few choices."""
    for model in apps.get_models():
        if model.__module__.startswith("virtualcafe."):
            for field in model._meta.get_fields():
                if _holds_text(field):
                    yield f"{model._meta.label}.{field.name}"


def _holds_text(field: Any) -> bool:
    text = models.CharField | models.TextField | models.JSONField
    return isinstance(field, text) and not field.choices


def write(words: Callable[[int], str]) -> None:
    """Put `words(longest)` wherever people's words are kept, past every form that would refuse."""
    for column, longest in WRITTEN.items():
        label, field = column.rsplit(".", 1)
        model = apps.get_model(label)
        for row in model._default_manager.order_by("pk"):
            old, new = getattr(row, field), words(longest)
            setattr(row, field, new if isinstance(old, str) else _rewritten(old, new))
            row.save(update_fields=[field])


def _rewritten(data: Any, words: str) -> Any:
    """JSON in which whatever is a name or a text says `words`."""
    if isinstance(data, dict):
        return {
            key: words if key in {"name", "text"} else _rewritten(value, words)
            for key, value in data.items()
        }
    return data
