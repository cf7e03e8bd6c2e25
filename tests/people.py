"""People who are signed in already: the cast of the stories, and a room for many."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cafe import Cafe


CAST = ("alice", "bob", "charlie", "dora", "emil")
PASSWORD = "a quiet corner by the window"


def introduce() -> None:
    """Give the cast their accounts, and the first three a room that Alice hosts; prints its code.
    Runs in the café's own process."""
    from virtualcafe.accounts.models import Person
    from virtualcafe.lib import clock
    from virtualcafe.rooms import actions

    people = [Person.objects.create_user(n, f"{n}@example.org", PASSWORD) for n in CAST]
    for person in people:
        _sign_in(person, cookie_of(person.username))
    now = clock.now()
    room = actions.open_room(people[0], name="Quiet corner", lifetime="kept", now=now)
    for person in people[1:3]:
        actions.seat(person, room, now=now)
    print(room.code)


def cookie_of(name: str) -> str:
    """The session of one of the cast."""
    return f"{name}-is-signed-in".ljust(32, "-")


def seat(cafe: Cafe, count: int) -> tuple[str, int, list[str]]:
    """The code and id of a new room and a session cookie of each of its `count` members."""
    told = cafe.manage("shell", "-v0", "-c", f"from tests.people import settle; settle({count})")
    code, room_id, cookies = json.loads(told.strip().splitlines()[-1])
    return code, room_id, cookies


def settle(count: int) -> None:
    """Runs in the café's own process."""
    from virtualcafe.accounts.models import Person
    from virtualcafe.lib import clock
    from virtualcafe.rooms import actions

    people = [_person(Person, n) for n in range(count)]
    now = clock.now()
    room = actions.open_room(people[0], name="The long table", capacity=1000, now=now)
    for person in people[1:]:
        actions.seat(person, room, now=now)
    print(json.dumps([room.code, room.pk, [_cookie(person) for person in people]]))


def _person(people: Any, number: int) -> Any:
    name = f"guest{number}"
    person = people(username=name, email=f"{name}@example.org")
    person.set_unusable_password()
    person.save()
    return person


def _cookie(person: Any) -> str:
    key = secrets.token_hex(16)
    _sign_in(person, key)
    return f"sessionid={key}"


def _sign_in(person: Any, key: str) -> None:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    store = SessionStore()
    told = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    until = store.get_expiry_date()
    Session.objects.create(session_key=key, session_data=store.encode(told), expire_date=until)
