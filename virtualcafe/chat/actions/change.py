"""Editing and deleting. The event keeps the message's id alone, so replays tell what is left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.accounts import audit
from virtualcafe.accounts.models import Person
from virtualcafe.chat import calling, events
from virtualcafe.chat.access import may_delete, message_for
from virtualcafe.chat.actions.draft import checked
from virtualcafe.chat.actions.standing import announced, locked, must_be_able_to_post
from virtualcafe.chat.models import Message
from virtualcafe.chat.search import index
from virtualcafe.lib import markdown
from virtualcafe.lib.errors import Forbidden


def edit_message(person: Person, message_id: int, *, content: str, now: datetime) -> int:
    """Its author says it anew; the seq of the event. Raises NotFound, Forbidden, Muted,
    BadRequest or TooLarge."""
    message = message_for(person, message_id, now=now)
    if message.sender_id != person.pk:
        raise Forbidden("Only its author may edit a message.")
    must_be_able_to_post(person, message, now=now)
    checked(content, with_files=message.attachments.exists())
    names = calling.names_in([(person.pk, message.stream.name, content)])
    html = markdown.render(content, names.get((person.pk, message.stream.name), {}))
    with transaction.atomic():
        message = locked(message)
        message.edit(content=content, html=html, now=now)
        index.replace(index.Entry(message.pk, message.stream_id, message.sender_id, content))
        calling.call_anew(message, now=now)
        return announced(message, events.EDITED)


def delete_message(person: Person, message_id: int, *, now: datetime) -> int:
    """Its author, the room's host or an admin takes it away; the seq of the event. Raises NotFound
    or Forbidden."""
    message = message_for(person, message_id, now=now)
    if not may_delete(person, message):
        raise Forbidden("Only its author or the host may delete a message.")
    with transaction.atomic():
        seq = remove_message(message, now=now)
        if message.sender_id != person.pk:
            _note(message, by=person, now=now)
    return seq


def remove_message(message: Message, *, now: datetime) -> int:
    """For whoever was found to have the right. Raises NotFound when it was gone already."""
    with transaction.atomic():
        message = locked(message)
        calling.forget(message.pk)
        message.wipe(now=now)
        index.remove(message.pk)
        return announced(message, events.DELETED)


def _note(message: Message, *, by: Person, now: datetime) -> None:
    """In the audit log, without its words: what was taken away stays away."""
    place, detail = str(message.stream.room), f"message {message.pk}"
    audit.note(by, "delete message", person=message.sender, place=place, detail=detail, now=now)
