"""People's pictures: drawn anew, small and square, under a name that nobody guesses."""

from __future__ import annotations

import re
import secrets
from functools import partial
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404

from virtualcafe.accounts.models import Person
from virtualcafe.lib import images
from virtualcafe.lib.errors import RateLimited, TooLarge
from virtualcafe.lib.rates import Rates

SIDE = 256
#: Of a request that brings one: phones make pictures of eight megabytes.
MOST_BYTES = 12 * 1024 * 1024
#: The paths of those requests.
ADDRESSES = r"/api/me/avatar/|/profile/edit/"
FOLDER = "avatars"
NAME = re.compile(r"[0-9a-f]{32}\.webp")
YEAR = 60 * 60 * 24 * 365
#: Drawing takes a process for up to a second.
CHANGES, CHANGES_SECONDS = 10, 600
changes = Rates()


def must_be_small(length: int) -> None:
    """Of the request, asked before it is taken apart. Raises TooLarge."""
    if length > MOST_BYTES:
        raise TooLarge(f"A picture of you may have up to {MOST_BYTES // 1024**2} MB.")


def change(person: Person, picture: IO[bytes]) -> None:
    """The new picture instead of the old one. Raises TooLarge, UnsupportedType, RateLimited."""
    if wait := changes.take(person.pk, amount=CHANGES, seconds=CHANGES_SECONDS):
        raise RateLimited(retry_after=wait)
    name = f"{secrets.token_hex(16)}.webp"
    with images.portrait(picture, side=SIDE).file as drawn:
        default_storage.save(_path(name), File(drawn))
    _name(person, name)


def remove(person: Person) -> None:
    _name(person, "")


def picture(name: str) -> FileResponse:
    """Another picture has another name, so browsers may keep this one for ever. Raises Http404."""
    if not NAME.fullmatch(name):
        raise Http404
    try:
        file = default_storage.open(_path(name))
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(file, content_type="image/webp")
    answer["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    return answer


def _name(person: Person, name: str) -> None:
    """Under the person's lock: of two changes at once both old files go."""
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).only("avatar").get(pk=person.pk)
        _delete_later(row.avatar)
        row.avatar = person.avatar = name
        row.save(update_fields=["avatar"])


def _delete_later(name: str) -> None:
    if name:
        transaction.on_commit(partial(default_storage.delete, _path(name)), robust=True)


def _path(name: str) -> str:
    return f"{FOLDER}/{name}"
