"""Every event: on whose stream it is told, and so who hears it and who may read it again.

What the café says is caught where it is spelt out (`frames.event`), while everything there is to
do is done by several people; a type that the table doesn't know, or on another stream, fails."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.safety.addresses import addresses
from virtualcafe.lib.errors import CafeError
from virtualcafe.realtime import frames, kinds

from . import socket_tables
from .scene import ROLES, Scene, ask, build, client_of, undone
from .table import compare

PROTOCOL = Path(__file__).parents[3] / "docs" / "protocol.md"
#: Said by the connection itself, to whoever it belongs to.
OF_THE_CONNECTION = {"ping"}


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Each event's type and the kind of its stream."""
    heard: set[tuple[str, str]] = set()
    spell = frames.event

    def listen(kind: str, stream: str, seq: int | None, data: Any) -> bytes:
        heard.add((kind, stream.partition(":")[0]))
        return spell(kind, stream, seq, data)

    monkeypatch.setattr(frames, "event", listen)
    return heard


def declared() -> set[tuple[str, str]]:
    return {
        (event, kind)
        for event, cells in socket_tables.EVENTS.rows.items()
        for kind, cell in zip(socket_tables.EVENTS.columns, cells, strict=True)
        if cell == "told"
    }


def test_what_is_told_is_declared(
    scene: Scene,
    told: set[tuple[str, str]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    for role in ("host", "member", "stranger"):
        client = client_of(scene.people[role])
        for address in addresses("api/chat/"):
            for method in set(address.methods) - {"get"}:
                with undone(), django_capture_on_commit_callbacks(execute=True):
                    ask(client, method, address, scene)
    undeclared = told - declared()
    assert not undeclared, f"told and not declared: {undeclared}"
    assert len(told) > 12, told


def test_every_event_of_the_protocol_is_declared() -> None:
    """The paragraph of the contract that lists them."""
    line = re.search(r"^\*\*Events\*\*.*\n.*$", PROTOCOL.read_text(), re.MULTILINE)
    assert line is not None
    named = set(re.findall(r"`([a-z_]+)`", line[0])) - {"seq", "user", "unread", "tops"}
    known = socket_tables.EVENTS.rows.keys() | socket_tables.NOT_YET | OF_THE_CONNECTION
    assert named - known == set()
    assert not socket_tables.EVENTS.rows.keys() & socket_tables.NOT_YET


def test_who_hears_which_stream(scene: Scene) -> None:
    """By socket, live or replayed: whoever the stream's kind admits. `nobody` has no connection."""
    streams = {
        "room": scene.room.stream_name,
        "private": scene.thread.stream.name,
        "user": f"user:{scene.people['host'].pk}",
    }
    assert streams.keys() == kinds._kinds.keys() - {"desk"}
    compare(
        socket_tables.STREAMS,
        {
            kind: tuple(_hears(scene, role, name) for role in ROLES)
            for kind, name in streams.items()
        },
    )


def _hears(scene: Scene, role: str, stream: str) -> str:
    person = scene.people.get(role)
    if person is None:
        return "4401"
    kind, key = kinds.kind_of(stream)
    try:
        kind.admit(person.pk, key)
    except CafeError as refusal:
        return refusal.code
    return "hears"
