"""A timer as a page shows it before any script runs: the words and numbers of the ring."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus.access import may_move
from virtualcafe.focus.forms import PRESETS
from virtualcafe.focus.wire import timer_object
from virtualcafe.lib.clock import iso
from virtualcafe.lib.local_days import zone
from virtualcafe.rooms.models import Room

LOUD_ENOUGH = 70
HOUR_MS = 3_600_000


@dataclass(frozen=True)
class Panel:
    """`moment` is idle, waiting, running or paused; `part` is in, rests or out; `share` is the
    part of the phase that is over; `address` is where the forms go, before the action; `lengths`
    are what the form begins with, `until` the end as a clock shows it where the person is,
    `volume` that of the bell, 0 to 100, `seen` whether the others are shown the goal."""

    timer: Mapping[str, Any]
    stream: str
    address: str
    may_move: bool
    part: str
    server_time: str | None
    lengths: Mapping[str, Any]
    until: str
    volume: int
    seen: bool

    @property
    def json(self) -> str:
        return json.dumps(self.timer)

    @property
    def phase(self) -> str:
        return str(self.timer["phase"])

    @property
    def moment(self) -> str:
        if self.phase != "idle" and self.timer["state"] == "idle":
            return "waiting"
        return str(self.timer["state"])

    @property
    def traits(self) -> set[str]:
        """What controls and words look at to show themselves; `countdown.js` says the same."""
        end = "counts" if self.counts_up else "follows" if self.timer["follows"] else "ends"
        return {self.moment, self.phase, self.part, end, *self.standing_traits.split()}

    @property
    def standing_traits(self) -> str:
        """Those that the timer itself doesn't change."""
        place = "solo" if self.stream == "user" else "shared"
        return f"{place} {'mover' if self.may_move else 'watcher'}"

    @property
    def counts_up(self) -> bool:
        return bool(self.timer["count_up"]) and self.phase == "focus"

    def fits(self, when: str) -> bool:
        return any(self.traits.issuperset(each.split("+")) for each in when.split())

    @property
    def preset(self) -> str:
        if self.lengths["count_up"]:
            return "count_up"
        minutes = f"{self.lengths['focus_minutes']}/{self.lengths['break_minutes']}"
        return minutes if minutes in PRESETS else "custom"

    @property
    def digits(self) -> str:
        hours, rest = divmod(self._seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def _seconds(self) -> int:
        """What is left, or of what counts up, what is over. A second that has begun is shown."""
        if self.phase == "idle":
            return 0 if self.lengths["count_up"] else self.lengths["focus_minutes"] * 60
        if self.counts_up:
            return int(self.timer["elapsed_ms"] // 1000)
        return int(-(-self.timer["remaining_ms"] // 1000))

    @property
    def is_long(self) -> bool:
        return self.digits.count(":") > 1

    @property
    def share(self) -> str:
        """What counts up fills the ring once an hour."""
        if self.counts_up:
            return f"{1 - self.timer['elapsed_ms'] % HOUR_MS / HOUR_MS:.4f}"
        planned = self.timer["planned_ms"]
        return f"{1 - self.timer['remaining_ms'] / planned:.4f}" if planned else "0"


def panel(
    timer: Mapping[str, Any] | None, *, person: Person, room: Room | None, now: datetime
) -> Panel:
    """What `focus/_timer.html` shows. Asks the database nothing that the page hasn't asked."""
    shown: Mapping[str, Any] = timer or timer_object(None, now=now)
    liked: Preferences | None = getattr(person, "preferences", None)
    return Panel(
        timer=shown,
        stream=f"room:{room.code}" if room else "user",
        address=f"/rooms/{room.code}/timer/" if room else "/study/timer/",
        may_move=may_move(room, person) if room else True,
        part=_part(shown, person.pk),
        server_time=iso(now),
        lengths=_lengths(shown, liked, is_room=room is not None),
        until=_clock_time(shown["ends_at"], person),
        volume=volume_of(liked),
        seen=room is not None and (liked is None or liked.shows_goal),
    )


def _part(shown: Mapping[str, Any], person_id: int) -> str:
    if person_id in shown["resting"]:
        return "rests"
    return "in" if person_id in shown["people"] else "out"


def _lengths(
    shown: Mapping[str, Any], liked: Preferences | None, *, is_room: bool
) -> Mapping[str, Any]:
    """A room goes on with its last lengths; one's own timer begins as one prefers."""
    if liked is None or (is_room and shown["version"]):
        return shown
    return {**shown, **vars(liked)}


def _clock_time(moment: str | None, person: Person) -> str:
    if not moment:
        return ""
    return f"{datetime.fromisoformat(moment).astimezone(zone(person.time_zone)):%H:%M}"


def volume_of(liked: Preferences | None) -> int:
    """Of the bell."""
    return 0 if liked and not liked.sound else loudness_of(liked)


def loudness_of(liked: Preferences | None) -> int:
    """Of all sounds together."""
    return liked.volume if liked else LOUD_ENOUGH
