"""Fills a café with attacks, from inside its own process, for a story in real browsers."""

from __future__ import annotations

from itertools import cycle

from tests.safety import corpus, words

#: One column holds as many as go in; a short one shows another line each time it is planted.
_lines = cycle(line for line in corpus.PLAIN if "\x00" not in line)


def plant(code: str) -> None:
    from virtualcafe.accounts.models import Person, Report
    from virtualcafe.chat.models import Message
    from virtualcafe.lib import clock, markdown
    from virtualcafe.rooms.models import JoinRequest, Room

    room, now = Room.objects.get(code=code), clock.now()
    dora = Person.objects.get(username="dora")
    JoinRequest.objects.get_or_create(room=room, person=dora, defaults={"created_at": now})
    Report.objects.create(reporter=dora, about="room", object_id=room.pk, created_at=now)
    words.write(_some)
    for message in Message.objects.order_by("pk"):
        message.html = markdown.render(message.content)
        message.save(update_fields=["html"])


def _some(longest: int) -> str:
    """Lines until the column is full; at least one, cut if need be."""
    text = next(_lines)[: longest or None]
    while not longest or len(text) < longest:
        line = next(_lines)
        if len(text) + len(line) + 1 > (longest or 4_000):
            return text
        text = f"{text} {line}"
    return text
