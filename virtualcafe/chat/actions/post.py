"""Posting: the path of every message, whether by socket, JSON or form.

What waits is written as one batch in one transaction; a lone message is a batch of one. Rendering
and checking come before it, broadcasts after its commit."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import Error as DatabaseTrouble
from django.db import connection, transaction

from virtualcafe.chat import calling
from virtualcafe.chat.actions.batch import Batch
from virtualcafe.chat.actions.draft import Draft, Post, drafted
from virtualcafe.lib.errors import CafeError

logger = logging.getLogger(__name__)

#: A lone post meets a cid that another process is committing, or a deadlock, once; not thrice.
TRIES = 3


class Posted(NamedTuple):
    message_id: int
    seq: int
    duplicate: bool


Outcome = Posted | CafeError


def post_message(post: Post, *, now: datetime) -> Posted:
    """Raises what `post_messages` would return as a refusal."""
    outcome = post_messages([post], now=now)[0]
    if isinstance(outcome, CafeError):
        raise outcome
    return outcome


def post_messages(posts: Sequence[Post], *, now: datetime) -> list[Outcome]:
    """Write all of these in one transaction and return an outcome for each, in their order.

    BadRequest, TooLarge, NotFound, Forbidden, Muted, CidConflict: as PROTOCOL.md says. When the
    database refuses the batch, each post is tried alone and only what fails by itself is lost.
    """
    names = calling.names_in((post.person_id, post.stream, post.content) for post in posts)
    drafts = [drafted(post, names.get(post[:2], {})) for post in posts]
    written = iter(_write([draft for draft in drafts if isinstance(draft, Draft)], now))
    return [next(written) if isinstance(draft, Draft) else draft for draft in drafts]


def _write(drafts: list[Draft], now: datetime) -> list[Outcome]:
    if len(drafts) > 1:
        try:
            return _write_batch(drafts, now)
        except DatabaseTrouble:
            logger.exception("A batch of %d messages is posted one by one", len(drafts))
            _mend_connection()
    return [_write_alone(draft, now) for draft in drafts]


def _write_alone(draft: Draft, now: datetime) -> Outcome:
    for _ in range(TRIES):
        try:
            return _write_batch([draft], now)[0]
        except DatabaseTrouble:
            logger.exception("A message could not be written")
            _mend_connection()
    return CafeError()


def _mend_connection() -> None:
    """A database that went away left a connection behind that will never work again."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _write_batch(drafts: list[Draft], now: datetime) -> list[Outcome]:
    with transaction.atomic():
        batch = Batch.gathered(drafts, now)
        placed = [batch.place(draft) for draft in drafts]
        batch.store()
    return [
        place if isinstance(place, CafeError) else Posted(place[0].pk, place[0].seq, place[1])
        for place in placed
    ]
