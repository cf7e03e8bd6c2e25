"""`PATCH /api/me/`, preferences, the avatar, the export and deleting the account."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.test.client import encode_multipart
from PIL import Image

from tests.chat.cast import said
from tests.chat.private_cast import opened, wrote
from tests.conftest import NOON
from virtualcafe.accounts import departure, relations
from virtualcafe.accounts.models import Person, Preferences, RetiredUsername
from virtualcafe.api import authentication
from virtualcafe.chat.models import Message, PrivateThread
from virtualcafe.realtime.models import Revocation
from virtualcafe.rooms.models import Room

Browser = Callable[[Person], Client]
JSON = "application/json"


def picture(size: tuple[int, int] = (300, 200), kind: str = "PNG") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, "peru").save(file, kind)
    file.seek(0)
    file.name = f"me.{kind.lower()}"
    return file


def put_picture(client: Client, file: Any) -> Any:
    body = encode_multipart("letter", {"file": file} if file else {})
    return client.put("/api/me/avatar/", body, "multipart/form-data; boundary=letter")


def test_change(alice: Person, client_of: Browser) -> None:
    sent = {"bio": "Reads.", "gender": "other", "time_zone": "Asia/Tokyo", "availability": "rooms"}
    answer = client_of(alice).patch("/api/me/", sent, JSON)
    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in sent} == sent
    assert client_of(alice).patch("/api/me/", {}, JSON).json() == answer.json()


@pytest.mark.parametrize(
    "wrong",
    [
        {"bio": "x" * 501},
        {"bio": "a\x00b"},
        {"bio": None},
        {"gender": "dragon"},
        {"time_zone": "Europe/Atlantis"},
        {"availability": "friends"},
    ],
)
def test_refused_changes(alice: Person, client_of: Browser, wrong: dict[str, object]) -> None:
    answer = client_of(alice).patch("/api/me/", json.dumps(wrong), JSON)
    assert (answer.status_code, answer.json()["fields"].keys()) == (400, wrong.keys())


def test_what_is_not_said_there_stays(alice: Person, client_of: Browser) -> None:
    sent = {"username": "root", "email": "x@example.org", "role": "admin", "level": 99}
    answer = client_of(alice).patch("/api/me/", sent, JSON).json()
    assert (answer["username"], answer["email"]) == ("alice", "alice@example.org")
    assert (answer["role"], answer["level"]) == ("student", 1)


def test_preferences(alice: Person, client_of: Browser) -> None:
    api = client_of(alice)
    before = api.get("/api/me/preferences/").json()
    assert (before["theme"], before["focus_minutes"], before["volume"]) == ("auto", 25, 70)
    after = api.patch("/api/me/preferences/", {"focus_minutes": 50, "theme": "dark"}, JSON).json()
    assert after == before | {"focus_minutes": 50, "theme": "dark"}
    assert Preferences.of(alice.pk).focus_minutes == 50
    for wrong in ({"focus_minutes": 0}, {"volume": 101}, {"theme": "pink"}, {"sound": "x"}):
        answer = api.patch("/api/me/preferences/", wrong, JSON)
        assert (answer.status_code, answer.json()["fields"].keys()) == (400, wrong.keys())
    assert "person" not in before


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_drawn_anew(alice: Person, bob: Person, client_of: Browser, kind: str) -> None:
    answer = put_picture(client_of(alice), picture(kind=kind))
    assert answer.status_code == 200, answer.content
    url = answer.json()["avatar_url"]
    assert client_of(bob).get("/api/me/").json()["avatar_url"] is None
    shown = client_of(bob).get(url)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert shown["Cache-Control"] == "private, max-age=31536000, immutable"
    drawn = Image.open(io.BytesIO(b"".join(shown.streaming_content)))
    assert (drawn.format, drawn.size) == ("WEBP", (200, 200))
    assert Client().get(url).status_code == 401


def test_a_program_sees_the_picture_too(alice: Person, client_of: Browser) -> None:
    url = put_picture(client_of(alice), picture()).json()["avatar_url"]
    headers = {"authorization": f"Bearer {authentication.issue(alice)['access']}"}
    for method in ("get", "head"):
        shown = getattr(Client(), method)(url, headers=headers | {"accept": "image/webp"})
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
        b"".join(shown.streaming_content)
    assert Client().post(url, headers=headers).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_the_old_picture_goes(alice: Person, client_of: Browser) -> None:
    api = client_of(alice)
    first = put_picture(api, picture()).json()["avatar_url"]
    second = put_picture(api, picture((600, 600))).json()["avatar_url"]
    assert first != second
    assert api.get(first).status_code == 404
    assert api.delete("/api/me/avatar/").status_code == 204
    assert api.get(second).status_code == 404
    assert api.delete("/api/me/avatar/").status_code == 204
    assert api.get("/api/me/").json()["avatar_url"] is None


def test_no_picture(alice: Person, client_of: Browser) -> None:
    api = client_of(alice)
    fake = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    fake.name = "me.png"
    assert put_picture(api, fake).status_code == 415
    assert put_picture(api, None).status_code == 400
    assert api.put("/api/me/avatar/", {"file": "x"}, JSON).status_code == 415
    assert api.get("/avatars/../settings.py").status_code == 404
    assert api.get("/avatars/" + "0" * 32 + ".webp").status_code == 404


def test_the_people_of_a_room_are_seen_with_their_pictures(
    alice: Person, bob: Person, room: Room, client_of: Browser
) -> None:
    url = put_picture(client_of(alice), picture()).json()["avatar_url"]
    alice.refresh_from_db()
    said(alice, room)
    told = client_of(bob).get(f"/api/chat/rooms/{room.pk}/messages/").json()["results"]
    assert [message["sender"]["avatar_url"] for message in told] == [url]


def entries(answer: Any) -> dict[str, bytes]:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    archive = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_export_holds_what_is_mine_and_nothing_of_others(
    alice: Person, bob: Person, room: Room, client_of: Browser
) -> None:
    relations.follow(alice, bob, now=NOON)
    said(alice, room, "mine in the room")
    said(bob, room, "his in the room")
    thread = opened(alice, bob)
    wrote(alice, thread, "mine to him")
    wrote(bob, thread, "his to me")
    put_picture(client_of(alice), picture())
    alice.refresh_from_db()
    found = entries(client_of(alice).get("/api/me/export/"))
    assert json.loads(found["account.json"])[0]["email"] == "alice@example.org"
    told = {name: json.loads(data) for name, data in found.items() if name.endswith(".json")}
    assert [message["content"] for message in told["messages.json"]] == ["mine in the room"]
    assert [message["content"] for message in told["private-messages.json"]] == ["mine to him"]
    assert [each["followed__username"] for each in told["follows.json"]] == ["bob"]
    assert [seat["room__name"] for seat in told["seats.json"]] == ["Reading room"]
    assert [each["kind"] for each in told["notifications.json"]] == ["private_message"]
    assert found["avatar.webp"][:4] == b"RIFF"
    for name, data in found.items():
        assert b"his " not in data, name
        assert b"bob@example.org" not in data, name
        assert b"password" not in data, name


def test_the_6th_export_in_an_hour_waits(alice: Person, client_of: Browser) -> None:
    api = client_of(alice)
    assert [api.get("/api/me/export/").status_code for _ in range(6)] == [200] * 5 + [429]


def test_the_export_by_form_asks_for_the_password(alice: Person, client_of: Browser) -> None:
    browser = client_of(alice)
    assert b"account.json" not in browser.post("/settings/export/", {"password": "x"}).content
    assert "account.json" in entries(
        browser.post("/settings/export/", {"password": "correct horse"})
    )


def leave(client: Client, password: str = "correct horse") -> Any:
    return client.delete("/api/me/", {"password": password}, JSON)


@pytest.mark.django_db(transaction=True)
def test_deleting_an_account(
    alice: Person, bob: Person, charlie: Person, room: Room, client_of: Browser
) -> None:
    message, thread = said(alice, room, "from me"), opened(alice, charlie)
    wrote(charlie, opened(charlie, alice), "to you")
    put_picture(client_of(alice), picture())
    alice.refresh_from_db()
    file = f"avatars/{alice.avatar}"
    api = client_of(alice)
    assert leave(api).status_code == 204
    assert api.get("/api/me/").status_code == 401
    assert client_of(bob).get("/u/alice/").status_code == 404
    room.refresh_from_db()
    assert room.host == bob
    assert [m.person for m in room.memberships.all()] == [bob]
    assert not default_storage.exists(file)
    assert not PrivateThread.objects.filter(pk=thread.pk).exists()
    assert Revocation.objects.filter(person=alice, close=4401).exists()
    told = client_of(bob).get(f"/api/chat/rooms/{room.pk}/messages/").json()["results"]
    assert [(each["content"], each["deleted"]) for each in told] == [("", True)]

    departure.erase.call(alice.pk)
    departure.erase.call(alice.pk)
    assert not Person.objects.filter(username="alice").exists()
    assert not Message.objects.filter(pk=message.pk).exists()
    assert RetiredUsername.objects.filter(name="alice").exists()


def test_with_the_wrong_password_nothing_happens(alice: Person, client_of: Browser) -> None:
    api = client_of(alice)
    answers = [leave(api, "guess").status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]
    assert api.get("/api/me/").status_code == 200
    assert Client().delete("/api/me/", {"password": "x"}, JSON).status_code == 401
    assert api.delete("/api/me/").status_code == 400


def test_the_only_admin_stays(alice: Person, bob: Person, client_of: Browser) -> None:
    alice.grant(Person.Role.ADMIN)
    assert leave(client_of(alice)).status_code == 409
    bob.grant(Person.Role.ADMIN)
    assert leave(client_of(alice)).status_code == 204


def test_deleting_by_form(alice: Person, client_of: Browser) -> None:
    browser = client_of(alice)
    assert browser.post("/settings/delete/", {"password": "correct horse"}).status_code == 200
    assert browser.post("/settings/delete/", {"password": "x", "sure": "on"}).status_code == 200
    answer = browser.post("/settings/delete/", {"password": "correct horse", "sure": "on"})
    assert answer["Location"] == "/"
    alice.refresh_from_db()
    assert (alice.is_active, alice.email, alice.has_usable_password()) == (False, "", False)


def test_the_profile_form_takes_a_picture(alice: Person, client_of: Browser) -> None:
    sent = {"bio": "Reads.", "gender": "", "time_zone": "UTC", "availability": "nobody"}
    browser = client_of(alice)
    assert browser.post("/profile/edit/", sent | {"picture": picture()})["Location"] == "/profile/"
    alice.refresh_from_db()
    assert (alice.availability, bool(alice.avatar)) == ("nobody", True)
    fake = io.BytesIO(b"x")
    fake.name = "x.png"
    refused = browser.post("/profile/edit/", sent | {"picture": fake})
    assert "picture" in refused.context["form"].errors
    browser.post("/profile/edit/", sent | {"remove_picture": "on"})
    alice.refresh_from_db()
    assert alice.avatar == ""
