"""Something to read in a café that is only looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from itertools import cycle
from math import sin
from uuid import uuid4

from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Post, pin_message, post_message, react
from virtualcafe.chat.files.upload import upload
from virtualcafe.chat.models import Attachment
from virtualcafe.chat.private.access import PREFIX
from virtualcafe.chat.private.actions import open_thread
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
    "My list for today:\n\n- [x] chapter 3\n- [ ] exercises\n- [ ] ||the one I'm afraid of||",
    "**Well done.** Tea, then round two?",
)
GOAL, STUCK, PINNED = 3, 7, 9
ANSWERS = ("Try it with two diagonal matrices first.", "Oh! They just scale, one after the other.")
LETTERS = (
    "Are you coming to the library on Thursday?",
    "Yes, from ten. Shall I keep you a seat by the window?",
    "Please. I'll bring the tea 🍵",
)
STEP = timedelta(minutes=7)


def fill(room: Room, people: Sequence[Person], *, now: datetime) -> None:
    """A conversation that ended a few minutes ago, with what hangs on messages; nothing where
    somebody has talked. The people sit in the room and the first one hosts it."""
    if room.stream.messages.exists():
        return
    stream, begun = room.stream_name, now - STEP * len(LINES)
    speakers = [person for _, person in zip(LINES, cycle(people), strict=False)]
    said = [
        _say(person, stream, line, at=begun + STEP * number)
        for number, (line, person) in enumerate(zip(LINES, speakers, strict=True))
    ]
    for number, line in enumerate(ANSWERS):
        at = begun + STEP * (GOAL + number + 1)
        _say(speakers[GOAL + number], stream, line, at=at, thread=said[GOAL])
    reply = f"That one cost me an evening too, @{people[0].username}. My notes:"
    notes = _drawing(people[-1], stream, now).pk
    _say(people[-1], stream, reply, at=now - STEP, reply_to=said[STUCK], attachments=(notes,))
    for person in people:
        react(person, said[-1], emoji="☕", on=True, now=now)
    react(people[-1], said[GOAL], emoji="🤯", on=True, now=now)
    pin_message(people[0], said[PINNED], on=True, now=now)


def write_letters(one: Person, other: Person, *, now: datetime) -> None:
    """A private thread of two, which `one` began; the last of it is not read yet."""
    thread, _ = open_thread(one, other, now=now - STEP * len(LETTERS))
    for number, (line, person) in enumerate(zip(LETTERS, cycle((one, other)), strict=False)):
        _say(person, f"{PREFIX}{thread.pk}", line, at=now - STEP * (len(LETTERS) - number))


def _say(
    person: Person,
    stream: str,
    line: str,
    *,
    at: datetime,
    reply_to: int | None = None,
    thread: int | None = None,
    attachments: tuple[int, ...] = (),
) -> int:
    post = Post(person.pk, stream, uuid4(), line, reply_to, thread, attachments)
    return post_message(post, now=at).message_id


def _drawing(person: Person, stream: str, now: datetime) -> Attachment:
    """A curve on squared paper, as somebody would take a picture of."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (960, 640), "#f7f1e3")
    draw = ImageDraw.Draw(page)
    for at in range(0, 960, 32):
        draw.line([(at, 0), (at, 640)], fill="#dcd3bf")
        draw.line([(0, at), (960, at)], fill="#dcd3bf")
    curve = [(x, 320 - 180 * sin(x / 90) * (1 - x / 1200)) for x in range(960)]
    draw.line(curve, fill="#5f4632", width=5, joint="curve")
    file = BytesIO()
    page.save(file, "PNG")
    return upload(person, stream, file, name="notes from chapter 3.png", now=now)
