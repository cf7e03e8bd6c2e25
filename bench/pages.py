"""Pages of one person, drawn in a process of their own over a database of any size.

    python -m bench.pages PEOPLE SESSIONS

Fills the café with PEOPLE of SESSIONS each and says how long that took; then, for each line with
the name of a page, how many milliseconds of the processor it takes, here and in the database's
server: the shortest of a few times.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virtualcafe.config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from bench import crowd  # noqa: E402
from virtualcafe.accounts.models import Person  # noqa: E402
from virtualcafe.focus.models import Session  # noqa: E402
from virtualcafe.progress.models import Standing  # noqa: E402

PAGES = {
    "dashboard": "/home/",
    "progress": "/progress/",
    "board of the week": "/leaderboard/",
    "board of all time": "/leaderboard/?period=all",
    "board of a room": f"/leaderboard/?scope=room&room={crowd.ROOM}",
}
#: A page that is drawn first, or while something else empties the caches, takes longer.
TIMES = 5


def main(people: int, sessions: int) -> None:
    began = time.perf_counter()
    crowd.fill(people, sessions=sessions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    tell({"seconds": time.perf_counter() - began, "sessions": Session.objects.count()})
    client = signed_in(somebody(people))
    for line in sys.stdin:
        tell({"ms": min(drawn(client, PAGES[line.strip()]) for _ in range(TIMES))})


def somebody(people: int) -> Person:
    """With five above and five below, among the first hundred: their place is counted."""
    order = Standing.objects.order_by("-board_minutes", "person").select_related("person")
    person = order[min(75, people // 2)].person
    crowd.seat(person)
    return person


def signed_in(person: Person) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def drawn(client: Client, address: str) -> float:
    began = worked()
    answer = client.get(address)
    taken = worked() - began
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}, not 200.")
    return taken * 1000


def worked() -> float:
    """Seconds on a processor so far. Waiting for one would measure whoever else is at work."""
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    nanoseconds = Path(f"/proc/{backend}/schedstat").read_text().split()[0]
    return own + int(nanoseconds) / 1e9


def tell(what: dict[str, float]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
