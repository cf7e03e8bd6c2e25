"""Frames on the wire: JSON text, and the bytes that RFC 6455 puts in front of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

import msgspec

from virtualcafe.lib import clock

MAX_FRAME_BYTES = 64 * 1024


def _foreign(value: object) -> object:
    if isinstance(value, datetime):
        return clock.iso(value)
    raise TypeError(f"{type(value).__name__} has no place in a frame")


_encoder = msgspec.json.Encoder(enc_hook=_foreign)


def encode(frame: Mapping[str, object]) -> bytes:
    return _encoder.encode(frame)


def wire_name(stream: str) -> str:
    """`user:<id>` is the person's own and spelt `user`; every other stream keeps its name."""
    return "user" if stream.startswith("user:") else stream


def event(kind: str, stream: str, seq: int | None, data: Mapping[str, object]) -> bytes:
    """An event of a stream. What does not last has no `seq`."""
    head: dict[str, object] = {"type": kind, "stream": wire_name(stream)}
    if seq is not None:
        head["seq"] = seq
    return encode(head | dict(data))


def framed(payload: bytes) -> bytes:
    """One unmasked, final text frame (RFC 6455, 5.2)."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2) + payload
    return b"\x81\x7f" + size.to_bytes(8) + payload


class Batch:
    """Frames that leave together; the bytes are made once, whoever gets them."""

    def __init__(self, payloads: list[bytes], *, lasting: bool = True) -> None:
        self.payloads = payloads
        self.lasting = lasting

    @cached_property
    def wire(self) -> bytes:
        return b"".join(map(framed, self.payloads))

    @property
    def frames(self) -> int:
        return len(self.payloads)


class Probe(Batch):
    """The WebSocket's own ping (RFC 6455, 5.5.2): a browser answers it without the page."""

    wire = b"\x89\x00"


PROBE = Probe([])
