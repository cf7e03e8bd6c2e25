"""Recordings tell their length, and what is no recording is none."""

from __future__ import annotations

import io
import struct
import tempfile
from pathlib import Path

import pytest

from virtualcafe.lib.sound import Sound, sound_of

RECORDINGS = Path(__file__).parent.parent / "files"


@pytest.mark.parametrize(("kind", "seconds"), [("webm", 1.44), ("mp4", 1.38)])
def test_what_a_browser_recorded(kind: str, seconds: float) -> None:
    with (RECORDINGS / f"voice.{kind}").open("rb") as file:
        assert sound_of(file) == Sound(f"audio/{kind}", seconds)


@pytest.mark.parametrize("kind", ["webm", "mp4"])
def test_one_that_was_cut_short_is_shorter_or_none(kind: str) -> None:
    whole = (RECORDINGS / f"voice.{kind}").read_bytes()
    for length in range(0, len(whole), 997):
        sound = sound_of(io.BytesIO(whole[:length]))
        assert sound is None or sound.seconds is None or sound.seconds <= 1.44


def test_a_film_is_no_recording() -> None:
    whole = (RECORDINGS / "voice.webm").read_bytes()
    track = whole.index(b"\x83\x81\x02")
    film = whole[:track] + b"\x83\x81\x01" + whole[track + 3 :]
    assert sound_of(io.BytesIO(film)) is None


@pytest.mark.parametrize(
    "raw", [b"", b"\x1a\x45\xdf\xa3", b"\0\0\0\x18ftyp", b"RIFF1234WAVE", b"OggS" * 9, b"\0" * 99]
)
def test_what_is_none(raw: bytes) -> None:
    assert sound_of(io.BytesIO(raw)) is None


def test_a_length_of_three_bytes_is_no_number() -> None:
    head = b"\x1a\x45\xdf\xa3\x80" + bytes(8)
    assert sound_of(io.BytesIO(b"\x1a\x45\xdf\xa3\x80\x44\x89\x83\0\0\0" + head)) is None


def test_a_box_that_ends_beyond_every_disk() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(struct.pack(">I4sQ", 16, b"ftyp", 0))
        file.write(struct.pack(">I4sQ", 1, b"free", 2**63 - 100))
        file.write(bytes(100))
        assert sound_of(file) is None
