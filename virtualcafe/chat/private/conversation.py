"""A private thread as a page tells its `<section class="chat">` of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.chat.access import message_for
from virtualcafe.chat.conversation import Conversation
from virtualcafe.chat.models import PrivateThread, ReadMark
from virtualcafe.chat.private.rights import refusal
from virtualcafe.chat.selectors import History, around, history
from virtualcafe.lib.errors import CafeError, NotFound

MESSAGES = 50


def of_thread(
    thread: PrivateThread, *, reader: Person, at: int | None, about: int | None, now: datetime
) -> Conversation:
    """`at`: the message a link leads to. `about`: the one it was opened from, which is quoted."""
    other = thread.other(reader.pk)
    page, at = _shown(thread, reader, at)
    api = f"/api/chat/private-threads/{thread.pk}/"
    refused = refusal(reader, other, now=now)
    return Conversation(
        stream=thread.stream.name,
        page=f"/messages/{thread.pk}/",
        messages=f"{api}messages/",
        people="",
        role=None,
        threads=False,
        pins=True,
        search=f"thread={thread.pk}",
        shown=page.messages,
        older=page.older,
        newer=page.newer,
        at=at,
        read=ReadMark.objects.filter(stream=thread.stream_id, person=reader)
        .values_list("seq", flat=True)
        .first(),
        draft=quote_of(reader, about, now=now),
        refusal=refused.detail if refused else "",
    )


def quote_of(reader: Person, message_id: int | None, *, now: datetime) -> str:
    """The message as the beginning of an answer; nothing of one that the person may not see."""
    if message_id is None:
        return ""
    try:
        message = message_for(reader, message_id, now=now)
    except CafeError:
        return ""
    return _quoted(message.content.splitlines())


def _quoted(lines: Sequence[str]) -> str:
    return "".join(f"> {line}\n" for line in lines) + "\n" if lines else ""


def _shown(thread: PrivateThread, reader: Person, at: int | None) -> tuple[History, int | None]:
    if at is not None:
        with suppress(NotFound):
            page = around(thread.stream_id, at, for_person=reader.pk, limit=MESSAGES)
            return page, at
    return history(thread.stream_id, for_person=reader.pk, limit=MESSAGES), None
