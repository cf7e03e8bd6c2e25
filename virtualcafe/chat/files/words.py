"""What a message says that is only files, in the words of `static/js/files/words.js`."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from virtualcafe.chat.models import Attachment


def in_words(kinds: Sequence[str]) -> str:
    """`a picture`, `3 files`; nothing where there are none."""
    number = len(kinds)
    if not number:
        return ""
    if set(kinds) == {Attachment.Kind.IMAGE}:
        return ngettext("a picture", "%(number)d pictures", number) % {"number": number}
    if kinds == [Attachment.Kind.AUDIO]:
        return gettext("a voice message")
    return ngettext("a file", "%(number)d files", number) % {"number": number}
