"""May this person? A message is only ever found through the stream it stands in."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import Message
from virtualcafe.lib.errors import CafeError, NotFound
from virtualcafe.rooms.access import PREFIX, may_listen, may_moderate
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


def may_delete(person: Person, message: Message) -> bool:
    return message.sender_id == person.pk or may_moderate(person, message.stream.room)


def listenable(person_id: int, stream: str, *, now: datetime) -> Room:
    """The room whose stream this is, if the person sits in it. Raises NotFound or Forbidden."""
    if not stream.startswith(PREFIX):
        raise NotFound("There is no such stream.")
    return may_listen(person_id, stream.removeprefix(PREFIX), now=now)
