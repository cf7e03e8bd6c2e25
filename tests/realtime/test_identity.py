"""Who may open a socket: the door checks the origin of a cookie, the token of a program, and says
to nobody else more than a close code."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from websockets.exceptions import InvalidStatus

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import tokens

from .conftest import Cafe, Desk


def token_of(person: Person) -> str:
    return tokens.mint(person.pk, person.get_session_auth_hash(), clock.now())


def test_nobody_is_closed_with_4401_and_hears_nothing(cafe: Cafe) -> None:
    client = cafe.handshake()
    assert client.closed_with() == 4401


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", None, "http://127.0.0.1:1", "http://[::1", "http://"]
)
def test_a_cookie_from_a_foreign_origin_is_refused_before_accept(
    cafe: Cafe, alice: Person, origin: str | None
) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        cafe.handshake(origin=origin, headers={"Cookie": cafe.cookie_of(alice)})
    assert refusal.value.response.status_code == 403


def test_an_allowed_origin_may(cafe: Cafe, alice: Person, settings: pytest.FixtureRequest) -> None:
    settings.CAFE_ORIGINS = ["https://app.example"]  # type: ignore[attr-defined]
    client = cafe.handshake(origin="https://app.example", headers={"Cookie": cafe.cookie_of(alice)})
    assert client.next()["type"] == "hello"


def test_a_cookie_that_is_not_a_session_is_4401(cafe: Cafe) -> None:
    client = cafe.handshake(
        origin=f"http://127.0.0.1:{cafe.port}", headers={"Cookie": "sessionid=made-up"}
    )
    assert client.closed_with() == 4401


def test_a_socket_token_admits_once(cafe: Cafe, alice: Person) -> None:
    token = token_of(alice)
    assert cafe.handshake(f"/ws/?token={token}").next()["user"]["id"] == alice.pk
    assert cafe.handshake(f"/ws/?token={token}").closed_with() == 4401


def test_a_token_dies_after_a_minute_and_with_the_password(cafe: Cafe, alice: Person) -> None:
    old = tokens.mint(alice.pk, alice.get_session_auth_hash(), clock.now() - timedelta(seconds=61))
    assert cafe.handshake(f"/ws/?token={old}").closed_with() == 4401
    token = token_of(alice)
    alice.set_password("another horse")
    alice.save()
    assert cafe.handshake(f"/ws/?token={token}").closed_with() == 4401


def test_a_deactivated_person_is_nobody(cafe: Cafe, alice: Person) -> None:
    token, cookie = token_of(alice), cafe.cookie_of(alice)
    Person.objects.filter(pk=alice.pk).update(is_active=False)
    assert cafe.handshake(f"/ws/?token={token}").closed_with() == 4401
    client = cafe.handshake(origin=f"http://127.0.0.1:{cafe.port}", headers={"Cookie": cookie})
    assert client.closed_with() == 4401


@pytest.mark.parametrize("offered", [["cafe.v2"], []])
def test_another_subprotocol_is_4406(cafe: Cafe, alice: Person, offered: list[str]) -> None:
    client = cafe.handshake(f"/ws/?token={token_of(alice)}", subprotocols=offered)
    assert client.closed_with() == 4406


def test_an_unknown_address_is_404(cafe: Cafe) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        cafe.handshake("/ws/elsewhere/")
    assert refusal.value.response.status_code == 404


def test_one_connection_too_many_closes_the_oldest(cafe: Cafe, desk: Desk, alice: Person) -> None:
    tabs = [cafe.connect(alice) for _ in range(11)]
    assert tabs[0].closed_with() == 4429
    assert tabs[1].ask(type="unsubscribe", stream="desk:a")["type"] == "ok"
    assert tabs[10].ask(type="unsubscribe", stream="desk:a")["type"] == "ok"


def test_another_cookies_odd_letters_hide_no_session(cafe: Cafe, alice: Person) -> None:
    cookies = f'{{other}}={{"a": 1}}; {cafe.cookie_of(alice)}'
    client = cafe.handshake(origin=f"http://127.0.0.1:{cafe.port}", headers={"Cookie": cookies})
    assert client.next()["type"] == "hello"


def test_what_is_said_after_we_closed_is_not_heard(
    cafe: Cafe, desk: Desk, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that is stuck delays our goodbye, and must not use the time to speak."""
    client = cafe.connect(alice)
    (connection,) = cafe.runtime.people[alice.pk]
    heard: list[str | None] = []

    async def hear(text: str | None) -> None:
        heard.append(text)

    async def stuck() -> None:
        connection.closing = asyncio.create_task(asyncio.sleep(0))

    monkeypatch.setattr(connection, "hear", hear)
    asyncio.run_coroutine_threadsafe(stuck(), cafe.runtime._loop).result(5)
    client.send(type="chat_message")
    client.closed_with()
    assert heard == []
