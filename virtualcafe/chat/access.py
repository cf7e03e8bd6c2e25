"""May this person? A message is only ever found through the stream it stands in."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import Message, PrivateThread
from virtualcafe.chat.private import access as private
from virtualcafe.lib.errors import CafeError, NotFound
from virtualcafe.rooms.access import (
    PREFIX,
    for_member,
    may_listen,
    may_moderate,
    visible_room,
)
from virtualcafe.rooms.models import Room

NO_MESSAGE = "There is no such message."


def message_for(person: Person, message_id: int, *, now: datetime) -> Message:
    """A standing message that this person may see; NotFound for every other one."""
    found = Message.objects.standing().select_related("stream__room").filter(pk=message_id).first()
    if found is None:
        raise NotFound(NO_MESSAGE)
    try:
        listenable(person.pk, found.stream.name, now=now)
    except CafeError:
        raise NotFound(NO_MESSAGE) from None
    return found


def thread_root(stream_id: int, message_id: int) -> Message:
    """The message under which a thread of this stream hangs, even when it was deleted. NotFound for
    one of another stream, or that hangs in a thread itself."""
    roots = Message.objects.with_people().filter(stream=stream_id, thread=None)
    found = roots.filter(pk=message_id).first()
    if found is None:
        raise NotFound(NO_MESSAGE)
    return found


def may_delete(person: Person, message: Message) -> bool:
    """Its author, and in a room who keeps order there."""
    if message.sender_id == person.pk or private.is_private(message.stream.name):
        return message.sender_id == person.pk
    return may_moderate(person, message.stream.room)


def may_pin(person: Person, message: Message) -> bool:
    """In a room who keeps order there, in a private thread both."""
    return private.is_private(message.stream.name) or may_moderate(person, message.stream.room)


def listenable(person_id: int, stream: str, *, now: datetime) -> Room | PrivateThread:
    """The room whose stream this is, if the person sits in it, or their private thread. Raises
    NotFound or Forbidden."""
    if private.is_private(stream):
        return private.may_listen(person_id, stream.removeprefix(private.PREFIX))
    if not stream.startswith(PREFIX):
        raise NotFound("There is no such stream.")
    return may_listen(person_id, stream.removeprefix(PREFIX), now=now)


def seated_room(person: Person, room_id: int, *, now: datetime) -> Room:
    """The room with this id, if the person sits in it or it is the lounge. Raises Forbidden for a
    public one, NotFound for every other."""
    return for_member(person.pk, visible_room(person, room_id, now=now), now=now)
