"""A private room, asked for by everybody who has no right to it: by page, by API and by socket they
learn exactly what they would learn of a room that never was."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from websockets.exceptions import InvalidStatus

from tests.chat.cast import said
from tests.realtime.conftest import PATIENCE, Cafe
from tests.realtime.conftest import Client as Tab
from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import Message
from virtualcafe.rooms.models import Room

from .conftest import OUTSIDERS, SECRET, SignIn, part

JSON = "application/json"
EVIL = "https://evil.example"
NO_CODE, NO_ID = "ZZZZZZ", 2**40

#: `%s` is the room's code.
PAGES = [
    ("get", "/rooms/%s/"),
    ("get", "/rooms/%s/members/"),
    ("post", "/rooms/%s/join/"),
    ("post", "/rooms/%s/leave/"),
    ("post", "/rooms/%s/kick/1/"),
    ("post", "/rooms/%s/messages/"),
    ("post", "/rooms/%s/timer/start/"),
]
#: `%s` is the room's id.
API = [
    ("get", "/api/chat/rooms/%s/", None),
    ("patch", "/api/chat/rooms/%s/", {"name": "Mine"}),
    ("delete", "/api/chat/rooms/%s/", None),
    ("post", "/api/chat/rooms/%s/join/", None),
    ("post", "/api/chat/rooms/%s/leave/", None),
    ("get", "/api/chat/rooms/%s/members/", None),
    ("post", "/api/chat/rooms/%s/kick/1/", None),
    ("get", "/api/chat/rooms/%s/messages/", None),
    ("get", "/api/chat/rooms/%s/messages/?after=0", None),
    ("post", "/api/chat/rooms/%s/messages/", {"cid": str(uuid4()), "content": "Hello"}),
    ("post", "/api/chat/rooms/%s/read/", {"seq": 1}),
    ("post", "/api/chat/rooms/%s/timer/start/", {}),
    ("post", "/api/chat/rooms/%s/timer/join/", {}),
    ("get", "/api/chat/search/?q=Forty&room=%s", None),
]
#: `%s` is the message's id.
MESSAGES = [
    ("patch", "/api/chat/messages/%s/", {"content": "Mine"}),
    ("delete", "/api/chat/messages/%s/", None),
]
LISTS = ["/rooms/", "/home/", "/progress/", "/api/chat/rooms/", "/api/chat/search/?q=Forty",
         "/api/chat/rooms/?mine=1", "/api/focus/timer/", "/api/focus/sessions/"]  # fmt: skip
#: What one may say of a stream.
FRAMES: list[dict[str, object]] = [
    {"type": "subscribe"},
    {"type": "subscribe", "since": 0},
    {"type": "chat_message", "cid": str(uuid4()), "content": "Hello"},
    {"type": "typing"},
    {"type": "status", "status": "away"},
    {"type": "read", "seq": 1},
    {"type": "timer", "action": "start"},
    {"type": "timer", "action": "join"},
]


def call(client: Client, method: str, path: str, body: object = None) -> Any:
    return getattr(client, method)(path, body, *([JSON] if body is not None else []))


def says_nothing(answer: Any) -> bool:
    text = answer.content.decode() + str(answer.headers)
    return SECRET not in text and "Hidden" not in text


def timeless(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


def told(tab: Tab, frame: dict[str, object]) -> dict[str, object]:
    """The refusal, without the number it was asked under."""
    return {**tab.ask(**frame), "id": None}


# --- A stranger, somebody kicked, somebody who left -----------------------------------------------
@pytest.mark.parametrize("who", OUTSIDERS)
def test_by_page(who: str, room: Room, outsiders: dict[str, Person], client_of: SignIn) -> None:
    client = client_of(outsiders[who])
    for method, path in PAGES:
        hidden, never = call(client, method, path % room.code), call(client, method, path % NO_CODE)
        assert (hidden.status_code, never.status_code) == (404, 404), path
        assert says_nothing(hidden), path
    for path in LISTS:
        assert says_nothing(client.get(path)), path


@pytest.mark.parametrize("who", OUTSIDERS)
def test_by_api(who: str, room: Room, outsiders: dict[str, Person], client_of: SignIn) -> None:
    client, message = client_of(outsiders[who]), Message.objects.get()
    for real, asked in ((room.pk, API), (message.pk, MESSAGES)):
        for method, path, body in asked:
            hidden, nothing = (call(client, method, path % pk, body) for pk in (real, NO_ID))
            assert (hidden.status_code, hidden.content) == (404, nothing.content), path
            assert timeless(hidden) == timeless(nothing), path
    message.refresh_from_db()
    assert message.content == SECRET


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_reply_tells_nothing_of_what_it_answers(
    who: str, room: Room, outsiders: dict[str, Person], client_of: SignIn
) -> None:
    """From a room of one's own, with the id of a message somewhere else."""
    client = client_of(outsiders[who])
    own = client.post("/api/chat/rooms/", {"name": "Mine", "public": False}, JSON).json()["id"]
    for field in ("reply_to", "thread"):
        answers = [
            client.post(
                f"/api/chat/rooms/{own}/messages/",
                {"cid": str(uuid4()), "content": "Hello", field: pk},
                JSON,
            )
            for pk in (Message.objects.get(content=SECRET).pk, NO_ID)
        ]
        assert [answer.status_code for answer in answers] == [400, 400]
        assert answers[0].content == answers[1].content


def test_by_socket(
    cafe: Cafe, room: Room, alice: Person, bob: Person, seated: dict[str, Person]
) -> None:
    tabs = {who: cafe.connect(person) for who, person in seated.items()}
    for who in ("kicked", "left"):
        assert tabs[who].ask(type="subscribe", stream=room.stream_name)["type"] == "ok"
    part(room, alice, seated)
    for who, tab in tabs.items():
        _wait_until_out(cafe, seated[who], room)
        tab.ask(type="unsubscribe", stream="user:0")
    message = said(bob, room, f"{SECRET} again")
    cafe.connect(bob).ask(type="subscribe", stream=room.stream_name)
    for who, tab in tabs.items():
        assert tab.quiet(), who
        for frame in FRAMES:
            hidden, never = (
                told(tab, {**frame, "stream": stream})
                for stream in (room.stream_name, f"room:{NO_CODE}")
            )
            assert hidden == never, (who, frame)
            assert hidden["code"] in {"not_found", "forbidden"}
        for kind in ("edit_message", "delete_message"):
            hidden, never = (
                told(tab, {"type": kind, "message_id": pk, "content": "Mine"})
                for pk in (message.pk, NO_ID)
            )
            assert hidden == never, (who, kind)


def _wait_until_out(cafe: Cafe, person: Person, room: Room) -> None:
    """Until the process has acted on what this person lost."""
    deadline = time.monotonic() + PATIENCE
    while any(room.stream_name in c.streams for c in cafe.runtime.people[person.pk]):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_by_the_older_socket_addresses(
    who: str, cafe: Cafe, room: Room, outsiders: dict[str, Person]
) -> None:
    for path, real, never in [
        ("/ws/rooms/%s/", room.code, NO_CODE),
        ("/ws/room/%s/", room.code, NO_CODE),
        ("/ws/chat/rooms/%s/", room.pk, NO_ID),
    ]:
        hidden, nothing = (cafe.connect(outsiders[who], path % key).next() for key in (real, never))
        assert hidden == nothing, path
        assert hidden["code"] == "not_found"


def test_nobody_hears_another_persons_own_stream(
    cafe: Cafe, alice: Person, charlie: Person
) -> None:
    tab = cafe.connect(charlie)
    for name in (f"user:{alice.pk}", f"user:{charlie.pk}", "user:", "!rights", "!nobody"):
        assert tab.ask(type="subscribe", stream=name)["code"] == "not_found", name


# --- Nobody at all, and a tab that was signed out -------------------------------------------------
def _knocks(client: Client, room: Room) -> None:
    for method, path in PAGES:
        answer = call(client, method, path % room.code)
        assert (answer.status_code, answer["Location"][:7]) == (302, "/login/"), path
        assert says_nothing(answer), path
    for asked, pk in ((API, room.pk), (MESSAGES, Message.objects.get().pk)):
        for method, path, body in asked:
            answer = call(client, method, path % pk, body)
            assert answer.status_code == 401, path
            assert says_nothing(answer), path


def test_nobody_by_page_and_api(room: Room) -> None:
    _knocks(Client(), room)


def test_a_signed_out_tab_by_page_and_api(room: Room, bob: Person, client_of: SignIn) -> None:
    client = client_of(bob)
    kept = client.cookies.output()
    assert client.get(f"/rooms/{room.code}/").status_code == 200
    client.post("/logout/")
    _knocks(client, room)
    client.cookies.load(kept)
    _knocks(client, room)


def test_nobody_by_socket(cafe: Cafe) -> None:
    for path in ("/ws/", "/ws/rooms/ABCDEF/", "/ws/chat/rooms/1/"):
        anonymous = cafe.handshake(path)
        assert anonymous.closed_with() == 4401


def test_a_signed_out_tab_by_socket(cafe: Cafe, room: Room, bob: Person, client_of: SignIn) -> None:
    client = client_of(bob)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    tab = cafe.connect(bob, cookie=cookie)
    assert tab.ask(type="subscribe", stream=room.stream_name)["type"] == "ok"
    client.post("/logout/")
    assert tab.closed_with() == 4401
    origin = f"http://127.0.0.1:{cafe.port}"
    assert cafe.handshake(origin=origin, headers={"Cookie": cookie}).closed_with() == 4401


# --- A foreign origin, with the cookies of somebody who may ---------------------------------------
def test_a_foreign_origin_by_page_and_api(room: Room, bob: Person, client_of: SignIn) -> None:
    signed_in, strict = client_of(bob), Client(enforce_csrf_checks=True, headers={"Origin": EVIL})
    strict.cookies = signed_in.cookies
    for method, path in PAGES:
        if method == "post":
            assert call(strict, method, path % room.code).status_code == 403, path
    for asked, pk in ((API, room.pk), (MESSAGES, Message.objects.get().pk)):
        for method, path, body in asked:
            answer = call(strict, method, path % pk, body)
            assert "Access-Control-Allow-Origin" not in answer, path
            assert method == "get" or answer.status_code == 403, path
    assert Message.objects.get().content == SECRET


@pytest.mark.parametrize("origin", [EVIL, "null", None])
def test_a_foreign_origin_by_socket(
    cafe: Cafe, room: Room, bob: Person, origin: str | None
) -> None:
    for path in ("/ws/", f"/ws/rooms/{room.code}/", f"/ws/chat/rooms/{room.pk}/"):
        with pytest.raises(InvalidStatus) as refusal:
            cafe.handshake(path, origin=origin, headers={"Cookie": cafe.cookie_of(bob)})
        assert refusal.value.response.status_code == 403
