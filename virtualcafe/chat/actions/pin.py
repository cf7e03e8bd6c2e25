"""Pinning what everybody should find again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.chat import events
from virtualcafe.chat.access import may_pin, message_for
from virtualcafe.chat.actions.standing import announced, locked, must_be_able_to_post
from virtualcafe.chat.models import Message
from virtualcafe.chat.private.access import is_private
from virtualcafe.lib.errors import BadRequest, Forbidden

#: More than that nobody looks through.
MOST_PINNED = 50


def pin_message(person: Person, message_id: int, *, on: bool, now: datetime) -> int:
    """The seq of the event; where nothing changes there is none, and it is the stream's last.
    Raises NotFound, Forbidden, or BadRequest when enough are pinned."""
    message = message_for(person, message_id, now=now)
    if not may_pin(person, message):
        raise Forbidden("Only the host may pin messages.")
    if is_private(message.stream.name):
        must_be_able_to_post(person, message, now=now)
    with transaction.atomic():
        message = locked(message)
        if message.pinned == on:
            return message.stream.last_seq
        if on:
            _must_have_space(message)
            message.pin(by=person, now=now)
        else:
            message.unpin()
        return announced(message, events.PINNED)


def _must_have_space(message: Message) -> None:
    if Message.objects.pinned().filter(stream=message.stream_id).count() >= MOST_PINNED:
        raise BadRequest(f"At most {MOST_PINNED} messages are pinned. Take another one down first.")
