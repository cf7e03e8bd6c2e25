"""Taking files in: what they become, and each refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.chat.uploads import ADDRESS, lying, picture, recording, sent, uploaded
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions, limits
from virtualcafe.chat.files import store, upload
from virtualcafe.chat.models import Attachment
from virtualcafe.chat.private.actions import open_thread
from virtualcafe.lib import clock
from virtualcafe.rooms import actions as rooms
from virtualcafe.rooms.models import Membership, Room

SignIn = Callable[[Person], Client]
pytestmark = pytest.mark.usefixtures("folder")


def test_a_file(bob: Person, room: Room, client_of: SignIn, folder: Path) -> None:
    answer = sent(client_of(bob), room, b"Some notes.", "notes.txt")
    row = Attachment.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": row.pk,
        "kind": "file",
        "name": "notes.txt",
        "size": 11,
        "mime": "text/plain",
        "url": f"/files/{row.pk}/notes.txt",
        "thumb_url": None,
        "width": None,
        "height": None,
        "duration": None,
    }
    assert (row.owner, row.stream, row.message) == (bob, room.stream, None)
    [path] = lying(folder)
    assert path.read_bytes() == b"Some notes."
    assert "notes" not in str(path.relative_to(folder))


def test_a_picture(bob: Person, room: Room, client_of: SignIn, folder: Path) -> None:
    told = sent(client_of(bob), room, picture("JPEG", (1_000, 500)), "Whiteboard.JPG").json()
    shown = [told[name] for name in ("kind", "name", "mime", "width", "height")]
    assert shown == ["image", "Whiteboard.JPG", "image/jpeg", 1_000, 500]
    assert told["thumb_url"] == f"/files/thumbs/{told['id']}/"
    assert sum(path.stat().st_size for path in lying(folder)) == told["size"]
    assert len(lying(folder)) == 2


def test_a_picture_is_called_what_it_is(bob: Person, room: Room, client_of: SignIn) -> None:
    told = sent(client_of(bob), room, picture("JPEG"), "a.png").json()
    assert (told["name"], told["mime"]) == ("a.jpg", "image/jpeg")
    told = sent(client_of(bob), room, picture("GIF"), "a.html").json()
    assert (told["kind"], told["name"], told["mime"]) == ("image", "a.png", "image/png")


@pytest.mark.parametrize(("kind", "ending"), [("webm", ".webm"), ("mp4", ".m4a")])
def test_a_voice_message(
    bob: Person, room: Room, client_of: SignIn, kind: str, ending: str
) -> None:
    told = sent(client_of(bob), room, recording(kind), "voice", duration="1.9").json()
    assert (told["kind"], told["name"]) == ("audio", f"voice{ending}")
    assert told["mime"] == f"audio/{kind}"
    assert 1.3 < told["duration"] < 1.5


@pytest.mark.parametrize("duration", ["Infinity", "NaN", "-1", "0", "x"])
def test_a_length_that_makes_no_sense(
    bob: Person, room: Room, client_of: SignIn, duration: str
) -> None:
    answer = sent(client_of(bob), room, recording(), "voice.webm", duration=duration)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_voice_message_that_is_none(bob: Person, room: Room, client_of: SignIn) -> None:
    assert sent(client_of(bob), room, b"la la la", "v.webm", duration="2").status_code == 415


def test_a_voice_message_of_more_than_five_minutes(
    bob: Person, room: Room, client_of: SignIn, settings: Any
) -> None:
    answer = sent(client_of(bob), room, recording(), "v.webm", duration="303")
    assert answer.status_code == 413
    assert answer.json()["detail"] == "A voice message may last 5 minutes."


def test_a_recording_that_was_picked_is_one(bob: Person, room: Room, client_of: SignIn) -> None:
    told = sent(client_of(bob), room, recording(), "memo.webm").json()
    assert (told["kind"], told["name"]) == ("audio", "memo.webm")


@pytest.mark.parametrize(
    ("data", "name", "mime"),
    [
        (b"<html><script>alert(1)</script>", "page.html", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "text/plain"),
        (b"%PDF-1.7 ...", "a.pdf", "application/pdf"),
        (b"PK\x03\x04" + b"\0" * 100, "photo.zip", "application/zip"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 60, "run", "application/x-executable"),
        (b"\0\1\2\3", "data.bin", "application/octet-stream"),
        ("grüße".encode(), "a.md", "text/plain"),
    ],
)
def test_other_kinds_are_downloads(
    bob: Person, room: Room, client_of: SignIn, data: bytes, name: str, mime: str
) -> None:
    told = sent(client_of(bob), room, data, name).json()
    assert (told["kind"], told["name"], told["mime"]) == ("file", name, mime)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"<svg/>", "a.png"), (b"hello", "a.JPG"), (picture()[:60], "a"), (b"GIF89a=1//", "a.js")],
)
def test_what_is_only_called_a_picture(
    bob: Person, room: Room, client_of: SignIn, folder: Path, data: bytes, name: str
) -> None:
    answer = sent(client_of(bob), room, data, name)
    assert (answer.status_code, answer.json()["code"]) == (415, "bad_request")
    assert lying(folder) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("😀 über.txt", "😀 über.txt"),
        ("👩\u200d💻.txt", "👩\u200d💻.txt"),
        ("..", "file"),
        ("  .hidden. ", "hidden"),
        ("\x00\x1b[31m.txt", "[31m.txt"),
        ("x" * 300 + ".tar.gz", "x" * 197 + ".gz"),
        ('quo"te;.txt', 'quo"te;.txt'),
    ],
)
def test_names(bob: Person, room: Room, given: str, kept: str) -> None:
    assert uploaded(bob, room, name=given).name == kept


def test_an_empty_file(bob: Person, room: Room, client_of: SignIn) -> None:
    assert sent(client_of(bob), room, b"").status_code == 400


def test_a_file_too_large(bob: Person, room: Room, client_of: SignIn, settings: Any) -> None:
    settings.CAFE_LIMITS = {**settings.CAFE_LIMITS, "FILE_MB": 1}
    answer = sent(client_of(bob), room, b"x" * (1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "up to 1 MB" in answer.json()["detail"]
    assert sent(client_of(bob), room, b"x" * 1024 * 1024).status_code == 201


def test_a_body_that_says_it_is_too_long_is_not_read(bob: Person, client_of: SignIn) -> None:
    answer = client_of(bob).generic(
        "POST", ADDRESS, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(27 * 1024**2)
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_everybody_has_so_much_space(
    bob: Person, room: Room, client_of: SignIn, settings: Any, folder: Path
) -> None:
    settings.CAFE_LIMITS = {**settings.CAFE_LIMITS, "PERSON_MB": 1}
    half = b"x" * (512 * 1024)
    client = client_of(bob)
    assert [sent(client, room, half).status_code for _ in range(3)] == [201, 201, 413]
    assert upload.total_of(bob.pk) == 1024 * 1024
    assert len(lying(folder)) == 2
    Attachment.objects.first().delete()  # type: ignore[union-attr]
    assert sent(client, room, half).status_code == 201


def test_two_uploads_at_once_do_not_both_take_the_rest(
    bob: Person, room: Room, settings: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one is written between the first one's look and its own row."""
    settings.CAFE_LIMITS = {**settings.CAFE_LIMITS, "PERSON_MB": 1}
    keep = store.keep

    def meanwhile(file: Any) -> str:
        monkeypatch.setattr(store, "keep", keep)
        uploaded(bob, room, b"x" * 600_000)
        return keep(file)

    monkeypatch.setattr(store, "keep", meanwhile)
    with pytest.raises(upload.TooLarge):
        uploaded(bob, room, b"y" * 600_000)
    assert upload.total_of(bob.pk) == 600_000
    assert len(lying(folder)) == 1


def test_who_is_kicked_while_the_file_comes(
    alice: Person, bob: Person, room: Room, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = store.keep

    def meanwhile(file: Any) -> str:
        rooms.kick(room, bob.pk, by=alice, now=clock.now())
        return keep(file)

    monkeypatch.setattr(store, "keep", meanwhile)
    with pytest.raises(upload.Forbidden):
        uploaded(bob, room)
    assert lying(folder) == []
    assert not Attachment.objects.exists()


def test_too_many_in_a_minute(
    bob: Person, room: Room, client_of: SignIn, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CAFE_LIMITS = {**settings.CAFE_LIMITS, "UPLOADS_PER_MINUTE": 2}
    monkeypatch.setattr(limits, "uploads", limits.Rates(clock=lambda: 1_000.0))
    answers = [sent(client_of(bob), room, b"x") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2]["Retry-After"] == "30"


def test_a_stranger(charlie: Person, room: Room, client_of: SignIn) -> None:
    assert sent(client_of(charlie), room, b"x").status_code == 403
    Room.objects.filter(pk=room.pk).update(public=False)
    assert sent(client_of(charlie), room, b"x").status_code == 404


def test_signed_out(room: Room) -> None:
    assert sent(Client(), room, b"x").status_code == 401


def test_without_the_token_against_forgery(bob: Person, room: Room) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(bob, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert sent(careful, room, b"x").status_code == 403
    assert not Attachment.objects.exists()


def test_muted(bob: Person, room: Room, client_of: SignIn) -> None:
    until = clock.now() + timedelta(hours=1)
    Membership.objects.filter(person=bob).update(muted_until=until)
    answer = sent(client_of(bob), room, b"x")
    assert (answer.status_code, answer.json()["code"]) == (403, "muted")


def test_unverified(bob: Person, room: Room, client_of: SignIn, settings: Any) -> None:
    settings.CAFE_MAIL = True
    answer = sent(client_of(bob), room, b"x")
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Confirm your e-mail address to send files."


def test_where_it_is_for_must_be_said(bob: Person, room: Room, client_of: SignIn) -> None:
    client = client_of(bob)
    assert client.post(ADDRESS, {"file": ""}).status_code == 400
    assert client.post(ADDRESS, {"room": room.pk}).status_code == 400
    both = sent(client, room, b"x", thread=1)
    assert (both.status_code, both.json()["code"]) == (400, "bad_request")
    assert client.post(ADDRESS, {"room": 1}, "application/json").status_code == 415
    assert sent(client, Room(pk=99_999), b"x").status_code == 404


def test_for_a_private_thread(
    alice: Person, bob: Person, charlie: Person, room: Room, client_of: SignIn
) -> None:
    thread, _ = open_thread(alice, bob, now=clock.now())
    file = SimpleUploadedFile("a.txt", b"between us")
    answer = client_of(alice).post(ADDRESS, {"file": file, "thread": thread.pk})
    assert answer.status_code == 201
    address = answer.json()["url"]
    sent_with = actions.Post(
        alice.pk, thread.stream.name, uuid4(), "", attachments=(answer.json()["id"],)
    )
    assert client_of(bob).get(address).status_code == 404
    actions.post_message(sent_with, now=clock.now())
    fetched = client_of(bob).get(address)
    assert (fetched.status_code, fetched.getvalue()) == (200, b"between us")
    assert client_of(charlie).get(address).status_code == 404
    stranger = client_of(charlie).post(
        ADDRESS, {"file": SimpleUploadedFile("a.txt", b"x"), "thread": thread.pk}
    )
    assert stranger.status_code == 404
