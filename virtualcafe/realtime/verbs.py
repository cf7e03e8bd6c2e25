"""What a client may say. An app registers its verbs; the socket finds them here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

import msgspec

Answer = Mapping[str, object] | None


class Frame(msgspec.Struct, kw_only=True):
    """Base of every client frame: unknown fields are ignored, wrong ones refused."""


#: No stream has another name, and databases differ in what they make of other letters.
StreamName = Annotated[str, msgspec.Meta(max_length=64, pattern="^[!-~]+$")]


class StreamFrame(Frame, kw_only=True):
    stream: StreamName


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks, over which connection, and to which streams that connection is subscribed."""

    person_id: int
    connection: str
    streams: Collection[str]


class Verb(NamedTuple):
    """`run` answers in a thread. `post` instead takes many frames at once, from many callers, and
    returns an answer or an exception for each, in their order."""

    decoder: msgspec.json.Decoder[Any]
    run: Callable[[Caller, Any], Answer] | None = None
    post: Callable[[list[tuple[Caller, Any]]], list[Mapping[str, object] | Exception]] | None = None
    answered: bool = True


verbs: dict[str, Verb] = {}


def verb(
    name: str, shape: type[Frame], *, answered: bool = True
) -> Callable[[Callable[[Caller, Any], Answer]], Callable[[Caller, Any], Answer]]:
    """Register `run(caller, frame)`: plain synchronous code, run in a thread.

    It returns the fields of the `ok`, or raises a CafeError. `answered=False`: only refusals are.
    """

    def register(run: Callable[[Caller, Any], Answer]) -> Callable[[Caller, Any], Answer]:
        verbs[name] = Verb(msgspec.json.Decoder(shape), run=run, answered=answered)
        return run

    return register


def batched_verb(
    name: str,
    shape: type[Frame],
    post: Callable[[list[tuple[Caller, Any]]], list[Mapping[str, object] | Exception]],
) -> None:
    """Register a verb whose frames are gathered and written together by the process's writer."""
    verbs[name] = Verb(msgspec.json.Decoder(shape), post=post)
