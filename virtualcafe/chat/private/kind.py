"""Streams named `private:<thread id>`. Who is looking at one is told to nobody."""

from __future__ import annotations

from collections.abc import Mapping

from virtualcafe.chat import unread
from virtualcafe.chat.private import selectors
from virtualcafe.chat.private.access import PREFIX, may_listen
from virtualcafe.realtime.kinds import StreamKind


class PrivateStreams(StreamKind):
    prefix = "private"

    def admit(self, person_id: int, key: str) -> None:
        may_listen(person_id, key)

    def state(self, person_id: int, key: str) -> Mapping[str, object]:
        """`{thread, unread}`; what is unread follows on the person's own stream, as in rooms."""
        place = may_listen(person_id, key)
        return {
            "thread": selectors.described(place, for_person=person_id),
            "unread": unread.greet(person_id, place.stream),
        }


def stream_of_id(thread_id: str | int) -> str:
    """Whether it exists is asked when the person is admitted, in the same words for both."""
    return f"{PREFIX}{thread_id}"
