"""What a socket may say about messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import msgspec

from virtualcafe.accounts.models import Person
from virtualcafe.chat import access, actions, limits, rights, typing
from virtualcafe.chat.actions.draft import MOST_FILES
from virtualcafe.lib import clock
from virtualcafe.lib.errors import CafeError, Unauthenticated
from virtualcafe.realtime.verbs import Caller, Frame, StreamFrame, batched_verb, verb

Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


class ChatMessageFrame(StreamFrame, kw_only=True):
    cid: UUID
    content: str
    reply_to: Number | None = None
    thread: Number | None = None
    attachments: Annotated[list[Number], msgspec.Meta(max_length=MOST_FILES)] | None = None


class MessageFrame(Frame, kw_only=True):
    message_id: Number


class EditFrame(MessageFrame, kw_only=True):
    content: str


class ReactFrame(MessageFrame, kw_only=True):
    emoji: str
    on: bool


class PinFrame(MessageFrame, kw_only=True):
    on: bool


class ReadFrame(StreamFrame, kw_only=True):
    seq: Number
    thread: Number | None = None


def post_frames(
    frames: list[tuple[Caller, ChatMessageFrame]],
) -> list[Mapping[str, object] | Exception]:
    """What the process's writer gathered, as one batch; refusals before it cost it nothing."""
    refusals = [_refusal(caller, frame) for caller, frame in frames]
    posts = [
        _post(caller, frame)
        for (caller, frame), refusal in zip(frames, refusals, strict=True)
        if refusal is None
    ]
    outcomes = iter(actions.post_messages(posts, now=clock.now()))
    return [_answer(refusal or next(outcomes)) for refusal in refusals]


def register() -> None:
    for name in ("chat_message", "private_message"):
        batched_verb(name, ChatMessageFrame, post=post_frames)


@verb("edit_message", EditFrame)
def edit_message(caller: Caller, frame: EditFrame) -> Mapping[str, object]:
    """It is rendered and told to everybody like a new one, and counts as one."""
    person = _person(caller)
    limits.may_post(person.pk)
    seq = actions.edit_message(person, frame.message_id, content=frame.content, now=clock.now())
    return {"seq": seq}


@verb("delete_message", MessageFrame)
def delete_message(caller: Caller, frame: MessageFrame) -> Mapping[str, object]:
    return {"seq": actions.delete_message(_person(caller), frame.message_id, now=clock.now())}


@verb("react", ReactFrame)
def react(caller: Caller, frame: ReactFrame) -> Mapping[str, object]:
    person = _person(caller)
    limits.may_react(person.pk)
    seq = actions.react(person, frame.message_id, emoji=frame.emoji, on=frame.on, now=clock.now())
    return {"seq": seq}


@verb("pin_message", PinFrame)
def pin_message(caller: Caller, frame: PinFrame) -> Mapping[str, object]:
    person = _person(caller)
    limits.may_react(person.pk)
    return {"seq": actions.pin_message(person, frame.message_id, on=frame.on, now=clock.now())}


@verb("read", ReadFrame)
def read(caller: Caller, frame: ReadFrame) -> Mapping[str, object]:
    now = clock.now()
    place = access.listenable(caller.person_id, frame.stream, now=now)
    if frame.thread is None:
        left = actions.read_up_to(caller.person_id, place.stream, seq=frame.seq, now=now)
    else:
        root = access.thread_root(place.stream.pk, frame.thread)
        left = actions.read_thread(caller.person_id, root, seq=frame.seq, now=now)
    return {"unread": left}


@verb("typing", StreamFrame, answered=False)
def start_typing(caller: Caller, frame: StreamFrame) -> None:
    _must_hear(caller, frame.stream)
    if not rights.is_seen_typing(caller.person_id, frame.stream, now=clock.now()):
        return
    typing.started(caller.person_id, frame.stream)


@verb("stop_typing", StreamFrame, answered=False)
def stop_typing(caller: Caller, frame: StreamFrame) -> None:
    typing.stopped(caller.person_id, frame.stream)


def _refusal(caller: Caller, frame: ChatMessageFrame) -> CafeError | None:
    try:
        limits.may_post(caller.person_id)
    except CafeError as refusal:
        return refusal
    return None


def _post(caller: Caller, frame: ChatMessageFrame) -> actions.Post:
    return actions.Post(
        caller.person_id,
        frame.stream,
        frame.cid,
        frame.content,
        frame.reply_to,
        frame.thread,
        tuple(frame.attachments or ()),
    )


def _answer(outcome: actions.Outcome) -> Mapping[str, object] | Exception:
    return outcome if isinstance(outcome, CafeError) else outcome._asdict()


def _person(caller: Caller) -> Person:
    person = Person.objects.filter(pk=caller.person_id, is_active=True).first()
    if person is None:
        raise Unauthenticated
    return person


def _must_hear(caller: Caller, stream: str) -> None:
    """A subscription is the proof: the hub ends it as soon as the right is gone."""
    if stream not in caller.streams:
        access.listenable(caller.person_id, stream, now=clock.now())
