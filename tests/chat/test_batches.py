"""Whatever is posted together, in whatever order: no gap, no double, an answer for each."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.chat.cast import post
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Outcome, Post, Posted, post_messages
from virtualcafe.chat.actions import post as posting
from virtualcafe.chat.actions.draft import Draft
from virtualcafe.chat.models import Message
from virtualcafe.lib.errors import BadRequest, CafeError, CidConflict, NotFound
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Event, Stream
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room

STREAMS = 3
PEOPLE = 3

#: Who posts where, under which of few cids, one of few bodies: so most of it collides.
POST = st.tuples(
    st.integers(0, PEOPLE - 1),
    st.integers(0, STREAMS),
    st.integers(1, 4),
    st.sampled_from(["a", "b", "*c*", ""]),
)
BATCHES = st.lists(st.lists(POST, max_size=12), max_size=4)


@pytest.fixture
def people(db: None) -> list[Person]:
    return [make_person(f"person{n}") for n in range(PEOPLE)]


@pytest.fixture
def rooms(people: list[Person]) -> list[Room]:
    rooms = [room_actions.open_room(people[0], name=f"{n}", now=NOON) for n in range(STREAMS)]
    for room in rooms:
        for person in people[1:]:
            room_actions.seat(person, room, now=NOON)
    return rooms


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=BATCHES)
def test_any_batches(
    people: list[Person], rooms: list[Room], batches: list[list[tuple[int, int, int, str]]]
) -> None:
    Message.objects.all().delete()
    names = [*(room.stream_name for room in rooms), "room:NOROOM"]
    tops = log.tops(names)
    first: dict[tuple[int, UUID], tuple[Post, Posted]] = {}
    for batch in batches:
        posts = [
            Post(people[who].pk, names[where], UUID(int=cid), body)
            for who, where, cid, body in batch
        ]
        for sent, outcome in zip(posts, post_messages(posts, now=NOON), strict=True):
            _must_be_right(sent, outcome, first)
    for room in rooms:
        seqs = list(
            Event.objects.filter(stream=room.stream, seq__gt=tops[room.stream_name])
            .order_by("seq")
            .values_list("seq", flat=True)
        )
        begun = tops[room.stream_name] + 1
        assert seqs == list(range(begun, log.top(room.stream_name) + 1))
        assert seqs == list(
            Message.objects.filter(stream=room.stream).order_by("seq").values_list("seq", flat=True)
        )
    assert Message.objects.count() == len(first)


def _must_be_right(
    sent: Post, outcome: Outcome, first: dict[tuple[int, UUID], tuple[Post, Posted]]
) -> None:
    key = sent.person_id, sent.cid
    if not sent.content:
        assert isinstance(outcome, BadRequest)
    elif sent.stream == "room:NOROOM":
        assert isinstance(outcome, NotFound)
    elif key not in first:
        assert isinstance(outcome, Posted)
        assert not outcome.duplicate
        first[key] = sent, outcome
    elif first[key][0] == sent:
        assert outcome == first[key][1]._replace(duplicate=True)
    else:
        assert isinstance(outcome, CidConflict)


def test_when_the_batch_fails_each_is_tried_alone(
    people: list[Person], rooms: list[Room], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that the database refuses is lost alone; its number is nobody's gap."""
    whole = posting._write_batch

    def picky(drafts: list[Draft], now: object) -> list[Outcome]:
        outcomes = whole(drafts, NOON)
        if any(draft.post.content == "poison" for draft in drafts):
            raise IntegrityError("no")
        return outcomes

    def rolled_back(drafts: list[Draft], now: object) -> list[Outcome]:
        with transaction.atomic():
            return picky(drafts, now)

    monkeypatch.setattr(posting, "_write_batch", rolled_back)
    room = rooms[0]
    top = log.top(room.stream_name)
    outcomes = post_messages(
        [post(people[0], room, "1"), post(people[1], room, "poison"), post(people[2], room, "2")],
        now=NOON,
    )
    assert [getattr(each, "seq", None) for each in outcomes] == [top + 1, None, top + 2]
    assert isinstance(outcomes[1], CafeError)
    assert outcomes[1].code == "internal"
    assert log.top(room.stream_name) == top + 2


@pytest.mark.django_db(transaction=True)
def test_opposite_orders_in_two_threads(people: list[Person], rooms: list[Room]) -> None:
    """Two batches name the rooms in opposite orders, again and again; none waits for ever."""
    begun = {room.stream_name: log.top(room.stream_name) for room in rooms}
    rounds, results, start = 15, list[Sequence[Outcome]](), threading.Barrier(2)

    def go(person: Person, order: list[Room]) -> None:
        start.wait(10)
        try:
            for _ in range(rounds):
                results.append(post_messages([post(person, room) for room in order], now=NOON))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=go, args=(people[0], rooms)),
        threading.Thread(target=go, args=(people[1], rooms[::-1])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert all(isinstance(each, Posted) for outcomes in results for each in outcomes)
    for stream in Stream.objects.filter(name__in=begun):
        seqs = list(stream.messages.order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(begun[stream.name] + 1, begun[stream.name] + 2 * rounds + 1))


@pytest.mark.django_db(transaction=True)
def test_the_same_message_from_two_threads(people: list[Person], rooms: list[Room]) -> None:
    """Two tabs send the same cid at once: one message, and both hear of it."""
    sent = [post(people[0], rooms[0], f"{n}", cid=UUID(int=n)) for n in range(20)]
    results: list[list[Outcome]] = []
    start = threading.Barrier(2)

    def go() -> None:
        start.wait(10)
        try:
            results.append([post_messages([each], now=NOON)[0] for each in sent])
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    one, other = results
    for a, b in zip(one, other, strict=True):
        assert isinstance(a, Posted)
        assert isinstance(b, Posted)
        assert (a.message_id, a.seq) == (b.message_id, b.seq)
        assert a.duplicate != b.duplicate
    assert Message.objects.count() == 20
