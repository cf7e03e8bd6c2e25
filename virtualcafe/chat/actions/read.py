"""How far a person has read. The mark only ever moves forward."""

from __future__ import annotations

from django.db import transaction

from virtualcafe.chat import unread
from virtualcafe.chat.models import ReadMark
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Stream


def read_up_to(person_id: int, stream: Stream, *, seq: int) -> int:
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
    return left
