"""What rooms ask of the layers above, which set these in their `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from virtualcafe.realtime.models import Stream
    from virtualcafe.rooms.models import Room

Timer = Mapping[str, object]
#: "absent": a temporary room let go of somebody who was away for half an hour.
Reason = Literal["left", "kicked", "banned", "absent"]


def _no_timers(room_ids: Collection[int]) -> Mapping[int, Timer]:
    return {}


def _none_runs(*, focus: bool) -> Iterable[int]:
    return ()


def _never(room_id: int) -> bool:
    return False


def _nothing_new(person_id: int, streams: Sequence[Stream]) -> Mapping[str, int]:
    return {}


#: How much of each stream, by name, this person hasn't read; a constant number of queries.
unread_of: Callable[[int, Sequence[Stream]], Mapping[str, int]] = _nothing_new

#: The wire's timer object of each of these rooms, by room id, in one query; a room may be missing.
timers_of: Callable[[Collection[int]], Mapping[int, Timer]] = _no_timers

#: Does the room's timer run now? Such a room is neither dead nor deleted.
timer_runs: Callable[[int], bool] = _never

#: Ids of the rooms whose timer runs; with `focus` those in the middle of a focus. A queryset, so
#: that it becomes part of the question.
rooms_running: Callable[..., Iterable[int | None]] = _none_runs

#: Called in the transaction that deletes the room, under its lock and before its rows go.
on_closing: list[Callable[[Room], object]] = []

#: Called as (room, person_id, reason, now) in the transaction that ended a membership, under the
#: room's lock.
on_left: list[Callable[[Room, int, Reason, datetime], object]] = []

#: What `subscribe` answers besides, as fields of `state`, for (room, person_id).
in_state: list[Callable[[Room, int], Mapping[str, object]]] = []


def timer_of(room_id: int) -> Timer | None:
    return timers_of([room_id]).get(room_id)


def besides(room: Room, person_id: int) -> dict[str, object]:
    return {name: value for part in in_state for name, value in part(room, person_id).items()}
