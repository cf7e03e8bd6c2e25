"""Messages as the protocol spells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypedDict
from uuid import UUID

from django.db.models import Count, prefetch_related_objects

from virtualcafe.accounts.wire import UserObject, user_object
from virtualcafe.chat import reactions
from virtualcafe.chat.files import wire as files
from virtualcafe.chat.files.wire import AttachmentObject
from virtualcafe.chat.files.words import in_words
from virtualcafe.chat.models import Message
from virtualcafe.chat.reactions import ReactionObject
from virtualcafe.lib import clock, markdown
from virtualcafe.realtime.models import Stream

EXCERPT_LENGTH = 120


class ReplyObject(TypedDict):
    id: int
    sender: UserObject
    excerpt: str


class MessageObject(TypedDict):
    id: int
    stream: str
    seq: int
    sender: UserObject
    cid: str
    content: str
    html: str
    reply_to: ReplyObject | None
    thread: int | None
    thread_count: int
    reactions: list[ReactionObject]
    attachments: list[AttachmentObject]
    created_at: str | None
    edited_at: str | None
    deleted: bool
    pinned: bool


def message_objects(
    messages: Sequence[Message], *, for_person: int | None = None
) -> list[MessageObject]:
    """`for_person`: whose reactions are `mine`, in an answer over HTTP; None in what goes to many.

    Three queries, one more for each relation the messages were not loaded with, and one where
    messages are answered that are only files."""
    prefetch_related_objects(list(messages), "stream", "sender", "reply_to__sender")
    prefetch_files([message.reply_to for message in messages if message.reply_to])
    ids = [message.pk for message in messages]
    counts = _thread_counts(messages)
    reacted = reactions.of_messages(ids, for_person=for_person)
    attached = files.of_messages(ids)
    return [
        message_object(
            message,
            sender=user_object(message.sender),
            reply=reply_object(message.reply_to) if message.reply_to else None,
            thread_count=counts.get(message.pk, 0),
            reacted=reacted.get(message.pk, ()),
            attachments=attached.get(message.pk, ()),
            pinned=message.pinned,
        )
        for message in messages
    ]


class Told(Protocol):
    """What the wire says of a message: a row, or one that is about to become one."""

    @property
    def pk(self) -> int: ...
    @property
    def stream(self) -> Stream: ...
    @property
    def seq(self) -> int: ...
    @property
    def thread_id(self) -> int | None: ...
    @property
    def cid(self) -> UUID: ...
    @property
    def content(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def edited_at(self) -> datetime | None: ...
    @property
    def deleted_at(self) -> datetime | None: ...


def message_object(
    message: Told,
    *,
    sender: UserObject,
    reply: ReplyObject | None,
    thread_count: int = 0,
    reacted: Sequence[ReactionObject] = (),
    attachments: Sequence[AttachmentObject] = (),
    pinned: bool = False,
) -> MessageObject:
    return {
        "id": message.pk,
        "stream": message.stream.name,
        "seq": message.seq,
        "sender": sender,
        "cid": str(message.cid),
        "content": message.content,
        "html": message.html,
        "reply_to": reply,
        "thread": message.thread_id,
        "thread_count": thread_count,
        "reactions": [*reacted],
        "attachments": [*attachments],
        "created_at": clock.iso(message.created_at),
        "edited_at": clock.iso(message.edited_at),
        "deleted": message.deleted_at is not None,
        "pinned": pinned,
    }


def reply_object(target: Message) -> ReplyObject:
    return {"id": target.pk, "sender": user_object(target.sender), "excerpt": excerpt(target)}


def prefetch_files(targets: Iterable[Message]) -> None:
    """Of those that have no other words for an excerpt."""
    prefetch_related_objects([each for each in targets if not each.content], "attachments")


def excerpt(message: Message) -> str:
    """The beginning of what was said, on one line, its spoilers covered; of files what they are."""
    if not message.content:
        return in_words([file.kind for file in message.attachments.all()])
    shown = markdown.covered(message.content)
    line = " ".join(shown[: 2 * EXCERPT_LENGTH].split())
    return line if len(line) <= EXCERPT_LENGTH else line[: EXCERPT_LENGTH - 1].rstrip() + "…"


def vanished(message_id: int) -> MessageObject:
    """What is told of a message whose row went with its sender: that something stood there."""
    nobody: UserObject = {"id": 0, "username": "", "avatar_url": None, "level": 1}
    return {
        "id": message_id,
        "stream": "",
        "seq": 0,
        "sender": nobody,
        "cid": "",
        "content": "",
        "html": "",
        "reply_to": None,
        "thread": None,
        "thread_count": 0,
        "reactions": [],
        "attachments": [],
        "created_at": None,
        "edited_at": None,
        "deleted": True,
        "pinned": False,
    }


def _thread_counts(messages: Sequence[Message]) -> dict[int, int]:
    """As they were loaded with the messages, or asked for now."""
    loaded = {each.pk: each.thread_size for each in messages if hasattr(each, "thread_size")}
    ids = {each.pk for each in messages} - loaded.keys()
    if not ids:
        return loaded
    rows = Message.objects.standing().filter(thread__in=ids).order_by().values("thread")
    counted = rows.annotate(number=Count("pk")).values_list("thread", "number")
    return loaded | {thread: number for thread, number in counted if thread is not None}
