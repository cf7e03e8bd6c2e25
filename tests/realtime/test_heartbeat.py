"""The heartbeat tells the tops, repairs what was lost, and lets go of who doesn't answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import bus, heartbeat

from .conftest import Cafe, Client, Desk, happen


@pytest.fixture
def quick(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"HEARTBEAT_SECONDS": 1}
    monkeypatch.setattr(heartbeat, "SETTLED_SECONDS", 0.2)
    monkeypatch.setattr(heartbeat, "PONG_SECONDS", 0.5)


def converge(client: Client, stream: str, since: int) -> list[int]:
    """What a client does that lost every broadcast: it trusts the tops of one of the next beats."""
    for _ in range(10):
        ping = client.until_type("ping")
        client.send(type="pong", t=ping["t"])
        if ping["tops"].get(stream, 0) > since:
            break
    client.send(type="subscribe", id=1, stream=stream, since=since)
    heard = []
    while (frame := client.next())["type"] != "synced":
        if frame["type"] == "word":
            heard.append(frame["seq"])
    return heard


def test_a_client_that_lost_every_broadcast_converges_with_one_heartbeat(
    quick: None, cafe: Cafe, desk: Desk, alice: Person
) -> None:
    desk.members = {alice.pk}
    client = cafe.connect(alice)
    client.ask(type="subscribe", stream="desk:a")
    client.until_type("synced")
    receivers = list(bus._receivers)
    bus._receivers.clear()
    happen("desk:a", "one", "two", "three")
    bus._receivers[:] = receivers
    assert converge(client, "desk:a", 0) == [1, 2, 3]


def test_who_does_not_answer_is_closed_with_4408(quick: None, cafe: Cafe, alice: Person) -> None:
    client = cafe.connect(alice)
    assert client.closed_with() == 4408


def test_a_session_that_ran_out_is_closed_with_4401(quick: None, cafe: Cafe, alice: Person) -> None:
    cookie = cafe.cookie_of(alice)
    client = cafe.connect(alice, cookie=cookie)
    Session.objects.filter(pk=cookie.removeprefix("sessionid=")).update(
        expire_date=clock.real_now()
    )
    assert client.closed_with() == 4401


def test_one_query_reads_the_tops_of_all_streams(
    cafe: Cafe, desk: Desk, alice: Person, django_assert_num_queries: Any
) -> None:
    from virtualcafe.realtime import log

    names = [f"desk:{n}" for n in range(50)]
    for name in names:
        happen(name, "word")
    with django_assert_num_queries(1):
        assert set(log.tops(names).values()) == {1}
