"""The pages of a list of messages: by `before` and `after`, or by the cursors of another page."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from virtualcafe.api.message_objects import MessageSerializer
from virtualcafe.chat import selectors
from virtualcafe.lib.errors import BadRequest

PARAMETERS = [
    OpenApiParameter("before", int, description="The page before this seq."),
    OpenApiParameter("after", int, description="The page after this seq."),
    OpenApiParameter("cursor", str, description="`next` or `previous` of another page."),
    OpenApiParameter("limit", int, description="50 unless told, at most 100."),
]


class MessagePageSerializer(serializers.Serializer[Any]):
    results = MessageSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class Asked(NamedTuple):
    before: int | None
    after: int | None
    around: int | None
    limit: int


def asked(query: QueryDict) -> Asked:
    """Raises BadRequest for what is no number, or no cursor of these lists."""
    before, after = number(query, "before"), number(query, "after")
    around = number(query, "around")
    if cursor := query.get("cursor"):
        match = re.fullmatch(r"(before|after)-(\d{1,18})", cursor)
        if match is None or (before, after, around) != (None, None, None):
            raise BadRequest(
                "That cursor is not one of this list.", fields={"cursor": [cursor[:20]]}
            )
        before = int(match[2]) if match[1] == "before" else None
        after = int(match[2]) if match[1] == "after" else None
    return Asked(before, after, around, limit(query))


def limit(query: QueryDict) -> int:
    asked = number(query, "limit")
    return selectors.PAGE if asked is None else min(max(asked, 1), selectors.MOST)


def number(query: QueryDict, name: str) -> int | None:
    raw = query.get(name, "")
    if not raw:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", raw):
        raise BadRequest(f"{name} should be a number.", fields={name: ["This is no number."]})
    return int(raw)


def flag(query: QueryDict, name: str) -> bool:
    """`true`, `1`, or nothing. Raises BadRequest for what is neither yes nor no."""
    raw = query.get(name, "").lower()
    if raw not in ("", "true", "1", "false", "0"):
        raise BadRequest(f"{name} is true or false.", fields={name: ["This is yes or no."]})
    return raw in ("true", "1")


def page(found: selectors.History, asked: Asked) -> dict[str, object]:
    """Towards older ones is `previous`, towards newer ones `next`."""
    seqs = [message["seq"] for message in found.messages]
    first = seqs[0] if seqs else asked.before or (asked.after or 0) + 1
    last = seqs[-1] if seqs else asked.after or (asked.before or 1) - 1
    return {
        "results": [found.root, *found.messages] if found.root else found.messages,
        "next": f"after-{last}" if found.newer else None,
        "previous": f"before-{first}" if found.older else None,
    }
