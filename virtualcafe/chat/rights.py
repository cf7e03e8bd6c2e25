"""May this person post on this stream, be it a room's or a private thread's?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from virtualcafe.chat.models import PrivateThread
from virtualcafe.chat.private import rights as private
from virtualcafe.chat.private.access import is_private
from virtualcafe.lib import lookup
from virtualcafe.lib.errors import CafeError
from virtualcafe.rooms import access as rooms
from virtualcafe.rooms.access import Pair
from virtualcafe.rooms.models import Room

Place = Room | PrivateThread


def asked_posting_rights(
    pairs: Collection[Pair], *, now: datetime
) -> lookup.Inquiry[dict[Pair, Place | CafeError]]:
    """For each (person id, stream name): where the person may post, or the refusal. Private threads
    cost nothing where there are none."""
    privately = {pair for pair in pairs if is_private(pair[1])}
    questions, made = rooms.asked_posting_rights(set(pairs) - privately, now=now)
    return lookup.Inquiry(
        questions, lambda found: {**made(found), **private.posting_rights(privately, now=now)}
    )


def must_be_able_to_post(person_id: int, stream: str, *, now: datetime) -> Place:
    """Raises NotFound, Forbidden or Muted."""
    pair = (person_id, stream)
    right = lookup.answer(asked_posting_rights([pair], now=now))[pair]
    if isinstance(right, CafeError):
        raise right
    return right


def is_seen_typing(person_id: int, stream: str, *, now: datetime) -> bool:
    """Whoever may not write to somebody isn't seen to begin, and isn't told so."""
    if not is_private(stream):
        return True
    pair = (person_id, stream)
    return isinstance(private.posting_rights([pair], now=now)[pair], PrivateThread)
