"""How long, how large and of what kind a file is, in the words of `static/js/files/words.js`."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.conf import settings

from virtualcafe.chat.files.names import split
from virtualcafe.chat.files.wire import AttachmentObject
from virtualcafe.chat.files.words import in_words

register = template.Library()

LONGEST_SIGN = 4


@register.filter
def minutes(seconds: float | str | None) -> str:
    """`1:05`; nothing for what has no length."""
    if not isinstance(seconds, int | float):
        return ""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


@register.filter
def extension(name: str | None) -> str:
    """`PDF`, for the sign of a file; `FILE` for what has none or a long one."""
    ending = split(name or "")[1].removeprefix(".").upper()
    return ending if 0 < len(ending) <= LONGEST_SIGN else "FILE"


@register.filter
def files_in_words(files: Sequence[AttachmentObject] | None) -> str:
    """`a picture`, where a message says nothing else."""
    return in_words([file["kind"] for file in files or ()])


@register.simple_tag
def file_limit() -> int:
    """Megabytes of one file; 0: no limit."""
    return int(settings.CAFE_LIMITS["FILE_MB"])
