"""What a page tells its `<section class="chat">` about the stream it shows. The same elements serve
rooms and private threads: whatever differs between them is said here."""

from __future__ import annotations

from typing import NamedTuple

from virtualcafe.chat.private.access import is_private
from virtualcafe.chat.wire import MessageObject
from virtualcafe.rooms.models import Room

#: Chooses what a link to one message opens at.
AT = "message"
#: One press away; any other is in the picker.
QUICK = ("👍", "❤️", "😂", "🎉", "🤔", "👀")


class Conversation(NamedTuple):
    """`messages` and `people` are addresses of the API; `page` is where it is read, and under it
    `messages/` takes a post and `messages/<id>/` shows one message with all one can do to it."""

    stream: str
    page: str
    messages: str
    people: str
    role: str | None
    threads: bool
    pins: bool
    search: str
    shown: list[MessageObject]
    #: Whether there are older and newer ones than those shown.
    older: bool = False
    newer: bool = False
    #: The message that the page was opened at, and how far its reader had read.
    at: int | None = None
    read: int | None = None
    #: What stands in the composer at first, and why there is none.
    draft: str = ""
    refusal: str = ""

    @property
    def is_private(self) -> bool:
        return is_private(self.stream)

    @property
    def first(self) -> int:
        return self.shown[0]["seq"] if self.shown else 0

    @property
    def last(self) -> int:
        return self.shown[-1]["seq"] if self.shown else 0

    @property
    def quick(self) -> tuple[str, ...]:
        return QUICK


def of_room(
    room: Room,
    *,
    role: str | None,
    shown: list[MessageObject],
    older: bool = False,
    newer: bool = False,
    at: int | None = None,
    read: int | None = None,
) -> Conversation:
    api = f"/api/chat/rooms/{room.pk}/"
    return Conversation(
        stream=room.stream_name,
        page=f"/rooms/{room.code}/",
        messages=f"{api}messages/",
        people=f"{api}members/",
        role=role,
        threads=True,
        pins=True,
        search=f"room={room.pk}",
        shown=shown,
        older=older,
        newer=newer,
        at=at,
        read=read,
    )
