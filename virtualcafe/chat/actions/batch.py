"""The messages of one transaction: what they need, their numbers, their rows and events."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from virtualcafe.accounts.wire import UserObject, asked_users
from virtualcafe.chat import calling, events, following, typing, unread, wire
from virtualcafe.chat.actions.draft import Draft, Key, Post
from virtualcafe.chat.files import attaching
from virtualcafe.chat.files.wire import attachment_object
from virtualcafe.chat.models import Attachment, Message, PrivateThread
from virtualcafe.chat.private import notices
from virtualcafe.chat.rights import asked_posting_rights
from virtualcafe.chat.search import index
from virtualcafe.lib import bulk, lookup
from virtualcafe.lib.errors import (
    BadRequest,
    CafeError,
    CidConflict,
    Forbidden,
    NotFound,
    Unauthenticated,
)
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms.access import Pair


@dataclass(slots=True)
class Fresh:
    """A message on its way into the table: what the wire's object needs, without the model."""

    pk: int
    stream: Stream
    seq: int
    sender_id: int
    cid: UUID
    digest: bytes
    content: str
    html: str
    reply_to_id: int | None
    thread_id: int | None
    created_at: datetime
    edited_at: None = None
    deleted_at: None = None
    files: list[Attachment] = field(default_factory=list)


class Known(NamedTuple):
    """A message that a cid already has."""

    pk: int
    seq: int
    digest: bytes


Placed = tuple[Fresh | Known, bool] | CafeError

_COLUMNS = (
    "id",
    "stream",
    "seq",
    "sender",
    "cid",
    "digest",
    "content",
    "html",
    "reply_to",
    "thread",
    "created_at",
)


@dataclass(slots=True)
class Batch:
    """What a batch needs to know, asked at once however many posts there are."""

    now: datetime
    streams: dict[str, Stream]
    known: dict[Key, Fresh | Known]
    rights: Mapping[Pair, object]
    people: dict[int, UserObject]
    targets: dict[int, Message]
    files: attaching.Waiting
    unused: Iterator[int]
    fresh: list[Fresh] = field(default_factory=list)

    @classmethod
    def gathered(cls, drafts: list[Draft], now: datetime) -> Batch:
        streams, known, rights, people, unused = lookup.together(
            # The locks come first: what is read after them stands until the commit.
            _locked({draft.post.stream for draft in drafts}),
            _known(drafts),
            asked_posting_rights({draft.pair for draft in drafts}, now=now),
            asked_users({draft.post.person_id for draft in drafts}),
            _unused(len(drafts)),
        )
        return cls(
            now=now,
            streams=streams,
            known=known,
            rights=rights,
            people=people,
            targets=_targets(drafts),
            files=attaching.Waiting.of(draft.post for draft in drafts),
            unused=unused,
        )

    def place(self, draft: Draft) -> Placed:
        """The message with its number, or the one its cid already has (True), or a refusal."""
        refusal = self._refusal(draft)
        known = self.known.get(draft.key)
        if known is not None and not isinstance(refusal, NotFound | Forbidden):
            # Of a deleted message nobody remembers the body.
            same = known.digest in (draft.digest, b"")
            return (known, True) if same else CidConflict()
        if refusal is not None:
            return refusal
        message = self.known[draft.key] = self._numbered(draft)
        self.fresh.append(message)
        return message, False

    def _refusal(self, draft: Draft) -> CafeError | None:
        right = self.rights[draft.pair]
        if isinstance(right, CafeError):
            return right
        if draft.post.person_id not in self.people:
            return Unauthenticated()
        return self._refusal_of_targets(draft.post) or self.files.refusal(
            draft.post, self.streams[draft.post.stream].pk
        )

    def _refusal_of_targets(self, post: Post) -> CafeError | None:
        """What is answered stands in the same stream, and a thread hangs under no thread."""
        for pk in (post.reply_to, post.thread):
            target = self.targets.get(pk) if pk is not None else None
            if pk is not None and (target is None or target.stream.name != post.stream):
                return BadRequest("The message that this answers isn't there.")
            if target is not None and pk == post.thread and target.thread_id is not None:
                return BadRequest("A thread can't hang inside a thread.")
        return None

    def _numbered(self, draft: Draft) -> Fresh:
        post = draft.post
        stream = self.streams[post.stream]
        stream.last_seq += 1
        return Fresh(
            pk=next(self.unused),
            stream=stream,
            seq=stream.last_seq,
            sender_id=post.person_id,
            cid=post.cid,
            digest=draft.digest,
            content=post.content,
            html=draft.html,
            reply_to_id=post.reply_to,
            thread_id=post.thread,
            created_at=self.now,
            files=self.files.take(post),
        )

    def store(self) -> None:
        if not self.fresh:
            return
        by_stream: dict[int, list[Fresh]] = {}
        for each in self.fresh:
            by_stream.setdefault(each.stream.id, []).append(each)
        rows = [_row(each) for each in self.fresh]
        log.write_all(
            [self._writing(messages) for messages in by_stream.values()],
            beside=[
                *bulk.inserting(Message, _COLUMNS, rows),
                *index.adding(map(_entry, self.fresh)),
            ],
        )
        for each in self.fresh:
            if each.files:
                attaching.attach(each.files, message_id=each.pk)
        called = calling.call(self.fresh, now=self.now)
        following.follow(self.fresh, self.targets, called)
        notices.tell(self._letters(), now=self.now)
        transaction.on_commit(self._settle, robust=True)

    def _settle(self) -> None:
        unread.stir({each.stream.name for each in self.fresh})
        for each in self.fresh:
            typing.stopped(each.sender_id, each.stream.name)

    def _letters(self) -> list[tuple[PrivateThread, int]]:
        """Private threads that were written in, and by whom."""
        rights = [(self.rights[each.sender_id, each.stream.name], each) for each in self.fresh]
        return [(to, each.sender_id) for to, each in rights if isinstance(to, PrivateThread)]

    def _writing(self, messages: list[Fresh]) -> log.Writing:
        stream = messages[0].stream
        kind = events.posted_on(stream.name)
        return log.Writing(
            stream=stream,
            numbered=[(each.seq, (kind, events.reference(each.pk))) for each in messages],
            live=[{"message": self._told(each)} for each in messages],
        )

    def _told(self, message: Fresh) -> wire.MessageObject:
        target = self.targets.get(message.reply_to_id or 0)
        return wire.message_object(
            message,
            sender=self.people[message.sender_id],
            reply=wire.reply_object(target) if target else None,
            attachments=[attachment_object(file) for file in message.files],
        )


def _entry(each: Fresh) -> index.Entry:
    return index.Entry(each.pk, each.stream.id, each.sender_id, each.content)


def _row(each: Fresh) -> tuple[object, ...]:
    return (
        each.pk,
        each.stream.id,
        each.seq,
        each.sender_id,
        each.cid,
        each.digest,
        each.content,
        each.html,
        each.reply_to_id,
        each.thread_id,
        each.created_at,
    )


def _locked(names: Collection[str]) -> lookup.Inquiry[dict[str, Stream]]:
    """Always in the same order, so that two batches wait for each other and never deadlock."""
    question = lookup.Question(Stream, ("id", "name", "last_seq"), {"name": names}, locked=True)
    return lookup.Inquiry([question], _streams)


def _streams(found: list[list[lookup.Row]]) -> dict[str, Stream]:
    return {name: Stream(pk, name, last_seq) for pk, name, last_seq in found[0]}


def _known(drafts: list[Draft]) -> lookup.Inquiry[dict[Key, Fresh | Known]]:
    fields = ("sender", "cid", "id", "seq", "digest")
    cids = {draft.post.cid for draft in drafts}
    return lookup.Inquiry([lookup.Question(Message, fields, {"cid": cids})], _by_key)


def _by_key(found: list[list[lookup.Row]]) -> dict[Key, Fresh | Known]:
    return {
        (sender, cid): Known(pk, seq, bytes(digest)) for sender, cid, pk, seq, digest in found[0]
    }


def _unused(count: int) -> lookup.Inquiry[Iterator[int]]:
    """The ids of new messages, known before they are written: what points to a message goes with
    it, in one round trip. A refusal leaves a gap."""
    return lookup.Inquiry(
        [lookup.Unused(Message, count)], lambda found: iter([pk for (pk,) in found[0]])
    )


def _targets(drafts: list[Draft]) -> dict[int, Message]:
    """The messages that are replied to, or under which a thread hangs."""
    ids = {pk for draft in drafts for pk in (draft.post.reply_to, draft.post.thread) if pk}
    if not ids:
        return {}
    targets = Message.objects.standing().with_people().in_bulk(ids)
    wire.prefetch_files(targets.values())
    return targets
