"""A café to look at: people, rooms, conversations and weeks of sessions."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from virtualcafe.accounts.models import Person
from virtualcafe.chat import demo as chat
from virtualcafe.focus import demo as focus
from virtualcafe.focus.tasks import demo as tasks
from virtualcafe.lib.errors import ApprovalRequired
from virtualcafe.rooms import actions
from virtualcafe.rooms.actions import entering
from virtualcafe.rooms.models import Room

PASSWORD = "rain-on-the-window"

PEOPLE = {
    "ada": "Europe/London",
    "bashir": "Asia/Kabul",
    "chiara": "Europe/Rome",
    "dmitri": "Asia/Almaty",
    "emeka": "Africa/Lagos",
    "fumiko": "Asia/Tokyo",
    "gabriela": "America/Sao_Paulo",
    "hedda": "Europe/Oslo",
    "ishaan": "Asia/Kolkata",
    "joan-with-a-rather-long-name": "America/New_York",
    "kofi": "Africa/Accra",
    "leila": "Asia/Tehran",
}


class Table(NamedTuple):
    name: str
    description: str
    subject: str
    seats: int
    public: bool = True


TABLES = (
    Table("Linear algebra, slowly", "Two chapters a week, with proofs.", "Mathematics", 6),
    Table("Thesis writers", "50/10, no talk in focus. Cameras optional.", "Writing", 5),
    Table("مكتبة هادئة", "للدراسة بهدوء", "Languages", 3),
    Table("日本語 N3 🍵", "Vocabulary, then reading.", "Languages", 4),
    Table("Anatomy finals", "Flash cards and tea.", "Medicine", 4),
    Table("Code and coffee ☕", "Bring the bug you can't find.", "Computer science", 7),
    Table("Our flat", "Just us three.", "", 3, public=False),
)


def fill(*, now: datetime) -> bool:
    """Fill an empty café; False when somebody lives there already."""
    if Person.objects.exists():
        return False
    people = [_person(name, zone, now) for name, zone in PEOPLE.items()]
    rooms = [_room(table, place, people, now) for place, table in enumerate(TABLES)]
    for room in rooms:
        seats = room.memberships.select_related("person").order_by("pk")
        chat.fill(room, [seat.person for seat in seats], now=now)
    chat.write_letters(people[1], people[0], now=now)
    _knock(rooms[-1], people, now=now)
    focus.weeks_of_sessions(people, now, rooms=rooms)
    tasks.fill(people[0], now=now)
    return True


def _knock(room: Room, people: Sequence[Person], *, now: datetime) -> None:
    """Somebody stands at the door of a private room."""
    seated = set(room.memberships.values_list("person_id", flat=True))
    outside = next(person for person in people if person.pk not in seated)
    with suppress(ApprovalRequired):
        actions.join_by_code(outside, room.code, address="", now=now)
    entering.ask(outside, room.pk, text="We met on Thursday. May I sit with you?", now=now)


def _person(name: str, zone: str, now: datetime) -> Person:
    person = Person(username=name, email=f"{name}@example.org", time_zone=zone, verified_at=now)
    person.set_password(PASSWORD)
    person.save()
    return person


def _room(table: Table, place: int, people: Sequence[Person], now: datetime) -> Room:
    """Each table starts with another person, so that everybody hosts or sits somewhere."""
    seated = [people[(place * 2 + seat) % len(people)] for seat in range(table.seats)]
    room = actions.open_room(
        seated[0],
        name=table.name,
        description=table.description,
        subject=table.subject,
        public=table.public,
        lifetime=Room.Lifetime.KEPT,
        now=now,
    )
    for person in seated[1:]:
        actions.seat(person, room, now=now)
    return room
