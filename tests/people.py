"""People who are signed in already, for stories with many of them: a room, and their cookies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cafe import Cafe


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
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"
