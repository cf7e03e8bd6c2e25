"""Who may fetch a file: whoever may see its message now."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.chat.access import listenable
from virtualcafe.chat.models import Attachment
from virtualcafe.lib.errors import CafeError, NotFound

NO_FILE = "There is no such file."


def attachment_for(person: Person, attachment_id: int, *, now: datetime) -> Attachment:
    """One of a standing message that this person may see, or their own that is not sent yet.
    Raises NotFound."""
    rows = Attachment.objects.select_related("stream", "message")
    found = rows.filter(pk=attachment_id).first()
    if found is None or not _stands(found, person):
        raise NotFound(NO_FILE)
    try:
        listenable(person.pk, found.stream.name, now=now)
    except CafeError:
        raise NotFound(NO_FILE) from None
    return found


def _stands(found: Attachment, person: Person) -> bool:
    if found.message is None:
        return found.owner_id == person.pk
    return not found.message.deleted
