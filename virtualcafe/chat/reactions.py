"""Who put what beside which messages, as the wire tells it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NotRequired, TypedDict

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from virtualcafe.accounts.wire import UserObject, user_object
from virtualcafe.chat.models import Reaction

#: A message carries at most so many different ones.
MOST_EMOJI = 20
#: The first of an emoji are named, all are counted: a lounge may hold thousands.
MOST_NAMED = 20


class ReactionObject(TypedDict):
    """`mine` is told only to one person alone."""

    emoji: str
    count: int
    users: list[UserObject]
    mine: NotRequired[bool]


def of_messages(
    ids: Collection[int], *, for_person: int | None = None
) -> dict[int, list[ReactionObject]]:
    """By message, the emoji in the order in which they came; one query for any number."""
    told: dict[int, dict[str, ReactionObject]] = {}
    for row in _first_and_own(ids, for_person):
        of_message = told.setdefault(row.message_id, {})
        reaction = of_message.setdefault(row.emoji, _empty(row, for_person))
        if row.nth <= MOST_NAMED:  # type: ignore[attr-defined]
            reaction["users"].append(user_object(row.person))
        if row.person_id == for_person:
            reaction["mine"] = True
    return {message: list(by_emoji.values()) for message, by_emoji in told.items()}


def _first_and_own(ids: Collection[int], for_person: int | None) -> list[Reaction]:
    of_one_emoji = [F("message"), F("emoji")]
    rows = Reaction.objects.filter(message__in=ids).annotate(
        nth=Window(RowNumber(), partition_by=of_one_emoji, order_by="pk"),
        number=Window(Count("pk"), partition_by=of_one_emoji),
    )
    wanted = rows.filter(Q(nth__lte=MOST_NAMED) | Q(person=for_person))
    return list(wanted.select_related("person").order_by("pk"))


def _empty(row: Reaction, for_person: int | None) -> ReactionObject:
    told: ReactionObject = {"emoji": row.emoji, "count": row.number, "users": []}  # type: ignore[attr-defined]
    if for_person is not None:
        told["mine"] = False
    return told
