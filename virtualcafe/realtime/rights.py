"""Taking a right away from open connections, on every process, within a second.

The row is what counts: each process reads the new ones four times a second, bus or no bus, and one
that can't read stops sending. The broadcast only makes it sooner."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from virtualcafe.lib import clock
from virtualcafe.lib.schedule import every
from virtualcafe.realtime.bus import Broadcast, spread
from virtualcafe.realtime.models import Revocation

#: The name under which the hub is nudged to read the rows now.
NUDGE = "!rights"

SIGNED_OUT = 4401
#: Not final: the client comes again, with what its cookie says then.
COME_AGAIN = 4503
BANNED = 4403


def session_digest(session_key: str) -> str:
    """What a socket remembers of its session: enough to be found, useless to whoever reads it."""
    return hashlib.sha256(session_key.encode()).hexdigest()


#: Long after the last process has read it.
KEEP = timedelta(hours=1)


def revoke(
    person_id: int,
    *,
    reason: str,
    stream: str = "",
    close: int | None = None,
    session_key: str = "",
    connection: str = "",
    spare_session_keys: Iterable[str] = (),
) -> None:
    """End what this person's sockets hold; call it inside the transaction that took the right.

    With `stream`: they stop hearing it. With `close`: they are closed with that code; only those of
    `session_key`, or the one `connection`, when given, and none of `spare_session_keys`.
    """
    Revocation.objects.create(
        person_id=person_id,
        stream=stream,
        reason=reason,
        close=close,
        only=session_digest(session_key) if session_key else connection,
        spared=[session_digest(key) for key in spare_session_keys if key],
    )
    transaction.on_commit(lambda: spread([Broadcast(NUDGE, b"")]))


@every(seconds=600)
def forget_old() -> None:
    Revocation.objects.filter(created_at__lt=clock.real_now() - KEEP).delete()
