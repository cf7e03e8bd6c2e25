"""What a stream means is known above: each kind of stream has one owner that answers for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from virtualcafe.lib.errors import NotFound


class StreamKind:
    """Answers for all streams of a prefix. `key` is what follows the colon."""

    prefix: str

    def admit(self, person_id: int, key: str) -> None:
        """May this person listen? Raises NotFound for what they may not know of, or Forbidden."""
        raise NotFound

    def state(self, person_id: int, key: str) -> Mapping[str, object]:
        """What a newcomer needs besides the events to come."""
        return {}

    def arrived(self, key: str, people: Collection[int], now: datetime) -> None:
        """These people had no lease on the stream and now have one."""

    def gone(self, key: str, people: Mapping[int, datetime], now: datetime) -> None:
        """The last lease of these people ended at that time, and they stayed away for the grace
        time."""


class UserStreams(StreamKind):
    """Everybody's own stream: always subscribed, and nobody else's."""

    prefix = "user"

    def admit(self, person_id: int, key: str) -> None:
        if key != str(person_id):
            raise NotFound("There is no such stream.")


_kinds: dict[str, StreamKind] = {}


def register(kind: StreamKind) -> None:
    _kinds[kind.prefix] = kind


def kind_of(stream: str) -> tuple[StreamKind, str]:
    """The owner of a stream and its key; NotFound for a name nobody answers for."""
    prefix, _, key = stream.partition(":")
    if not key or prefix not in _kinds:
        raise NotFound("There is no such stream.")
    return _kinds[prefix], key
