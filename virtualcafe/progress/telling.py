"""Telling people what they reached: on their own streams, and as notifications."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from virtualcafe.notifications import actions as notifications
from virtualcafe.notifications import kinds
from virtualcafe.progress.achievements import BY_SLUG, Achievement
from virtualcafe.progress.levels import Level
from virtualcafe.progress.wire import achievement_object, level_object
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Stream

PAGE = "/progress/"


class Won(NamedTuple):
    person_id: int
    achievement: Achievement
    at: datetime


class Rise(NamedTuple):
    person_id: int
    level: Level


def tell(won: Iterable[Won], rises: Iterable[Rise], *, now: datetime) -> None:
    """In the transaction that derived it. The number of queries follows what can be reached, not
    how many people reached it."""
    won, rises = list(won), list(rises)
    people = {each.person_id for each in won} | {each.person_id for each in rises}
    if not people:
        return
    notifications.hold(people)
    _append(won, rises)
    for slug in sorted({each.achievement.slug for each in won}):
        winners = [each.person_id for each in won if each.achievement.slug == slug]
        data = {"achievement": slug}
        notifications.notify(winners, "achievement", data, key=f"achievement:{slug}", now=now)
    for number in sorted({each.level.number for each in rises}):
        risen = [each.person_id for each in rises if each.level.number == number]
        notifications.notify(risen, "milestone", {"level": number}, key="level", now=now)


def _append(won: list[Won], rises: list[Rise]) -> None:
    events: dict[str, list[tuple[str, log.Data]]] = {}
    for one in won:
        told = achievement_object(one.achievement, earned_at=one.at)
        events.setdefault(f"user:{one.person_id}", []).append(
            ("achievement", {"achievement": told})
        )
    for rise in rises:
        events.setdefault(f"user:{rise.person_id}", []).append(
            ("level_up", level_object(rise.level))
        )
    # Held above, so that nobody counts them up meanwhile.
    streams = Stream.objects.filter(name__in=events)
    log.write_all([_numbered(stream, events[stream.name]) for stream in streams])


def _numbered(stream: Stream, events: list[tuple[str, log.Data]]) -> log.Writing:
    first = stream.last_seq + 1
    stream.last_seq += len(events)
    return log.Writing(stream, list(enumerate(events, start=first)))


def register() -> None:
    kinds.register("achievement", _won, lambda data: f"{PAGE}#badges")
    kinds.register("milestone", _risen, lambda data: PAGE)


def _won(data: kinds.Data) -> str:
    known = BY_SLUG.get(str(data.get("achievement")))
    return f"You earned a badge: {known.name}." if known else "You earned a badge."


def _risen(data: kinds.Data) -> str:
    return f"You reached level {data.get('level')}."
