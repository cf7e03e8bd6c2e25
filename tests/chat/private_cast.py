"""What is said privately in the tests."""

from __future__ import annotations

from uuid import UUID, uuid4

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions
from virtualcafe.chat.models import Message, PrivateThread
from virtualcafe.chat.private.actions import open_thread


def opened(person: Person, other: Person) -> PrivateThread:
    return open_thread(person, other, now=NOON)[0]


def letter(
    person: Person, thread: PrivateThread, content: str = "Hello", *, cid: UUID | None = None
) -> actions.Post:
    return actions.Post(person.pk, thread.stream.name, cid or uuid4(), content)


def wrote(person: Person, thread: PrivateThread, content: str = "Hello") -> Message:
    """A message that stands in the thread."""
    posted = actions.post_message(letter(person, thread, content), now=NOON)
    return Message.objects.with_people().get(pk=posted.message_id)
