"""Taking a file in. Everything that takes time is done before the row is written."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from virtualcafe.accounts.models import Person
from virtualcafe.chat import limits
from virtualcafe.chat.files import kinds, names, store
from virtualcafe.chat.models import Attachment
from virtualcafe.chat.rights import must_be_able_to_post
from virtualcafe.lib import clamd, images
from virtualcafe.lib.errors import (
    BadRequest,
    Forbidden,
    TooLarge,
    Unavailable,
    UnsupportedType,
)
from virtualcafe.lib.sound import sound_of
from virtualcafe.realtime.models import Stream

Kind = Attachment.Kind

LARGEST_PICTURE = 2_560
THUMBNAIL = 480
MEGABYTE = 1024 * 1024
#: A recorder stops when it notices that the time is over.
VOICE_GRACE = 2


@dataclass(slots=True)
class Made:
    """What is kept of a file, in files that are closed by whoever made this."""

    kind: Attachment.Kind
    name: str
    mime: str
    file: IO[bytes]
    thumb: IO[bytes] | None = None
    width: int | None = None
    height: int | None = None
    duration: float | None = None

    @property
    def size(self) -> int:
        return store.size_of(self.file) + (store.size_of(self.thumb) if self.thumb else 0)


def upload(
    person: Person,
    stream: str,
    file: IO[bytes],
    *,
    name: str,
    now: datetime,
    duration: float | None = None,
) -> Attachment:
    """Take in a file for a message on this stream; with `duration`, in seconds, as a recording.

    Raises Forbidden, Muted or NotFound for who may not post there, TooLarge, UnsupportedType,
    BadRequest, RateLimited, and Unavailable while the scanner is."""
    _refuse_person(person, stream, now)
    limits.may_upload(person.pk)
    _refuse_size(person, store.size_of(file))
    _scan(file)
    with ExitStack() as opened:
        made = _made(file, names.cleaned(name), duration, opened)
        return _kept(person, stream, made, now=now)


def total_of(person_id: int) -> int:
    """The bytes of all files that this person has uploaded."""
    files = Attachment.objects.filter(owner=person_id)
    return files.aggregate(total=Sum("size"))["total"] or 0


def _refuse_person(person: Person, stream: str, now: datetime) -> None:
    if person.must_verify:
        raise Forbidden("Confirm your e-mail address to send files.")
    must_be_able_to_post(person.pk, stream, now=now)


def _refuse_size(person: Person, size: int) -> None:
    most = settings.CAFE_LIMITS["FILE_MB"]
    if not size:
        raise BadRequest("This file is empty.")
    if most and size > most * MEGABYTE:
        raise TooLarge(f"A file may have up to {most} MB; this one has {size / MEGABYTE:.1f} MB.")
    _refuse_total(person, size)


def _refuse_total(person: Person, size: int) -> None:
    most = settings.CAFE_LIMITS["PERSON_MB"]
    if most and total_of(person.pk) + size > most * MEGABYTE:
        raise TooLarge(f"Your files would take more than {most:,} MB together. Delete some first.")


def _scan(file: IO[bytes]) -> None:
    """Where a scanner was asked for, nothing passes without its word."""
    if settings.CAFE_CLAMD is None:
        return
    try:
        found = clamd.found_in(file, settings.CAFE_CLAMD)
    except clamd.ScannerTrouble as trouble:
        raise Unavailable("Files can't be checked for malware just now. Try later.") from trouble
    if found:
        raise UnsupportedType("This file holds malware and was not taken.")


def _made(file: IO[bytes], name: str, duration: float | None, opened: ExitStack) -> Made:
    if duration is not None:
        return _recording(file, name, duration)
    if kinds.is_picture(file, names.split(name)[1]):
        return _picture(file, name, opened)
    sound = sound_of(file)
    if sound is not None and sound.seconds and sound.seconds <= _longest_recording():
        return Made(Kind.AUDIO, name, sound.mime, file, duration=sound.seconds)
    return Made(Kind.FILE, name, kinds.mime_of(file), file)


def _picture(file: IO[bytes], name: str, opened: ExitStack) -> Made:
    whole, small = images.reencode_with_thumbnail(
        file, largest=LARGEST_PICTURE, thumbnail=THUMBNAIL
    )
    opened.enter_context(whole.file)
    opened.enter_context(small.file)
    endings = (".jpg", ".jpeg") if whole.extension == "jpg" else (f".{whole.extension}",)
    name = names.with_extension(name, *endings)
    size = {"width": whole.width, "height": whole.height}
    return Made(Kind.IMAGE, name, whole.mime, whole.file, small.file, **size)


def _recording(file: IO[bytes], name: str, told: float) -> Made:
    """Its length is what the file tells; what the browser tells counts where the file is silent."""
    if not math.isfinite(told) or told <= 0:
        raise BadRequest("A recording has a length in seconds.", fields={"duration": ["Wrong."]})
    sound = sound_of(file)
    if sound is None:
        raise UnsupportedType("This is no recording. WebM and MP4 with sound alone are.")
    duration = sound.seconds or told
    if max(duration, told) > _longest_recording():
        minutes = settings.CAFE_LIMITS["VOICE_SECONDS"] / 60
        raise TooLarge(f"A voice message may last {minutes:g} minutes.")
    ending = ".webm" if sound.mime == "audio/webm" else ".m4a"
    name = names.with_extension(name, ending)
    return Made(Kind.AUDIO, name, sound.mime, file, duration=duration)


def _longest_recording() -> float:
    most = settings.CAFE_LIMITS["VOICE_SECONDS"]
    return most + VOICE_GRACE if most else math.inf


def _kept(person: Person, stream: str, made: Made, *, now: datetime) -> Attachment:
    stored = [store.keep(file) for file in (made.file, made.thumb) if file is not None]
    try:
        return _written(person, stream, made, stored, now=now)
    except BaseException:
        store.delete(stored)
        raise


def _written(
    person: Person, stream: str, made: Made, stored: list[str], *, now: datetime
) -> Attachment:
    """Under the person's lock, so that two uploads at once don't both fit into what is left; the
    right to post may have gone while the file came."""
    size = made.size
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        _refuse_person(person, stream, now)
        _refuse_total(person, size)
        return Attachment.objects.create(
            stream=Stream.objects.get(name=stream),
            owner=person,
            kind=made.kind,
            name=made.name,
            mime=made.mime,
            size=size,
            file=stored[0],
            thumb=stored[1] if made.thumb else "",
            width=made.width,
            height=made.height,
            duration=made.duration,
            created_at=now,
        )
