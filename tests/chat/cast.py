"""What the tests of chat say and hear."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions
from virtualcafe.chat.models import Message
from virtualcafe.realtime import bus
from virtualcafe.rooms.models import Room


def post(
    person: Person,
    room: Room,
    content: str = "Hello",
    *,
    cid: UUID | None = None,
    reply_to: int | None = None,
    thread: int | None = None,
) -> actions.Post:
    return actions.Post(
        person.pk, room.stream_name, cid or uuid4(), content, reply_to=reply_to, thread=thread
    )


def said(
    person: Person, room: Room, content: str = "Hello", **fields: int | UUID | None
) -> Message:
    """A message that stands in the room."""
    posted = actions.post_message(post(person, room, content, **fields), now=NOON)  # type: ignore[arg-type]
    return Message.objects.with_people().get(pk=posted.message_id)


@contextmanager
def hearing() -> Iterator[list[dict[str, object]]]:
    """Every frame that is broadcast meanwhile, with `to` for the stream it went to."""
    heard: list[dict[str, object]] = []

    def receive(broadcasts: list[bus.Broadcast]) -> None:
        heard.extend(
            json.loads(each.frame) | {"to": each.stream} for each in broadcasts if each.frame
        )

    bus.connect(receive)
    try:
        yield heard
    finally:
        bus.disconnect(receive)
