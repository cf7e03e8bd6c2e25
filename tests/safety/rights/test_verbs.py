"""Every verb of the socket, said by everybody, in a room and in a private thread."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import uuid4

import pytest

from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import CafeError
from virtualcafe.realtime import kinds
from virtualcafe.realtime.verbs import Caller, Verb, verbs

from . import socket_tables
from .scene import ROLES, Scene, build, undone
from .table import compare

SPEAKERS = ROLES[:-1]
#: Those the connection itself obeys.
BUILT_IN = ("subscribe",)


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


def frames(scene: Scene) -> Mapping[str, dict[str, object]]:
    """The fields of each verb, beside the stream or the message it is about."""
    post = {"cid": str(uuid4()), "content": "Hello"}
    return {
        "subscribe": {},
        "chat_message": post,
        "private_message": post,
        "edit_message": {"content": "Edited"},
        "delete_message": {},
        "react": {"emoji": "👍", "on": True},
        "pin_message": {"on": True},
        "typing": {},
        "stop_typing": {},
        "read": {"seq": 1},
        "status": {"status": "away"},
        "timer": {"action": "start"},
    }


def test_every_verb(scene: Scene) -> None:
    asked = frames(scene)
    missing = verbs.keys() - asked.keys()
    assert not missing, f"nobody said how these are spoken: {missing}"
    rooms, threads = (
        {"stream": scene.room.stream_name, "message_id": scene.message.pk},
        {"stream": scene.thread.stream.name, "message_id": scene.note.pk},
    )
    found = {
        f"{name} {where}": tuple(
            _said(scene.people[role], name, {**fields, **about}) for role in SPEAKERS
        )
        for where, about in (("room", rooms), ("private", threads))
        for name, fields in asked.items()
    }
    compare(socket_tables.VERBS, found)


def _said(person: Person, name: str, fields: dict[str, object]) -> str:
    with undone():
        try:
            return "ok" if _spoken(person, name, fields) is not None else "silent"
        except CafeError as refusal:
            return refusal.code


def _spoken(person: Person, name: str, fields: dict[str, object]) -> object:
    """What the socket does with a frame of a tab that listens wherever its person may."""
    stream = str(fields["stream"])
    if name == "subscribe":
        return kinds.kind_of(stream)[0].admit(person.pk, kinds.kind_of(stream)[1]) or "ok"
    verb, caller = verbs[name], Caller(person.pk, "tab", _heard(person, stream))
    frame = verb.decoder.decode(json.dumps({"type": name, **fields}))
    return _posted(verb, caller, frame) if verb.run is None else verb.run(caller, frame)


def _posted(verb: Verb, caller: Caller, frame: object) -> object:
    assert verb.post is not None
    answer = verb.post([(caller, frame)])[0]
    if isinstance(answer, Exception):
        raise answer
    return answer


def _heard(person: Person, stream: str) -> set[str]:
    kind, key = kinds.kind_of(stream)
    try:
        kind.admit(person.pk, key)
    except CafeError:
        return set()
    return {stream}
