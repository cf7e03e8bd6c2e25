"""``{% message_rows conversation %}``: what was said, each row drawn once and then remembered."""

from __future__ import annotations

import functools

import msgspec
from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from virtualcafe.chat.conversation import Conversation

register = template.Library()

#: Drawing fifty rows is half of a room page's time, and what was said seldom changes. About 4 KB
#: each, with the key.
ROWS_REMEMBERED = 4096

_key = msgspec.json.Encoder().encode


@register.simple_tag(takes_context=True)
def message_rows(context: Context, conversation: Conversation) -> SafeString:
    """The rows of `chat/_message.html` as the person signed in sees them. Replies in a thread are
    read in the thread."""
    me, language = context["user"].pk, get_language()
    drawn, before = [], None
    for message in conversation.shown:
        if message.get("thread"):
            continue
        sender = message["sender"]["id"]
        row = _row(
            _key(message),
            mine=sender == me,
            grouped=sender == before,
            page=conversation.page,
            language=language,
        )
        drawn.append(row)
        before = sender
    return mark_safe("".join(drawn))  # Each is the work of a template.


@functools.lru_cache(maxsize=ROWS_REMEMBERED)
def _row(message: bytes, *, mine: bool, grouped: bool, page: str, language: str | None) -> str:
    """The arguments are all that a row shows: an edit, a new name, another reader are another."""
    shown = {
        "message": msgspec.json.decode(message),
        "mine": mine,
        "grouped": grouped,
        "page": page,
    }
    return get_template("chat/_message.html").render(shown)
