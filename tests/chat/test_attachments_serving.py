"""Fetching files: who may, for how long, and as what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.chat.cast import post
from tests.chat.uploads import lying, picture, recording, uploaded
from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.api.authentication import issue
from virtualcafe.chat import actions
from virtualcafe.chat.files import letting_go
from virtualcafe.chat.files.wire import attachment_object
from virtualcafe.chat.models import Attachment, Message
from virtualcafe.lib import clock
from virtualcafe.rooms import actions as rooms
from virtualcafe.rooms.models import Membership, Room

SignIn = Callable[[Person], Client]
pytestmark = pytest.mark.usefixtures("folder")


def shared(person: Person, room: Room, data: bytes = b"0123456789", **fields: Any) -> Attachment:
    """In a message that stands."""
    file = uploaded(person, room, data, **fields)
    sent = post(person, room, "")._replace(attachments=(file.pk,))
    actions.post_message(sent, now=clock.now())
    return Attachment.objects.get(pk=file.pk)


def url(file: Attachment) -> str:
    return attachment_object(file)["url"]


def fetched(client: Client, address: str, **options: Any) -> Any:
    """The answer, its body read to the end as a browser does."""
    answer = client.get(address, **options)
    answer.whole = answer.getvalue()
    return answer


def test_a_file_is_a_download(alice: Person, bob: Person, room: Room, client_of: SignIn) -> None:
    file = shared(bob, room, b"<script>alert(1)</script>", name="Überraschung.html")
    answer = fetched(client_of(alice), url(file))
    assert (answer.status_code, answer.whole) == (200, b"<script>alert(1)</script>")
    assert answer["Content-Type"] == "application/octet-stream"
    told = "attachment; filename*=utf-8''%C3%9Cberraschung.html"
    assert answer["Content-Disposition"] == told
    assert answer["Content-Length"] == "25"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("data", "name"), [(b"%PDF-1.7", "a.pdf"), (b"<svg/>", "a.svg"), (b"<html>", "a.htm")]
)
def test_nothing_that_could_run_is_shown(
    bob: Person, room: Room, client_of: SignIn, data: bytes, name: str
) -> None:
    answer = fetched(client_of(bob), url(shared(bob, room, data, name=name)))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")


def test_a_picture_and_its_thumbnail_are_shown(
    alice: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    file = shared(bob, room, picture(size=(900, 600)), name="a.png")
    answer = fetched(client_of(alice), url(file))
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "image/png",
        'inline; filename="a.png"',
    )
    thumb = fetched(client_of(alice), attachment_object(file)["thumb_url"] or "")
    assert (thumb.status_code, thumb["Content-Type"]) == (200, "image/webp")
    assert thumb.whole[8:12] == b"WEBP"
    saved = fetched(client_of(alice), url(file) + "?download")
    assert saved["Content-Disposition"] == 'attachment; filename="a.png"'


def test_a_file_has_no_thumbnail(bob: Person, room: Room, client_of: SignIn) -> None:
    assert fetched(client_of(bob), f"/files/thumbs/{shared(bob, room).pk}/").status_code == 404


def test_a_recording_is_played(bob: Person, room: Room, client_of: SignIn) -> None:
    file = shared(bob, room, recording(), name="v.webm", duration=1.5)
    answer = fetched(client_of(bob), url(file))
    assert answer["Content-Type"] == "audio/webm"
    assert answer["Content-Disposition"].startswith("inline;")
    assert answer.whole == recording()


@pytest.mark.parametrize(
    ("asked", "span", "data"),
    [
        ("bytes=0-3", "0-3", b"0123"),
        ("bytes=4-", "4-9", b"456789"),
        ("bytes=-3", "7-9", b"789"),
        ("bytes=8-100", "8-9", b"89"),
        ("bytes=0-0", "0-0", b"0"),
    ],
)
def test_a_part(
    bob: Person, room: Room, client_of: SignIn, asked: str, span: str, data: bytes
) -> None:
    answer = fetched(client_of(bob), url(shared(bob, room)), headers={"Range": asked})
    assert (answer.status_code, answer.whole) == (206, data)
    assert answer["Content-Range"] == f"bytes {span}/10"
    assert answer["Content-Length"] == str(len(data))


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=5-2"])
def test_what_is_no_part_is_the_whole(
    bob: Person, room: Room, client_of: SignIn, asked: str
) -> None:
    answer = fetched(client_of(bob), url(shared(bob, room)), headers={"Range": asked})
    assert (answer.status_code, answer.whole) == (200, b"0123456789")
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_part_that_the_file_does_not_have(
    bob: Person, room: Room, client_of: SignIn, asked: str
) -> None:
    answer = fetched(client_of(bob), url(shared(bob, room)), headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10")


def test_the_head_alone(bob: Person, room: Room, client_of: SignIn) -> None:
    answer = client_of(bob).head(url(shared(bob, room)))
    assert (answer.status_code, answer["Content-Length"]) == (200, "10")


def test_a_program_with_its_token(bob: Person, room: Room) -> None:
    headers = {"Authorization": f"Bearer {issue(bob)['access']}"}
    assert fetched(Client(), url(shared(bob, room)), headers=headers).status_code == 200


def test_signed_out(bob: Person, room: Room) -> None:
    assert fetched(Client(), url(shared(bob, room))).status_code == 401


def test_a_stranger(bob: Person, charlie: Person, room: Room, client_of: SignIn) -> None:
    file = shared(bob, room, picture(), name="a.png")
    for address in (url(file), f"/files/thumbs/{file.pk}/"):
        assert fetched(client_of(charlie), address).status_code == 404


def test_the_name_in_the_address_is_only_for_people(
    bob: Person, room: Room, client_of: SignIn
) -> None:
    file = shared(bob, room)
    answer = fetched(client_of(bob), f"/files/{file.pk}/..%0d%0aX: y")
    assert answer["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert fetched(client_of(bob), "/files/424242/a").status_code == 404
    assert fetched(client_of(bob), f"/files/{2**70}/a").status_code == 404


def test_what_was_not_sent_yet_is_its_uploaders(
    alice: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    file = uploaded(bob, room)
    assert fetched(client_of(bob), url(file)).status_code == 200
    assert fetched(client_of(alice), url(file)).status_code == 404


@pytest.mark.parametrize("how", ["leave", "kick", "ban"])
def test_who_is_out_fetches_nothing_more(
    alice: Person, bob: Person, room: Room, client_of: SignIn, how: str
) -> None:
    hers, his, unsent = shared(alice, room), shared(bob, room), uploaded(bob, room)
    client = client_of(bob)
    assert fetched(client, url(hers)).status_code == 200
    if how == "leave":
        rooms.leave(bob, room, now=clock.now())
    elif how == "kick":
        rooms.kick(room, bob.pk, by=alice, now=clock.now())
    else:
        rooms.ban(room, bob.pk, by=alice, now=clock.now())
    answers = [fetched(client, url(file)) for file in (hers, his, unsent)]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert fetched(client_of(alice), url(his)).status_code == 200


def test_who_is_muted_still_reads(
    alice: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    Membership.objects.filter(person=bob).update(muted_until=clock.now() + timedelta(hours=1))
    assert fetched(client_of(bob), url(shared(alice, room))).status_code == 200


def test_of_a_deleted_message_nothing_is_left(
    alice: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    file = shared(bob, room)
    actions.delete_message(bob, Message.objects.get().pk, now=NOON)
    for person in (alice, bob):
        assert fetched(client_of(person), url(file)).status_code == 404


def test_a_file_that_is_lost(bob: Person, room: Room, client_of: SignIn, folder: Path) -> None:
    file = shared(bob, room)
    [path] = lying(folder)
    path.unlink()
    assert fetched(client_of(bob), url(file)).status_code == 404


def test_what_nobody_sent_goes_after_a_day(
    bob: Person, room: Room, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    sent, fresh = shared(bob, room, now=NOON), uploaded(bob, room, now=NOON + timedelta(hours=2))
    old = uploaded(bob, room, picture(), name="a.png", now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        assert letting_go.sweep_unsent(NOON + timedelta(hours=25)) == 1
    assert letting_go.sweep_unsent(NOON + timedelta(hours=25)) == 0
    assert set(Attachment.objects.all()) == {sent, fresh}
    assert not Attachment.objects.filter(pk=old.pk).exists()
    assert len(lying(folder)) == 2


def test_files_that_no_row_names_go_after_a_day(bob: Person, room: Room, folder: Path) -> None:
    shared(bob, room, picture(), name="a.png")
    known = set(lying(folder))
    lost = folder / "attachments" / "ab" / "lost"
    lost.parent.mkdir(exist_ok=True)
    lost.write_bytes(b"half an upload")
    elsewhere = folder / "avatars" / "face"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"not ours")
    now = clock.real_now()
    assert letting_go.sweep_files(now) == 0
    assert letting_go.sweep_files(now + timedelta(hours=25)) == 1
    assert letting_go.sweep_files(now + timedelta(hours=25)) == 0
    assert set(lying(folder)) == {*known, elsewhere}
