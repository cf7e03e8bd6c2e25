"""A faithful page, and a café that loses, doubles and shuffles what it says: whatever people do,
the page ends with the log of the database, and hears nothing any more once its person is out."""

from __future__ import annotations

import socket
import time
from collections import Counter
from functools import partial
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.realtime.conftest import PATIENCE, Cafe
from tests.safety.weather import Page, Weather
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions as chat
from virtualcafe.chat import limits
from virtualcafe.chat.models import Message, ReadMark
from virtualcafe.lib import clock
from virtualcafe.realtime.models import Event, Stream
from virtualcafe.rooms import actions as rooms
from virtualcafe.rooms.models import Bar, Membership


class Conversation(RuleBasedStateMachine):
    def __init__(self, cafe: Cafe, weather: Weather) -> None:
        super().__init__()
        self.cafe, self.weather = cafe, weather

    @initialize()
    def sit_down(self) -> None:
        self.alice, self.bob = (_somebody() for _ in range(2))
        self.room = rooms.open_room(self.alice, name="Model", now=clock.now())
        rooms.seat(self.bob, self.room, now=clock.now())
        self.page, self.hosts = (Page(self.room.stream_name) for _ in range(2))
        self.is_in = True
        self.open_tab()
        self.hosts.tab = self.cafe.connect(self.alice)
        self.hosts.listen()

    # --- What people do ----------------------------------------------------------------------
    @rule(mine=st.booleans())
    def post(self, *, mine: bool) -> None:
        who = self.bob if mine and self.is_in else self.alice
        limits.messages.forget()
        post = chat.Post(who.pk, self.room.stream_name, uuid4(), f"word {uuid4()}")
        chat.post_message(post, now=clock.now())

    @rule(which=st.integers(0, 30))
    def edit(self, which: int) -> None:
        if message := self._standing(which):
            chat.edit_message(
                message.sender, message.pk, content=f"edited {uuid4()}", now=clock.now()
            )

    @rule(which=st.integers(0, 30), emoji=st.sampled_from("👍🎉"), on=st.booleans())
    def react(self, *, which: int, emoji: str, on: bool) -> None:
        if message := self._standing(which):
            chat.react(self.alice, message.pk, emoji=emoji, on=on, now=clock.now())

    @rule(which=st.integers(0, 30), on=st.booleans())
    def pin(self, *, which: int, on: bool) -> None:
        if message := self._standing(which):
            chat.pin_message(self.alice, message.pk, on=on, now=clock.now())

    @rule(which=st.integers(0, 30))
    def delete(self, which: int) -> None:
        if message := self._standing(which):
            chat.delete_message(self.alice, message.pk, now=clock.now())

    # --- What the network does ---------------------------------------------------------------
    @rule(mode=st.sampled_from(["drop", "double", "hold"]))
    def turn_bad(self, mode: str) -> None:
        self.weather.mode = mode

    @rule()
    def clear_up(self) -> None:
        self.cafe.runtime._loop.call_soon_threadsafe(self.weather.clear_up)

    @rule(dice=st.integers(1, 6))
    @precondition(lambda self: self.page.tab is not None)
    def lose_the_connection(self, dice: int) -> None:
        if dice < 5:
            return
        self._cut(self.page)

    @rule()
    @precondition(lambda self: self.page.tab is None and self.is_in)
    def open_tab(self) -> None:
        self.page.tab = self.cafe.connect(self.bob)
        self.page.listen()

    # --- Out and in again --------------------------------------------------------------------
    @rule(for_good=st.booleans(), dice=st.integers(1, 6))
    @precondition(lambda self: self.is_in)
    def remove(self, *, for_good: bool, dice: int) -> None:
        if dice < 6:
            return
        tab = self.page.tab
        (rooms.ban if for_good else rooms.kick)(
            self.room, self.bob.pk, by=self.alice, now=clock.now()
        )
        self.is_in = False
        self._wait_until_deaf()
        self.clear_up()
        self.post(mine=False)
        if tab is not None:
            tab.send(type="read", id="out", stream=self.room.stream_name, seq=1)
            refused = tab.until(self.page._take_until(lambda frame: frame.get("id") == "out"))
            assert refused["code"] in {"forbidden", "not_found"}
            assert self.page.seq < self._top()
            self._cut(self.page)

    @rule()
    @precondition(lambda self: not self.is_in)
    def come_back(self) -> None:
        Bar.objects.filter(room=self.room).delete()
        rooms.seat(self.bob, self.room, now=clock.now())
        self.is_in = True
        self.open_tab()

    # --- What must hold ----------------------------------------------------------------------
    @rule(seq=st.integers(0, 60))
    @precondition(lambda self: self.page.tab is not None)
    def read(self, seq: int) -> None:
        """Unread is what somebody counts who looks at every message."""
        asked = {"type": "read", "id": "r", "stream": self.room.stream_name, "seq": seq}
        self.page.tab.send(**asked)
        answer = self.page.tab.until(self.page._take_until(lambda frame: frame.get("id") == "r"))
        mark = ReadMark.objects.get(stream=self.room.stream, person=self.bob).seq
        others = self._messages().exclude(sender=self.bob).filter(deleted_at=None)
        assert answer["unread"] == sum(message.seq > mark for message in others)

    @rule()
    @precondition(lambda self: self.page.tab is not None)
    def look(self) -> None:
        for page in (self.page, self.hosts):
            page.listen()
            assert page.seq == self._top()
            self._compare(page)

    def teardown(self) -> None:
        if not hasattr(self, "page"):
            return
        self.weather.mode = "fair"
        if not self.is_in:
            self.come_back()
        elif self.page.tab is None:
            self.open_tab()
        self.look()
        seqs = Event.objects.filter(stream=self.room.stream_id).order_by("seq")
        assert list(seqs.values_list("seq", flat=True)) == list(range(1, self._top() + 1))
        for page in (self.page, self.hosts):
            self._cut(page)

    def _cut(self, page: Page) -> None:
        """The line is dead; nobody says goodbye."""
        assert page.tab is not None
        page.tab.raw.socket.shutdown(socket.SHUT_RDWR)
        page.tab = None

    def _compare(self, page: Page) -> None:
        rows = {row.pk: row for row in self._messages()}
        assert page.posted == [str(row.cid) for row in sorted(rows.values(), key=_place)]
        assert max(Counter(page.posted).values(), default=1) == 1
        for pk, row in rows.items():
            shown = page.shown[pk]
            now = (row.content, row.html, row.deleted, row.pinned)
            assert (shown["content"], shown["html"], shown["deleted"], shown["pinned"]) == now
            counts = Counter(reaction.emoji for reaction in row.reactions.all())
            for (message, emoji), count in page.reactions.items():
                assert message != pk or row.deleted or counts[emoji] == count

    def _messages(self) -> Any:
        return Message.objects.filter(stream=self.room.stream_id)

    def _standing(self, which: int) -> Message | None:
        standing = self._messages().filter(deleted_at=None).select_related("sender").order_by("pk")
        found = [each for each in standing if self.is_in or each.sender_id == self.alice.pk]
        limits.messages.forget()
        return found[which % len(found)] if found else None

    def _top(self) -> int:
        return Stream.objects.get(pk=self.room.stream_id).last_seq

    def _wait_until_deaf(self) -> None:
        deadline = time.monotonic() + PATIENCE
        name = self.room.stream_name
        while any(name in c.streams for c in [*self.cafe.runtime.people.get(self.bob.pk, ())]):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert not Membership.objects.filter(room=self.room, person=self.bob).exists()


def _place(message: Message) -> int:
    return message.seq


def _somebody() -> Person:
    name = f"p{uuid4().hex[:20]}"
    person = Person(username=name, email=f"{name}@example.org")
    person.set_unusable_password()
    person.save()
    return person


def test_whatever_happens_the_page_ends_with_the_databases_log(cafe: Cafe) -> None:
    weather = Weather(cafe)
    run_state_machine_as_test(
        partial(Conversation, cafe, weather),
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
