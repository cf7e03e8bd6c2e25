"""What somebody asks of a timer, in the words that socket, JSON and forms share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths, WrongLength
from virtualcafe.focus.lengths import prefer, preferred
from virtualcafe.focus.models import Timer
from virtualcafe.focus.words import line
from virtualcafe.lib.errors import BadRequest
from virtualcafe.realtime.verbs import Frame
from virtualcafe.rooms.models import Room

MOST_LETTERS = 200
_LENGTHS = tuple(Lengths.__dataclass_fields__)


class TimerRequest(Frame, kw_only=True):
    """The fields beside the action."""

    focus_minutes: int | None = None
    break_minutes: int | None = None
    long_break_minutes: int | None = None
    long_break_every: int | None = None
    cycles: int | None = None
    auto_start_breaks: bool | None = None
    auto_start_focus: bool | None = None
    count_up: bool | None = None
    follow: str | None = None
    remember: bool | None = None
    task: int | str | None = None
    goal: str | None = None
    minutes: int | None = None

    def lengths(self, person: Person) -> Lengths | None:
        """What was named, and the person's own preferences for the rest; None when nothing was."""
        named = {name: getattr(self, name) for name in _LENGTHS}
        given = {name: value for name, value in named.items() if value is not None}
        try:
            return replace(preferred(person), **given) if given else None
        except WrongLength as wrong:
            raise BadRequest(str(wrong)) from wrong

    def task_and_goal(self) -> dict[str, Any]:
        """The task is an id, or words."""
        named = isinstance(self.task, int)
        task = self.task if named else line("task", str(self.task or ""), MOST_LETTERS)
        return {"task": task, "goal": line("goal", self.goal or "", MOST_LETTERS)}


def obey(
    action: str, request: TimerRequest, *, person: Person, room: Room | None, now: datetime
) -> Timer:
    """Do what is asked with the room's timer, or without a room with the person's own."""
    if action not in ACTIONS:
        raise BadRequest(f"A timer knows {', '.join(ACTIONS)}, but not {action[:20]!r}.")
    return ACTIONS[action](request, person, room, now)


def _start(request: TimerRequest, person: Person, room: Room | None, now: datetime) -> Timer:
    if request.follow is not None:
        return actions.follow(person, room, plan=request.follow, now=now)
    lengths = request.lengths(person)
    timer = actions.start(person, room, lengths=lengths, now=now, **request.task_and_goal())
    if request.remember and lengths:
        prefer(person, lengths)
    return timer


def _add(request: TimerRequest, person: Person, room: Room | None, now: datetime) -> Timer:
    if request.minutes is None:
        raise BadRequest("Say how many minutes to add.")
    return actions.add(person, room, minutes=request.minutes, now=now)


def _join(request: TimerRequest, person: Person, room: Room | None, now: datetime) -> Timer:
    return actions.join(person, room, now=now, **request.task_and_goal())


def _plain(
    action: Callable[..., Timer],
) -> Callable[[TimerRequest, Person, Room | None, datetime], Timer]:
    return lambda _, person, room, now: action(person, room, now=now)


ACTIONS: dict[str, Callable[[TimerRequest, Person, Room | None, datetime], Timer]] = {
    "start": _start,
    "pause": _plain(actions.pause),
    "resume": _plain(actions.resume),
    "skip": _plain(actions.skip),
    "stop": _plain(actions.stop),
    "add": _add,
    "join": _join,
    "rest": _plain(actions.rest),
    "leave": _plain(actions.leave),
}
