"""Searching: the same words find the same messages in either database, where one may listen, and
nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tests.chat.cast import said
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import delete_message, edit_message
from virtualcafe.chat.models import Message
from virtualcafe.chat.search.found import search
from virtualcafe.chat.search.index import TABLE
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, Forbidden, NotFound
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room


def found(person: Person, q: str, room: Room | None = None) -> list[int]:
    hits = search(person, q, now=clock.now(), room_id=room.pk if room else None).hits
    return [hit["id"] for hit in hits]


def indexed() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("content", "q"),
    [
        ("Linear Algebra", "algebra"),
        ("linear algebra", "ALGEBRA"),
        ("Linear Algebra", "algebra linear"),
        ("Linear Algebra", "linear alg"),
        ("Linear Algebra", '"linear algebra"'),
        ("Über Émile", "uber"),
        ("uber", "ÜBER"),
        ("naïve café", "naive cafe"),
        ("nai\u0308ve", "naïve"),
        ("Straße", "STRASSE"),
        ("ﬁnal", "final"),
        ("Ελληνικά", "ελληνικα"),
        ("Ёлка", "елка"),
        ("100% sure", "100%"),
        ("snake_case", "snake_case"),
        ("foo.bar(baz)", "bar baz"),
        ("it's", "it's"),
        ("see https://example.org/a-b?c=d", "example.org"),
        ("线性代数", "代数"),
        ("線形代数を勉強する", "勉強"),
        ("선형대수학을 공부", "대수"),
        ("ภาษาไทย", "ไทย"),
        ("हिन्दी में", "हिन्दी"),
        ("well done 🎉🎉", "🎉"),
        ("  spaced  ", " spaced "),
        ("`SELECT 1`", "select"),
        ("S1 F1", "s1"),
        ("a" * 300, "a" * 90),
    ],
)
def test_words_are_found_however_they_are_written(
    bob: Person, room: Room, content: str, q: str
) -> None:
    said(bob, room, "Something else, 7")
    message = said(bob, room, content)
    assert found(bob, q) == [message.pk]


@pytest.mark.parametrize(
    ("content", "q"),
    [
        ("linear algebra", "linear geometry"),
        ("algebra, then something linear", '"linear algebra"'),
        ("algebra", "gebra"),
        ("algebra", "al"),
        ("algebra linear", "alg linear"),
        ("algebra", '"alg"'),
        ("数代", "代数"),
        ("100 axb", "10%0"),
        ("words", "marks : words"),
        ("words", "words NOT x"),
        ("words", "word* OR words"),
        ("words", "NEAR(words)"),
        ("words", "a | words"),
        ("words", "words & !x"),
        ("words", "S1"),
    ],
)
def test_what_is_not_there_is_not_found(bob: Person, room: Room, content: str, q: str) -> None:
    said(bob, room, content)
    assert found(bob, q) == []


@pytest.mark.parametrize("q", ["'", "!!", '"', '""', "\\", "(", "*", "-", ":*", "from:", "\ud83d"])
def test_what_holds_no_word_finds_nothing(bob: Person, room: Room, q: str) -> None:
    said(bob, room, "It's (here) * - \\")
    assert found(bob, q) == []


@pytest.mark.parametrize("q", ["", "  ", "x" * 101, "a\x00b"])
def test_what_nobody_looks_for(bob: Person, room: Room, q: str) -> None:
    with pytest.raises(BadRequest):
        found(bob, q)


def test_the_newest_first_and_page_by_page(bob: Person, room: Room) -> None:
    ids = [said(bob, room, f"tea {n}").pk for n in range(7)][::-1]
    now = clock.now()
    first = search(bob, "tea", now=now, limit=3)
    assert [hit["id"] for hit in first.hits] == ids[:3]
    assert (first.older, first.newer) == (True, False)
    second = search(bob, "tea", now=now, limit=3, before=ids[2])
    assert [hit["id"] for hit in second.hits] == ids[3:6]
    last = search(bob, "tea", now=now, limit=3, before=ids[5])
    assert ([hit["id"] for hit in last.hits], last.older, last.newer) == (ids[6:], False, True)
    back = search(bob, "tea", now=now, limit=3, after=ids[6])
    assert ([hit["id"] for hit in back.hits], back.older, back.newer) == (ids[3:6], True, True)


def test_of_one_sender(alice: Person, bob: Person, room: Room) -> None:
    his, hers = said(bob, room, "tea"), said(alice, room, "tea")
    assert found(bob, "tea from:alice") == found(bob, "from:@ALICE tea") == [hers.pk]
    assert found(bob, "from:bob") == [his.pk]
    assert found(bob, "tea from:nobody") == []
    assert found(bob, "coffee from:bob") == []


def test_deleted_and_edited_away(bob: Person, room: Room) -> None:
    gone, changed = said(bob, room, "secret one"), said(bob, room, "secret two")
    delete_message(bob, gone.pk, now=NOON)
    edit_message(bob, changed.pk, content="public", now=NOON)
    assert found(bob, "secret") == []
    assert found(bob, "public") == [changed.pk]
    assert indexed() == 1


def test_the_index_forgets_with_the_rows(alice: Person, bob: Person, room: Room) -> None:
    said(bob, room, "secret one")
    kept = said(alice, room, "secret two")
    bob.delete()
    assert (found(alice, "secret"), indexed()) == ([kept.pk], 1)
    Message.objects.all().delete()
    assert indexed() == 0


def test_a_hit_tells_its_room_and_the_words_around(bob: Person, room: Room) -> None:
    long = "word " * 40 + "here is **Tea**, <b>and</b>\nmore tea " + "word " * 80
    message = said(bob, room, long)
    [hit] = search(bob, "tea", now=clock.now()).hits
    assert hit["room"] == {"id": room.pk, "code": room.code, "name": room.name}
    assert hit["content"] == message.content
    snippet = hit["snippet"]
    assert [piece["text"] for piece in snippet if piece["mark"]] == ["Tea", "tea"]
    whole = "".join(piece["text"] for piece in snippet)
    assert "here is **Tea**, <b>and</b> more tea word" in whole
    assert (whole[0], whole[-1]) == ("…", "…")
    assert len(whole) < 250


@pytest.mark.parametrize(
    ("content", "q", "marked"),
    [
        ("Straße und ÜBER", "strasse über", ["Straße", "ÜBER"]),
        ("我们学线性代数吧", "线性代数", ["线性代数"]),
        ("alpha algebra", "alg", ["algebra"]),
        ("tea tea", '"tea tea"', ["tea tea"]),
        ("nai\u0308ve", "naive", ["nai\u0308ve"]),
    ],
)
def test_marks_stand_on_what_was_written(
    bob: Person, room: Room, content: str, q: str, marked: list[str]
) -> None:
    said(bob, room, content)
    [hit] = search(bob, q, now=clock.now()).hits
    assert [piece["text"] for piece in hit["snippet"] if piece["mark"]] == marked
    assert "".join(piece["text"] for piece in hit["snippet"]) == content


def test_rooms_one_does_not_sit_in(alice: Person, bob: Person, charlie: Person, room: Room) -> None:
    said(alice, room, "secret")
    assert found(charlie, "secret") == []
    with pytest.raises(Forbidden):
        found(charlie, "secret", room)
    Room.objects.filter(pk=room.pk).update(public=False)
    with pytest.raises(NotFound):
        found(charlie, "secret", room)


def test_a_room_one_left_or_was_kicked_from(alice: Person, bob: Person, room: Room) -> None:
    other = make_person("dora")
    room_actions.seat(other, room, now=NOON)
    said(bob, room, "my own secret")
    said(other, room, "another secret")
    room_actions.leave(bob, room, now=NOON)
    room_actions.kick(room, other.pk, by=alice, now=NOON)
    assert (found(bob, "secret"), found(other, "secret")) == ([], [])


def test_a_room_that_is_over(bob: Person, room: Room) -> None:
    said(bob, room, "secret")
    Room.objects.filter(pk=room.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    assert found(bob, "secret") == []
    with pytest.raises(NotFound):
        found(bob, "secret", room)


def test_only_in_one_room(alice: Person, bob: Person, room: Room) -> None:
    other = room_actions.open_room(bob, name="Other", now=clock.now())
    here, there = said(bob, room, "tea"), said(bob, other, "tea")
    assert found(bob, "tea") == [there.pk, here.pk]
    assert found(bob, "tea", room) == [here.pk]
    assert found(alice, "tea") == [here.pk]


def test_the_lounge_is_everybodys(bob: Person, charlie: Person) -> None:
    lounge = room_actions.open_lounge(now=clock.now())
    message = said(bob, lounge, "tea?")
    assert found(charlie, "tea") == found(charlie, "tea", lounge) == [message.pk]
