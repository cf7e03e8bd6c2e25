"""Putting an emoji beside a message, and taking it away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.chat import events
from virtualcafe.chat.access import message_for
from virtualcafe.chat.actions.standing import locked, must_be_able_to_post
from virtualcafe.chat.models import Message, Reaction
from virtualcafe.chat.reactions import MOST_EMOJI
from virtualcafe.lib import emojis
from virtualcafe.lib.errors import BadRequest
from virtualcafe.realtime import log


def react(person: Person, message_id: int, *, emoji: str, on: bool, now: datetime) -> int:
    """The seq of the event; where nothing changes there is none, and it is the stream's last.
    Raises NotFound, Forbidden, Muted or BadRequest."""
    spelled = emojis.canonical(emoji)
    if spelled is None:
        raise BadRequest("A reaction is one emoji.", fields={"emoji": ["This is none."]})
    message = message_for(person, message_id, now=now)
    must_be_able_to_post(person, message, now=now)
    with transaction.atomic():
        message = locked(message)
        changed = _put(person, message, spelled, now) if on else _taken(person, message, spelled)
        if not changed:
            return message.stream.last_seq
        event = events.reaction(message.pk, emoji=spelled, person_id=person.pk, on=on)
        return log.append(message.stream.name, event)[0]


def _put(person: Person, message: Message, emoji: str, now: datetime) -> bool:
    there = set(message.reactions.values_list("emoji", flat=True).distinct())
    if emoji not in there and len(there) >= MOST_EMOJI:
        raise BadRequest(f"A message has at most {MOST_EMOJI} different reactions.")
    _, new = Reaction.objects.get_or_create(
        message=message, person=person, emoji=emoji, defaults={"created_at": now}
    )
    return new


def _taken(person: Person, message: Message, emoji: str) -> bool:
    return bool(message.reactions.filter(person=person, emoji=emoji).delete()[0])
