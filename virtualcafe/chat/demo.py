"""Something to read in a café that is only looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from uuid import NAMESPACE_URL, uuid5

from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Post, post_messages
from virtualcafe.rooms.models import Room

LINES = (
    "Morning! Anyone in for a first round of 25?",
    "Yes please. I've got two chapters of *Linear Algebra* to get through.",
    "Same. What's your goal?",
    "Understanding why $\\det(AB) = \\det(A)\\det(B)$ and not just believing it.",
    "Ha, good one. Mine: finish the draft, no e-mail.",
    "Started the timer. See you in the break!",
    "Break! How did it go?",
    "Got stuck on this for a while:\n\n"
    "```python\ndef mean(xs):\n    return sum(xs) / len(xs)\n```\n\n"
    "It fails for an empty list, of course.",
    "Raise a `ValueError` there, or return `None`. I'd raise.",
    "Here is the proof with a picture: https://example.org/determinants",
    "1. chapter 3\n2. exercises\n\nOne more round and I'm done.",
    "**Well done.** Tea, then round two?",
)


def fill(room: Room, people: Sequence[Person], *, now: datetime) -> None:
    """A conversation that ended a few minutes ago. Filling again adds nothing. The people sit in
    the room."""
    begun = now - timedelta(minutes=7 * len(LINES))
    for number, (line, person) in enumerate(zip(LINES, cycle(people), strict=False)):
        cid = uuid5(NAMESPACE_URL, f"demo:{room.code}:{number}")
        said_at = begun + timedelta(minutes=7 * number)
        post_messages([Post(person.pk, room.stream_name, cid, line)], now=said_at)
