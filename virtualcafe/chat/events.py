"""What chat publishes. The log keeps a message's id alone; each time an event is read the row as it
is now is told, so that a replay never repeats what was edited away or deleted."""

from __future__ import annotations

from collections.abc import Mapping

from virtualcafe.accounts.wire import UserObject, user_objects
from virtualcafe.chat import reactions, wire
from virtualcafe.chat.models import Message
from virtualcafe.chat.private.access import is_private
from virtualcafe.chat.reactions import ReactionObject
from virtualcafe.realtime import log
from virtualcafe.realtime.log import Data

POSTED = "chat_message"
POSTED_PRIVATELY = "private_message"
EDITED = "message_edited"
DELETED = "message_deleted"
PINNED = "message_pinned"
REACTION = "message_reaction"


def posted_on(stream: str) -> str:
    return POSTED_PRIVATELY if is_private(stream) else POSTED


def reference(message_id: int) -> Data:
    return {"message_id": message_id}


def hydrated(references: list[Data]) -> list[Data]:
    """`{"message": message}` of each reference; a constant number of queries."""
    ids = [int(str(data["message_id"])) for data in references]
    messages = list(Message.objects.with_people().filter(pk__in=set(ids)))
    told = {message["id"]: message for message in wire.message_objects(messages)}
    return [{"message": told.get(pk) or wire.vanished(pk)} for pk in ids]


def reaction(message_id: int, *, emoji: str, person_id: int, on: bool) -> tuple[str, Data]:
    data = {"message_id": message_id, "emoji": emoji, "person_id": person_id, "on": on}
    return REACTION, data


def hydrated_reactions(references: list[Data]) -> list[Data]:
    """`{message_id, emoji, count, users, user, on}`: `user` put it there or took it away, `users`
    are the first of the `count` who stand behind it now. Where nobody does any more, as after the
    message was deleted, nobody is named."""
    reacted = reactions.of_messages({int(str(data["message_id"])) for data in references})
    people = user_objects({int(str(data["person_id"])) for data in references})
    return [_reaction(data, reacted, people) for data in references]


def register() -> None:
    for kind in (POSTED, POSTED_PRIVATELY, EDITED, DELETED, PINNED):
        log.hydrates(kind, hydrated)
    log.hydrates(REACTION, hydrated_reactions)


def _reaction(
    data: Data, reacted: Mapping[int, list[ReactionObject]], people: Mapping[int, UserObject]
) -> Data:
    message_id = int(str(data["message_id"]))
    told = {"message_id": message_id, "emoji": data["emoji"]}
    for each in reacted.get(message_id, ()):
        if each["emoji"] == data["emoji"]:
            who = people.get(int(str(data["person_id"])))
            now = {"count": each["count"], "users": each["users"]}
            return told | now | {"user": who, "on": data["on"]}
    return told | {"count": 0, "users": [], "user": None, "on": False}
