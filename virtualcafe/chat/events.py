"""What chat publishes. The log keeps a message's id alone; each time an event is read the row as it
is now is told, so that a replay never repeats what was edited away or deleted."""

from __future__ import annotations

from virtualcafe.chat import wire
from virtualcafe.chat.models import Message
from virtualcafe.realtime import log
from virtualcafe.realtime.log import Data

POSTED = "chat_message"
EDITED = "message_edited"
DELETED = "message_deleted"


def reference(message_id: int) -> Data:
    return {"message_id": message_id}


def hydrated(references: list[Data]) -> list[Data]:
    """`{"message": message}` of each reference, in two queries."""
    ids = [int(str(data["message_id"])) for data in references]
    messages = list(Message.objects.with_people().filter(pk__in=set(ids)))
    told = {message["id"]: message for message in wire.message_objects(messages)}
    return [{"message": told.get(pk) or wire.vanished(pk)} for pk in ids]


def register() -> None:
    for kind in (POSTED, EDITED, DELETED):
        log.hydrates(kind, hydrated)
