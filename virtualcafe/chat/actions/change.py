"""Editing and deleting. The event keeps the message's id alone, so replays tell what is left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.chat import events
from virtualcafe.chat.access import may_delete, message_for
from virtualcafe.chat.actions.draft import checked
from virtualcafe.chat.models import Message
from virtualcafe.lib import markdown
from virtualcafe.lib.errors import CafeError, Forbidden, NotFound
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms.access import posting_rights


def edit_message(person: Person, message_id: int, *, content: str, now: datetime) -> int:
    """Its author says it anew; the seq of the event. Raises NotFound, Forbidden, Muted,
    BadRequest or TooLarge."""
    message = message_for(person, message_id, now=now)
    if message.sender_id != person.pk:
        raise Forbidden("Only its author may edit a message.")
    _must_be_able_to_post(person, message, now)
    checked(content)
    html = markdown.render(content)
    with transaction.atomic():
        message = _locked(message)
        message.edit(content=content, html=html, now=now)
        return _announced(message, events.EDITED)


def delete_message(person: Person, message_id: int, *, now: datetime) -> int:
    """Its author, the room's host or an admin takes it away; the seq of the event. Raises NotFound
    or Forbidden."""
    message = message_for(person, message_id, now=now)
    if not may_delete(person, message):
        raise Forbidden("Only its author or the host may delete a message.")
    return remove_message(message, now=now)


def remove_message(message: Message, *, now: datetime) -> int:
    """For whoever was found to have the right. Raises NotFound when it was gone already."""
    with transaction.atomic():
        message = _locked(message)
        message.wipe(now=now)
        return _announced(message, events.DELETED)


def _must_be_able_to_post(person: Person, message: Message, now: datetime) -> None:
    pair = (person.pk, message.stream.name)
    right = posting_rights([pair], now=now)[pair]
    if isinstance(right, CafeError):
        raise right


def _locked(message: Message) -> Message:
    """Under the stream's lock, as every writer of a stream; somebody may have been quicker."""
    Stream.objects.select_for_update(no_key=True).get(pk=message.stream_id)
    standing = Message.objects.standing().select_related("stream").filter(pk=message.pk).first()
    if standing is None:
        raise NotFound("That message was deleted.")
    return standing


def _announced(message: Message, kind: str) -> int:
    return log.append(message.stream.name, (kind, events.reference(message.pk)))[0]
