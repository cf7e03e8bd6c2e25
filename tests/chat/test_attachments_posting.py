"""Files become part of a message: once, of their owner, in the place they were uploaded for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.chat.cast import hearing, post, said
from tests.chat.uploads import lying, picture, uploaded
from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions, events, wire
from virtualcafe.chat.actions import Posted, post_message, post_messages
from virtualcafe.chat.files.wire import attachment_object
from virtualcafe.chat.files.words import in_words
from virtualcafe.chat.models import Attachment, Message
from virtualcafe.chat.selectors import last_messages
from virtualcafe.lib.errors import BadRequest, CidConflict
from virtualcafe.realtime import log
from virtualcafe.rooms import actions as rooms
from virtualcafe.rooms import cleanup
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
pytestmark = pytest.mark.usefixtures("folder")


def with_files(
    person: Person, room: Room, *files: Attachment, content: str = "", **fields: Any
) -> actions.Post:
    return post(person, room, content, **fields)._replace(
        attachments=tuple(file.pk for file in files)
    )


def test_a_message_of_files_alone(
    bob: Person, room: Room, django_capture_on_commit_callbacks: Any
) -> None:
    first, second = uploaded(bob, room, picture(), "a.png"), uploaded(bob, room)
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        posted = post_message(with_files(bob, room, second, first), now=NOON)
    told = [attachment_object(second), attachment_object(first)]
    [frame] = [each for each in heard if each["type"] == "chat_message"]
    message: Any = frame["message"]
    assert (message["content"], message["html"], message["attachments"]) == ("", "", told)
    assert last_messages(room.stream_id)[-1]["attachments"] == told
    [again] = events.hydrated([{"message_id": posted.message_id}])
    assert again["message"]["attachments"] == told  # type: ignore[index]


def test_an_answer_to_files_says_what_they_are(
    alice: Person, bob: Person, room: Room, django_capture_on_commit_callbacks: Any
) -> None:
    first = post_message(with_files(bob, room, uploaded(bob, room, picture(), "a.png")), now=NOON)
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        answer = said(alice, room, "Lovely", reply_to=first.message_id)
    [frame] = [each for each in heard if each["type"] == "chat_message"]
    told: Any = frame["message"]
    assert told["reply_to"]["excerpt"] == "a picture"
    [told] = wire.message_objects([Message.objects.get(pk=answer.pk)])
    assert told["reply_to"]["excerpt"] == "a picture"


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], ""),
        (["image"], "a picture"),
        (["image", "image"], "2 pictures"),
        (["audio"], "a voice message"),
        (["file"], "a file"),
        (["image", "file", "audio"], "3 files"),
    ],
)
def test_files_in_words(kinds: list[str], words: str) -> None:
    assert in_words(kinds) == words


def test_by_json(bob: Person, room: Room, client_of: SignIn) -> None:
    file = uploaded(bob, room)
    sent = {"cid": str(uuid4()), "content": "", "attachments": [file.pk]}
    address = f"/api/chat/rooms/{room.pk}/messages/"
    answer = client_of(bob).post(address, sent, "application/json")
    assert answer.status_code == 201
    assert answer.json()["attachments"] == [attachment_object(file)]
    assert client_of(bob).post(address, sent, "application/json").status_code == 200
    other = sent | {"attachments": []} | {"content": "x"}
    assert client_of(bob).post(address, other, "application/json").status_code == 409


def test_the_same_again_answers_with_the_first(bob: Person, room: Room) -> None:
    sent = with_files(bob, room, uploaded(bob, room))
    first = post_message(sent, now=NOON)
    assert post_message(sent, now=NOON) == first._replace(duplicate=True)


def test_the_same_cid_with_other_files_conflicts(bob: Person, room: Room) -> None:
    files = uploaded(bob, room), uploaded(bob, room)
    cid = uuid4()
    post_message(with_files(bob, room, files[0], cid=cid), now=NOON)
    with pytest.raises(CidConflict):
        post_message(with_files(bob, room, files[1], cid=cid), now=NOON)
    assert Attachment.objects.get(pk=files[1].pk).message is None


def test_a_file_is_sent_once(bob: Person, room: Room) -> None:
    file = uploaded(bob, room)
    post_message(with_files(bob, room, file), now=NOON)
    with pytest.raises(BadRequest):
        post_message(with_files(bob, room, file), now=NOON)


def test_a_file_is_sent_once_in_one_batch(bob: Person, room: Room) -> None:
    file = uploaded(bob, room)
    first, second = post_messages([with_files(bob, room, file) for _ in range(2)], now=NOON)
    assert isinstance(first, Posted)
    assert isinstance(second, BadRequest)
    assert Attachment.objects.get().message_id == first.message_id


def test_a_file_named_twice(bob: Person, room: Room) -> None:
    file = uploaded(bob, room)
    with pytest.raises(BadRequest):
        post_message(with_files(bob, room, file, file), now=NOON)


def test_a_file_of_somebody_else(alice: Person, bob: Person, room: Room) -> None:
    with pytest.raises(BadRequest):
        post_message(with_files(bob, room, uploaded(alice, room)), now=NOON)


def test_a_file_for_another_room(bob: Person, room: Room) -> None:
    lounge = rooms.open_lounge(now=NOON)
    file = uploaded(bob, lounge)
    with pytest.raises(BadRequest):
        post_message(with_files(bob, room, file), now=NOON)
    assert post_message(with_files(bob, lounge, file), now=NOON).seq


def test_a_file_that_never_was(bob: Person, room: Room) -> None:
    with pytest.raises(BadRequest):
        post_message(post(bob, room)._replace(attachments=(424_242,)), now=NOON)
    assert not Message.objects.exists()


def test_eleven_files(bob: Person, room: Room) -> None:
    files = [uploaded(bob, room) for _ in range(11)]
    with pytest.raises(BadRequest, match="up to 10 files"):
        post_message(with_files(bob, room, *files), now=NOON)
    assert post_message(with_files(bob, room, *files[:10]), now=NOON).seq


def test_a_batch_without_files_asks_for_none(bob: Person, room: Room) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        post_messages([post(bob, room) for _ in range(5)], now=NOON)
    assert not [query for query in asked if "chat_attachment" in query["sql"]]


def test_an_edit_keeps_the_files_and_may_take_the_words(bob: Person, room: Room) -> None:
    file = uploaded(bob, room)
    posted = post_message(with_files(bob, room, file, content="Look"), now=NOON)
    actions.edit_message(bob, posted.message_id, content="", now=NOON)
    [told] = last_messages(room.stream_id)
    assert (told["content"], told["attachments"]) == ("", [attachment_object(file)])


def test_a_deleted_message_takes_its_files_along(
    bob: Person, room: Room, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    kept, gone = uploaded(bob, room), uploaded(bob, room, picture(), "a.png")
    posted = post_message(with_files(bob, room, gone), now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_message(bob, posted.message_id, now=NOON)
    assert list(Attachment.objects.all()) == [kept]
    assert [path.read_bytes() for path in lying(folder)] == [b"Some notes."]
    [told] = last_messages(room.stream_id)
    assert (told["deleted"], told["attachments"]) == (True, [])


def test_a_closed_room_takes_its_files_along(
    alice: Person, bob: Person, room: Room, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    post_message(with_files(bob, room, uploaded(bob, room)), now=NOON)
    uploaded(alice, room, picture(), "a.png")
    with django_capture_on_commit_callbacks(execute=True):
        cleanup.close_room(room, by=alice, now=NOON)
    assert not Attachment.objects.exists()
    assert lying(folder) == []


def test_a_deleted_person_takes_their_files_along(
    alice: Person, bob: Person, room: Room, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    post_message(with_files(bob, room, uploaded(bob, room)), now=NOON)
    kept = uploaded(alice, room)
    with django_capture_on_commit_callbacks(execute=True):
        Person.objects.filter(pk=bob.pk).delete()
    assert list(Attachment.objects.all()) == [kept]
    assert len(lying(folder)) == 1


def test_what_is_rolled_back_keeps_its_file(bob: Person, room: Room, folder: Path) -> None:
    file = uploaded(bob, room)
    with transaction.atomic():
        file.delete()
        transaction.set_rollback(True)
    assert len(lying(folder)) == 1


def test_a_page_of_messages_asks_once_for_all_files(bob: Person, room: Room) -> None:
    for _ in range(3):
        post_message(with_files(bob, room, uploaded(bob, room)), now=NOON)
    said(bob, room)
    with CaptureQueriesContext(connection) as asked:
        last_messages(room.stream_id)
    assert len([query for query in asked if 'FROM "chat_attachment"' in query["sql"]]) == 1
    assert log.top(room.stream_name)
