"""All that the café keeps of a person, as one file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.forms.models import model_to_dict

from virtualcafe.accounts import avatars, hooks
from virtualcafe.accounts.hooks import Part
from virtualcafe.accounts.models import Block, Follow, FormerDays, Person, Preferences, Report
from virtualcafe.lib import clock
from virtualcafe.lib.errors import RateLimited
from virtualcafe.lib.rates import Rates

#: Rows read at once, and bytes copied at once.
ROWS, BYTES = 500, 64 * 1024
EXPORTS, EXPORTS_SECONDS = 5, 3_600
rates = Rates()


def allow(person: Person) -> None:
    """Count one export. Raises RateLimited when it is one too many."""
    if wait := rates.take(person.pk, amount=EXPORTS, seconds=EXPORTS_SECONDS):
        raise RateLimited("You fetched your data a moment ago.", retry_after=wait)


def file_name(person: Person, *, now: datetime) -> str:
    return f"virtual-cafe-{person.username}-{now:%Y-%m-%d}.zip"


def zipped(person: Person) -> Iterator[bytes]:
    """The bytes of a zip, in pieces. What is held at once is a few rows or a piece of a file."""
    out = _Pieces()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part in parts(person):
            with archive.open(_entry(part), "w", force_zip64=True) as entry:
                for piece in _pieces(part):
                    entry.write(piece)
                    yield from out.taken()
            yield from out.taken()
    yield from out.taken()


def parts(person: Person) -> Iterator[Part]:
    yield Part("account.json", [_account(person)])
    yield Part("preferences.json", [model_to_dict(Preferences.of(person.pk))])
    yield Part("former-days.json", rows(FormerDays.objects.filter(person=person)))
    yield Part("follows.json", _follows(person))
    yield Part("blocks.json", _blocks(person))
    yield Part("sign-ins.json", _sign_ins(person))
    yield Part("reports.json", rows(Report.objects.filter(reporter=person)))
    if person.avatar:
        yield Part("avatar.webp", open=lambda: stored(f"{avatars.FOLDER}/{person.avatar}"))
    for exporter in hooks.exporters:
        yield from exporter(person)


def rows(found: QuerySet[Model], *fields: str) -> Iterator[dict[str, object]]:
    """The rows as they are kept, or these fields of them, oldest first."""
    yield from found.order_by("pk").values(*fields).iterator(chunk_size=ROWS)


def stored(path: str) -> IO[bytes]:
    """A file that was taken away meanwhile is empty here."""
    try:
        return default_storage.open(path)
    except FileNotFoundError:
        return io.BytesIO()


def _pieces(part: Part) -> Iterator[bytes]:
    if part.open is not None:
        with part.open() as file:
            while piece := file.read(BYTES):
                yield piece
        return
    yield b"["
    for place, record in enumerate(part.records or ()):
        line = json.dumps(record, cls=DjangoJSONEncoder, ensure_ascii=False)
        yield ((",\n" if place else "\n") + line).encode()
    yield b"\n]\n"


def _entry(part: Part) -> ZipInfo:
    entry = ZipInfo(part.name, clock.real_now().timetuple()[:6])
    # Pictures and voices don't get smaller.
    entry.compress_type = ZIP_STORED if part.open is not None else ZIP_DEFLATED
    return entry


def _account(person: Person) -> dict[str, object]:
    addresses = EmailAddress.objects.filter(user=person).values("email", "verified", "primary")
    return {
        "id": person.pk,
        "username": person.username,
        "email": person.email,
        "addresses": list(addresses),
        "verified_at": person.verified_at,
        "role": person.role,
        "gender": person.gender,
        "bio": person.bio,
        "time_zone": person.time_zone,
        "availability": person.availability,
        "level": person.level,
        "joined_at": person.date_joined,
        "last_login": person.last_login,
    }


def _follows(person: Person) -> Iterator[dict[str, object]]:
    own = Follow.objects.filter(person=person)
    return rows(own, "followed__username", "created_at")


def _blocks(person: Person) -> Iterator[dict[str, object]]:
    return rows(Block.objects.filter(person=person), "blocked__username", "created_at")


def _sign_ins(person: Person) -> Iterator[dict[str, object]]:
    """When each browser that is signed in will be signed out. Sessions don't name their person, so
    all are looked at."""
    standing = Session.objects.filter(expire_date__gt=clock.real_now()).order_by("expire_date")
    for session in standing.iterator(chunk_size=ROWS):
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            yield {"ends_at": session.expire_date}


class _Pieces(io.RawIOBase):
    """Takes what the archive writes and gives it on; nothing can be sought in it."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._held.append(bytes(data))
        return len(data)

    def taken(self) -> Iterable[bytes]:
        held, self._held = self._held, []
        return [b"".join(held)] if held else []
