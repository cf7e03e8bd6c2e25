"""How far a person has read. The mark only ever moves forward."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.chat import unread
from virtualcafe.chat.models import ReadMark
from virtualcafe.chat.private import notices
from virtualcafe.chat.private.access import PREFIX, is_private
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Stream


def read_up_to(person_id: int, stream: Stream, *, seq: int, now: datetime) -> int:
    """Mark it read up to `seq`, at most its top; how many remain. The person's other tabs hear."""
    seq = min(seq, log.top(stream.name))
    with transaction.atomic():
        mark, new = ReadMark.objects.get_or_create(
            stream=stream, person_id=person_id, defaults={"seq": seq}
        )
        if not new:
            ReadMark.objects.filter(pk=mark.pk, seq__lt=seq).update(seq=seq)
        left = unread.of_person(person_id, [stream])[stream.name]
        unread.tell(person_id, stream.name, left)
        _clear_notices(person_id, stream.name, now)
    return left


def _clear_notices(person_id: int, stream: str, now: datetime) -> None:
    if is_private(stream):
        notices.clear(person_id, int(stream.removeprefix(PREFIX)), now=now)
