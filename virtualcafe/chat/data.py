"""What chat keeps of a person: to hand out, to report, and to forget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import transaction

from virtualcafe.accounts import hooks
from virtualcafe.accounts.export import rows, stored
from virtualcafe.accounts.hooks import Part, Subject
from virtualcafe.accounts.models import Person, Report
from virtualcafe.chat.access import message_for
from virtualcafe.chat.actions.change import remove_message
from virtualcafe.chat.models import Attachment, Message, Reaction
from virtualcafe.chat.private.access import PREFIX, known_to
from virtualcafe.chat.private.actions import close_threads_of
from virtualcafe.lib.errors import NotFound

#: The last words of who goes are taken away before everybody's eyes; older ones are gone when they
#: are looked at again.
SEEN_GOING = 100
#: Messages that are erased in one transaction.
AT_ONCE = 200

_SAID = ("id", "stream__name", "content", "created_at", "edited_at", "reply_to", "thread")


def register() -> None:
    hooks.exporters.append(parts)
    hooks.on_deleting.append(go)
    hooks.on_erasing.append(erase_some)
    hooks.reportable[Report.About.MESSAGE] = describe
    hooks.admin_paths[Report.About.MESSAGE] = "/admin/chat/message/{}/change/".format


def parts(person: Person) -> Iterator[Part]:
    own = Message.objects.standing().filter(sender=person)
    privately = own.filter(stream__name__startswith=PREFIX)
    public = own.exclude(stream__name__startswith=PREFIX)
    threads = known_to(person.pk)
    yield Part("messages.json", rows(public, *_SAID))
    yield Part(
        "private-threads.json",
        rows(threads, "id", "first__username", "second__username", "created_at"),
    )
    yield Part("private-messages.json", rows(privately, *_SAID))
    reactions = Reaction.objects.filter(person=person)
    yield Part("reactions.json", rows(reactions, "message", "emoji", "created_at"))
    files = Attachment.objects.filter(owner=person)
    yield Part("files.json", rows(files, "id", "name", "mime", "size", "message", "created_at"))
    for pk, name, file in files.order_by("pk").values_list("pk", "name", "file").iterator(500):
        yield Part(f"files/{pk}-{_plain(name)}", open=partial(stored, file))


def describe(asker: Person, message_id: int, now: datetime) -> Subject:
    message = message_for(asker, message_id, now=now)
    sender = Person.objects.get(pk=message.sender_id)
    return Subject(f"a message of {sender.username}", message.content, sender)


def go(person: Person, now: datetime) -> None:
    close_threads_of(person)
    last = Message.objects.standing().filter(sender=person).select_related("stream")
    for message in sorted(last.order_by("-pk")[:SEEN_GOING], key=lambda each: each.stream_id):
        try:
            remove_message(message, now=now)
        except NotFound:  # somebody was quicker
            continue


def erase_some(person: Person) -> bool:
    ids = list(Message.objects.filter(sender=person).values_list("pk", flat=True)[:AT_ONCE])
    with transaction.atomic():
        Message.objects.filter(pk__in=ids).delete()
    return bool(ids)


def _plain(name: str) -> str:
    """A name that opens no folder when the zip is unpacked."""
    return name.replace("/", "_").replace("\\", "_")
