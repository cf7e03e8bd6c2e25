"""What is under a spoiler is read where it stands, and nowhere else."""

from __future__ import annotations

from tests.chat.cast import said
from virtualcafe.accounts.models import Person
from virtualcafe.chat import wire
from virtualcafe.chat.excerpts import hit
from virtualcafe.chat.search.found import search
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room

TYPED = "The gardener did it: ||with a rake||"
COVERED = "The gardener did it: ▒▒▒▒▒"


def test_in_an_answer(alice: Person, bob: Person, room: Room) -> None:
    first = said(alice, room, TYPED)
    [told] = wire.message_objects([said(bob, room, "No", reply_to=first.pk)])
    assert told["reply_to"] is not None
    assert told["reply_to"]["excerpt"] == COVERED


def test_in_a_list_of_messages(alice: Person, room: Room) -> None:
    [told] = wire.message_objects([said(alice, room, TYPED)])
    assert hit(told).pieces == [{"text": COVERED, "mark": False}]


def test_in_what_a_search_finds(alice: Person, bob: Person, room: Room) -> None:
    said(alice, room, TYPED)
    for words in ("gardener", "rake"):
        [found] = search(bob, words, now=clock.now()).hits
        assert "".join(piece["text"] for piece in found["snippet"]) == COVERED, words
