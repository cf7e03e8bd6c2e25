"""How far a person has read. The mark only ever moves forward."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.chat import calling, following, unread
from virtualcafe.chat.models import Message, ReadMark
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
        left = unread.read_on(person_id, stream)
        _clear_notices(person_id, stream, seq, now)
    return left


def read_thread(person_id: int, root: Message, *, seq: int, now: datetime) -> int:
    """The same of the thread under `root`, where the person follows it; how many remain in it. How
    far they have read the stream stays as it is."""
    seq = min(seq, log.top(root.stream.name))
    with transaction.atomic():
        left = following.read_up_to(person_id, root, seq=seq)
        unread.read_on(person_id, root.stream)
        calling.clear(person_id, Message.objects.filter(thread=root, seq__lte=seq), now=now)
    return left


def _clear_notices(person_id: int, stream: Stream, seq: int, now: datetime) -> None:
    """What they were told of is before their eyes now."""
    if is_private(stream.name):
        notices.clear(person_id, int(stream.name.removeprefix(PREFIX)), now=now)
    else:
        calling.clear(person_id, Message.objects.filter(stream=stream, seq__lte=seq), now=now)
