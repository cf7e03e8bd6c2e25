"""Files go with their rows, and rows that nobody sent go after a day."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver

from virtualcafe.chat.files import store
from virtualcafe.chat.models import Attachment
from virtualcafe.lib import clock
from virtualcafe.lib.schedule import every

#: Time to send what was uploaded; a browser that lost its network comes back within it.
UNSENT = timedelta(hours=24)
#: Orphans of one transaction.
AT_ONCE = 200

logger = logging.getLogger(__name__)


@receiver(post_delete, sender=Attachment)
def let_go(instance: Attachment, **_: Any) -> None:
    # A signal, because rows go with their message, their stream or their person.
    store.let_go([instance.file.name or "", instance.thumb.name or ""])


def sweep_unsent(now: datetime) -> int:
    """Delete what was uploaded and never sent; how many. Safe beside a message that takes them."""
    gone = 0
    while True:
        with transaction.atomic():
            orphans = Attachment.objects.orphans(before=now - UNSENT)
            rows = orphans.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE]
            found = [row.pk for row in rows]
            Attachment.objects.filter(pk__in=found).delete()
        gone += len(found)
        if len(found) < AT_ONCE:
            return gone


def sweep_files(now: datetime) -> int:
    """Delete files that no row names, as a crash in the middle of an upload leaves them."""
    gone = 0
    for names in store.everything():
        lost = [name for name in sorted({*names} - _named(names)) if _is_old(name, now)]
        store.delete(lost)
        gone += len(lost)
    return gone


@every(seconds=3600)
def sweep() -> None:
    gone = sweep_unsent(clock.now())
    if gone:
        logger.info("let go of %d files that nobody sent", gone)


@every(seconds=6 * 3600)
def sweep_lost() -> None:
    gone = sweep_files(clock.real_now())
    if gone:
        logger.info("let go of %d files that nothing names", gone)


def _named(names: list[str]) -> set[str]:
    rows = Attachment.objects.filter(Q(file__in=names) | Q(thumb__in=names))
    return {name for pair in rows.values_list("file", "thumb") for name in pair}


def _is_old(name: str, now: datetime) -> bool:
    """Newer ones may be on their way to their row."""
    try:
        return default_storage.get_modified_time(name) < now - UNSENT
    except FileNotFoundError:
        return False
