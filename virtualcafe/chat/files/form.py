"""Files of a form, for where there is no JavaScript: uploaded with the words they go with."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions.draft import MOST_FILES
from virtualcafe.chat.files.upload import MEGABYTE, upload
from virtualcafe.lib.errors import TooLarge
from virtualcafe.realtime import bodies

#: Where messages are posted, as regular expressions.
ADDRESSES = (r"/rooms/[A-Za-z0-9]+/messages/", r"/messages/[0-9]+/messages/")
#: What a form says beside its files.
OVERHEAD = 64 * 1024


def longest_body() -> int:
    """Bytes of a request with files; without a limit on files what one can still wait for."""
    return (settings.CAFE_LIMITS["FILE_MB"] or 1_024) * MEGABYTE + OVERHEAD


def taken(request: HttpRequest, person: Person, stream: str, *, now: datetime) -> tuple[int, ...]:
    """The ids of the files that came with this form. Raises what `upload` raises."""
    files = request.FILES.getlist("files")
    if len(files) > MOST_FILES:
        raise TooLarge(f"A message may hold up to {MOST_FILES} files.")
    return tuple(
        upload(person, stream, file, name=file.name or "", now=now).pk for file in files if file
    )


def takes_files(address: str) -> None:
    """Forms at this address (a regular expression) may come with files."""
    bodies.takes_files(address, most=longest_body())
