"""A message that is about to be changed, and what everybody is told of it afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.chat import events, rights, unread
from virtualcafe.chat.models import Message
from virtualcafe.lib.errors import NotFound
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Stream


def must_be_able_to_post(person: Person, message: Message, *, now: datetime) -> None:
    """Who may not speak where it stands may not edit or react either. Raises Muted and the like."""
    rights.must_be_able_to_post(person.pk, message.stream.name, now=now)


def locked(message: Message) -> Message:
    """Under the stream's lock, as every writer of a stream; somebody may have been quicker."""
    Stream.objects.select_for_update(no_key=True).get(pk=message.stream_id)
    standing = Message.objects.standing().select_related("stream").filter(pk=message.pk).first()
    if standing is None:
        raise NotFound("That message was deleted.")
    return standing


def announced(message: Message, kind: str) -> int:
    """The seq of the event; who counts what is unread counts again."""
    transaction.on_commit(lambda: unread.stir([message.stream.name]), robust=True)
    return log.append(message.stream.name, (kind, events.reference(message.pk)))[0]
