"""Two server processes on PostgreSQL and Redis behave as one, whichever of them somebody got."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from tests import people
from tests.guest import Guest, guests
from tests.scale.conftest import TwoCafes

POSTS = 5


def call(address: str, cookie: str, method: str = "GET", **body: object) -> tuple[int, Any]:
    """A JSON request of a signed-in person; the status and what was answered."""
    request = urllib.request.Request(address, method=method, data=json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    request.add_header("Cookie", f"{cookie}; csrftoken={'x' * 32}")
    request.add_header("X-CSRFToken", "x" * 32)
    if method == "GET":
        request.data = None
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.loads(refusal.read())


def test_people_on_both_hear_the_same_in_the_same_order(two_cafes: TwoCafes) -> None:
    code, room_id, cookies = people.seat(two_cafes.servers[0], 12)
    with guests(two_cafes.url, cookies, f"room:{code}", posts=POSTS) as everybody:
        for guest in everybody:
            guest.wait(lambda g: len(g.messages) == 12 * POSTS)
    orders = {tuple(guest.messages) for guest in everybody}
    assert len(orders) == 1
    assert all(guest.doubled == [] for guest in everybody)
    for cafe in two_cafes.servers:
        _, page = call(f"{cafe.url}/api/chat/rooms/{room_id}/messages/?limit=100", cookies[0])
        assert tuple(message["cid"] for message in page["results"]) in orders


def test_one_server_dies_and_its_people_go_on_with_the_other(two_cafes: TwoCafes) -> None:
    code, _, cookies = people.seat(two_cafes.servers[0], 8)
    with guests(two_cafes.url, cookies, f"room:{code}", posts=2 * POSTS) as everybody:
        everybody[0].wait(lambda guest: len(guest.messages) > 8)
        two_cafes.servers[1].kill9()
        for guest in everybody:
            guest.wait(lambda g: len(g.messages) == 8 * 2 * POSTS)
    assert len({tuple(guest.messages) for guest in everybody}) == 1
    assert all(guest.doubled == [] for guest in everybody)


def test_who_is_kicked_through_one_server_hears_nothing_more_on_the_other(
    two_cafes: TwoCafes,
) -> None:
    first, second = two_cafes.servers
    code, room_id, (host, *others) = people.seat(first, 3)
    stream = f"room:{code}"
    kicked = Guest(second.url, others[0], stream)
    stays = Guest(second.url, others[1], stream)
    for guest in (kicked, stays):
        guest.sit_down()
        guest.wait(lambda g: g.synced)
    _, me = call(f"{second.url}/api/me/", others[0])
    status, _ = call(f"{first.url}/api/chat/rooms/{room_id}/kick/{me['id']}/", host, "POST")
    assert status in {200, 204}
    kicked.wait(lambda g: g.removed)
    cid = "7f3c1c1e-30a6-4e7c-9a39-0d7b8a3c9e11"
    status, _ = call(
        f"{first.url}/api/chat/rooms/{room_id}/messages/", host, "POST", cid=cid, content="Us now"
    )
    assert status == 201
    stays.wait(lambda g: g.messages == [cid])
    assert kicked.messages == []
    for guest in (kicked, stays):
        guest.leave()
        guest.gone()
    for cafe in two_cafes.servers:
        address = f"{cafe.url}/api/chat/rooms/{room_id}/messages/"
        assert call(address, others[0])[0] in {403, 404}


def test_a_socket_token_is_spent_on_both(two_cafes: TwoCafes) -> None:
    first, second = two_cafes.servers
    code, _, (host,) = people.seat(first, 1)
    _, answer = call(f"{first.url}/api/auth/socket-token/", host, "POST")
    used = Guest(f"{first.url}", "", f"room:{code}", token=answer["token"])
    used.sit_down()
    used.wait(lambda g: g.synced)
    again = Guest(f"{second.url}", "", f"room:{code}", token=answer["token"])
    again.sit_down()
    again.wait(lambda g: g.closed_for_good == 4401)
    used.leave()
    used.gone()
