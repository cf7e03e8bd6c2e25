"""`kill -9` under fifty posting clients: what was answered is there exactly once, in order, and
every client converges by itself."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import people
from tests.cafe import Cafe
from tests.guest import guests
from tests.opened import Opened

# All they do fits into a replay, so that whoever comes back last need not begin anew.
PEOPLE, POSTS = 50, 7
LIFTED = {"CAFE_MESSAGES_PER_5S": "0", "CAFE_FRAMES_PER_SECOND": "0"}


@pytest.fixture
def cafe(tmp_path: Path, opened: Opened) -> Iterator[Cafe]:
    with opened.copied(tmp_path) as settings, Cafe(tmp_path, **LIFTED, **settings) as cafe:
        yield cafe


def history(cafe: Cafe, room_id: int, cookie: str) -> list[str]:
    """The cids of the room's messages, as the API tells them page by page."""
    cids: list[str] = []
    after = 0
    while True:
        address = f"{cafe.url}/api/chat/rooms/{room_id}/messages/?after={after}&limit=100"
        request = urllib.request.Request(address, headers={"Cookie": cookie})
        with urllib.request.urlopen(request) as page:
            messages = json.load(page)["results"]
        if not messages:
            return cids
        cids += [message["cid"] for message in messages]
        after = messages[-1]["seq"]


def test_nothing_answered_is_lost_and_nothing_is_doubled(cafe: Cafe) -> None:
    code, room_id, cookies = people.seat(cafe, PEOPLE)
    with guests(cafe.url, cookies, f"room:{code}", posts=POSTS) as everybody:
        everybody[0].wait(lambda guest: len(guest.heard) > PEOPLE * POSTS // 4)
        cafe.kill9()
        before = {cid for guest in everybody for cid in guest.answered}
        cafe.start()
        for guest in everybody:
            guest.wait(lambda g: len(g.answered) == POSTS)
        for guest in everybody:
            guest.wait(lambda g: len(g.messages) == PEOPLE * POSTS)
        told = history(cafe, room_id, cookies[0])
    said = [cid for guest in everybody for cid in guest.answered]
    assert sorted(told) == sorted(said)
    assert before <= set(told)
    assert all(guest.messages == told for guest in everybody)
    assert all(guest.doubled == [] for guest in everybody)
    assert all(guest.connections > 1 for guest in everybody)


def test_ctrl_c_closes_sockets_with_4503_and_loses_nothing(cafe: Cafe) -> None:
    code, room_id, cookies = people.seat(cafe, 10)
    with guests(cafe.url, cookies, f"room:{code}", posts=POSTS) as everybody:
        everybody[0].wait(lambda guest: len(guest.heard) > POSTS)
        assert cafe.stop() == 0
        before = {cid for guest in everybody for cid in guest.answered}
        cafe.start()
        for guest in everybody:
            guest.wait(lambda g: len(g.answered) == POSTS)
        told = history(cafe, room_id, cookies[0])
    assert before <= set(told)
    assert len(told) == len(set(told)) == 10 * POSTS
