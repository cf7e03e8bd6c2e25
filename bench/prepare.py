"""Fill a café for the load: people who are signed in, one room, and everybody a member of it.

    python -m bench.prepare PEOPLE_FILE PORT COUNT

Writes a line of address and headers for each person, and prints `{"code": …}`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virtualcafe.config.settings")
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib import auth  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.base_session import AbstractBaseSession  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import transaction  # noqa: E402

from virtualcafe.accounts.models import Person  # noqa: E402
from virtualcafe.lib import clock  # noqa: E402
from virtualcafe.realtime.models import Stream  # noqa: E402
from virtualcafe.rooms.models import Membership, Room  # noqa: E402

CODE = "BENCHQ"
SEATS = 1000


def main(path: Path, port: int, count: int) -> None:
    with transaction.atomic():
        people = register(count)
        open_room(people)
        keys = sign_in(people)
    path.write_text("".join(line(key, port) for key in keys))
    print(json.dumps({"code": CODE}))


def register(count: int) -> list[Person]:
    """Verified people without a password: they come by their session."""
    people = [Person(username=f"guest{n}", email=f"guest{n}@example.org") for n in range(count)]
    for person in people:
        person.set_unusable_password()
    Person.objects.bulk_create(people, batch_size=200)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=p, email=p.email, verified=True, primary=True) for p in people],
        batch_size=200,
    )
    return people


def open_room(people: list[Person]) -> None:
    now = clock.now()
    room = Room.objects.create(
        code=CODE,
        name="The bench",
        host=people[0],
        capacity=SEATS,
        lifetime=Room.Lifetime.KEPT,
        stream=Stream.objects.create(name=f"room:{CODE}"),
        created_at=now,
    )
    Membership.objects.bulk_create(
        [Membership(room=room, person=p, joined_at=now, last_seen_at=now) for p in people],
        batch_size=100,
    )


def sign_in(people: list[Person]) -> list[str]:
    sessions = [session_of(person) for person in people]
    Session._default_manager.bulk_create(sessions, batch_size=200)  # type: ignore[arg-type]
    return [session.session_key for session in sessions]


def session_of(person: Person) -> AbstractBaseSession:
    store = SessionStore(session_key=SessionStore()._get_new_session_key())  # type: ignore[attr-defined]
    store[auth.SESSION_KEY] = str(person.pk)
    store[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[auth.HASH_SESSION_KEY] = person.get_session_auth_hash()
    return store.create_model_instance(dict(store.items()))


def line(key: str, port: int) -> str:
    headers = [
        f"Cookie: {settings.SESSION_COOKIE_NAME}={key}",
        f"Origin: http://127.0.0.1:{port}",
        "Sec-WebSocket-Protocol: cafe.v1",
    ]
    return "\t".join(["/ws/", *headers]) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
