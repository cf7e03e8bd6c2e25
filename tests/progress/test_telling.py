"""What somebody reached is told on their own stream, kept as a notification, and told once."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.conftest import NOON
from tests.progress.diary import focus, log
from virtualcafe.accounts.models import Person
from virtualcafe.focus import hooks
from virtualcafe.focus.records import correcting
from virtualcafe.notifications import kinds
from virtualcafe.notifications.models import Notification
from virtualcafe.progress import rebuilding
from virtualcafe.realtime import log as events
from virtualcafe.realtime.models import Stream

DAY = timedelta(days=1)


def told(person: Person) -> list[dict[str, object]]:
    entries = events.read(f"user:{person.pk}", after=0, limit=500)
    return [json.loads(entry.frame) for entry in entries]


def test_a_badge(alice: Person, bob: Person) -> None:
    focus(alice, NOON, 10)
    heard = told(alice)
    types = [event["type"] for event in heard]
    assert (
        types.index("session_finished") < types.index("achievement") < types.index("notification")
    )
    badge = next(event for event in heard if event["type"] == "achievement")
    assert badge["achievement"] == {
        "slug": "sessions-1",
        "family": "sessions",
        "tier": 1,
        "threshold": 1,
        "name": "First sip",
        "sentence": "Finish your first session.",
        "earned_at": "2026-03-04T12:10:00.000Z",
    }
    assert [event["seq"] for event in heard] == list(range(1, len(heard) + 1))
    row = Notification.objects.get(person=alice)
    assert (row.kind, row.data) == ("achievement", {"achievement": "sessions-1"})
    assert kinds.of(row.kind).sentence(row.data) == "You earned a badge: First sip."
    assert not Stream.objects.filter(name=f"user:{bob.pk}").exists()


def test_a_level(alice: Person) -> None:
    log(alice, NOON, 120)
    rise = next(event for event in told(alice) if event["type"] == "level_up")
    said = {name: rise[name] for name in ("level", "xp", "level_xp", "next_level_xp")}
    assert said == {"level": 2, "xp": 120, "level_xp": 100, "next_level_xp": 300}
    row = Notification.objects.get(person=alice, kind="milestone")
    assert kinds.of(row.kind).sentence(row.data) == "You reached level 2."
    log(alice, NOON + DAY, 180)
    assert Notification.objects.get(person=alice, kind="milestone").data == {"level": 3}


def test_once(alice: Person) -> None:
    session = log(alice, NOON, 120)
    before = told(alice)
    hooks.sessions_written([session], now=NOON + DAY)
    for _ in rebuilding.rebuild():
        pass
    correcting.correct(alice, session.pk, {"minutes": 60}, now=NOON + DAY)
    assert told(alice) == before


def test_several_people_at_once(alice: Person, bob: Person) -> None:
    rows = [log(alice, NOON, 24), log(bob, NOON, 24)]
    for row in rows:
        row.minutes, row.ended_at = 130, NOON + timedelta(minutes=130)
        row.save()
    hooks.sessions_written(rows, now=NOON)
    for person in (alice, bob):
        slugs = [each["achievement"]["slug"] for each in told(person) if "achievement" in each]
        assert slugs == [
            "sessions-1",
            "minutes-60",
            "depth-25",
            "depth-50",
            "depth-90",
            "depth-120",
        ]
        assert sum(each["type"] == "level_up" for each in told(person)) == 1
