"""Whatever people wrote, the pages that show it are built like pages that show a harmless word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import cycle, islice
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.chat.cast import said
from virtualcafe.accounts.models import ModeratorAct, Person, Report
from virtualcafe.chat.models import Attachment, Message
from virtualcafe.focus.models import Session
from virtualcafe.focus.tasks.models import Parked, Task
from virtualcafe.lib import clock, markdown
from virtualcafe.lib.errors import ApprovalRequired
from virtualcafe.rooms.actions import entering, join_by_code
from virtualcafe.rooms.models import Room

from . import corpus, words
from .addresses import addresses
from .conftest import SignIn
from .markup import refuse_runnable_addresses, shape

HARMLESS = "harmless"
ROUNDS = 4


def test_every_column_of_text_is_declared() -> None:
    assert set(words.columns()) == words.WRITTEN.keys() | words.OURS


@pytest.fixture
def scene(room: Room, alice: Person, bob: Person, charlie: Person, dora: Person) -> Room:
    """A room in which something of everything is to be seen."""
    first = said(bob, room, HARMLESS)
    for _ in range(len(corpus.PLAIN) // ROUNDS + 1):
        said(bob, room, HARMLESS, reply_to=first.pk)
    said(alice, room, HARMLESS, thread=first.pk)
    with suppress(ApprovalRequired):  # whoever shows the code may ask
        join_by_code(charlie, room.code, address="192.0.2.1", now=clock.now())
    entering.ask(charlie, room.pk, text=HARMLESS, now=clock.now())
    _sent_file(first, bob)
    for person in (alice, bob):
        _session(person, room)
        Task.objects.create(person=person, title=HARMLESS, created_at=clock.now())
        Parked.objects.create(person=person, text=HARMLESS, created_at=clock.now())
    now = clock.now()
    Report.objects.create(
        reporter=charlie, about="person", object_id=bob.pk, person=bob, created_at=now
    )
    ModeratorAct.objects.create(actor=alice, actor_name="alice", verb="mute", created_at=now)
    return room


def _sent_file(message: Message, owner: Person) -> None:
    Attachment.objects.create(
        stream=message.stream,
        message=message,
        owner=owner,
        kind="file",
        name=HARMLESS,
        mime="text/plain",
        size=1,
        file="x",
        created_at=clock.now(),
    )


def _session(person: Person, room: Room) -> None:
    now = clock.now()
    Session.objects.create(
        person=person,
        room=room,
        source="room",
        minutes=25,
        planned_minutes=25,
        started_at=now,
        ended_at=now,
        local_date=now.date(),
    )


def write(lines: list[str]) -> None:
    """Each column gets as many of the lines as go in, beginning at another one; messages one."""
    start = iter(cycle(range(len(lines))))

    def some(longest: int) -> str:
        at = next(start)
        text = ""
        for line in [*lines[at:], *lines[:at]]:
            if not longest or len(text) + len(line) < longest:
                text = f"{text} {line}".strip()
        return (text or lines[at])[: longest or None].replace("\x00", "")

    words.write(some)
    typed = cycle(line.replace("\x00", "") for line in lines)
    for message in Message.objects.order_by("pk"):
        message.content = next(typed)
        message.html = markdown.render(message.content)
        message.save(update_fields=["content", "html"])


def rounds() -> Iterator[list[str]]:
    return (corpus.PLAIN[at::ROUNDS] for at in range(ROUNDS))


Pages = dict[str, str]


def compare(client: Client, paths: Collection[str]) -> Collection[str]:
    """Pages that show a harmless word, and then each round of attacks; which they are."""
    write([HARMLESS])
    harmless = html_pages(client, paths)
    wanted = {path: shape(html) for path, html in harmless.items() if HARMLESS in html}
    assert wanted
    for lines in rounds():
        write(lines)
        now = html_pages(client, wanted)
        for path, built in wanted.items():
            refuse_runnable_addresses(now[path])
            assert shape(now[path]) == built, (path, lines)
    return wanted.keys()


def html_pages(client: Client, paths: Collection[str]) -> Pages:
    answers = {path: client.get(path) for path in paths}
    assert not [path for path, answer in answers.items() if answer.status_code >= 500]
    return {
        path: answer.content.decode()
        for path, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def parts_of(room: Room, bob: Person) -> dict[str, object]:
    """What stands in the addresses of pages."""
    return {
        "code": room.code,
        "username": bob.username,
        "person_id": bob.pk,
        "request_id": room.join_requests.get().pk,
        "message_id": Message.objects.earliest("pk").pk,
        "token": "nobodys",
        "action": "start",
        "act": "kick",
        "name": "nothing.webp",
        "attachment_id": 1,
        "thread_id": 1,
        "about": "room",
        "object_id": room.pk,
        "task_id": Task.objects.get(person=bob).pk,
        "parked_id": 1,
        "session_id": 1,
        "slug": "sessions-1",
    }


def test_a_hosts_pages(scene: Room, alice: Person, bob: Person, client_of: SignIn) -> None:
    _compare_pages(scene, alice, bob, client_of, least=8)


def test_a_strangers_pages(scene: Room, dora: Person, bob: Person, client_of: SignIn) -> None:
    Room.objects.update(public=True)
    _compare_pages(scene, dora, bob, client_of, least=4)


def _compare_pages(
    scene: Room, viewer: Person, bob: Person, client_of: SignIn, *, least: int
) -> None:
    client, parts = client_of(viewer), parts_of(scene, bob)
    paths = [each.path(parts) for each in addresses(without=("api/", "admin/", "logout/"))]
    compared = compare(client, paths)
    assert len(compared) >= least, compared


def test_the_admins_lists(scene: Room, client_of: SignIn) -> None:
    keeper = Person.objects.create_superuser("keeper", "keeper@example.org", "correct horse")
    client = client_of(keeper)
    compare(client, set(_admin_paths()))


def _admin_paths() -> Iterator[str]:
    written = {column.rsplit(".", 1)[0] for column in words.WRITTEN}
    for model in admin.site._registry:
        label = model._meta.label
        if label in written:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            yield reverse(f"{name}_changelist")
            yield reverse("admin:index")
            for row in islice(model._default_manager.order_by("pk"), 1):
                yield reverse(f"{name}_change", args=[row.pk])
                yield reverse(f"{name}_delete", args=[row.pk])


# --- Names of people are letters that can do nothing ----------------------------------------------
def test_a_name_that_could_do_something_is_refused(client: Client, db: Any) -> None:
    for line in corpus.PLAIN:
        form = {"username": line, "email": "x@example.org", "password1": "correct horse battery"}
        answer = client.post("/signup/", form, REMOTE_ADDR=f"10.0.0.{len(line)}")
        assert answer.status_code in (200, 429), line
    assert not Person.objects.exists()


def test_what_was_typed_into_a_form_comes_back_as_words(
    scene: Room, bob: Person, client_of: SignIn
) -> None:
    """A refused form shows what was typed again, and a search says what was looked for."""
    client = client_of(bob)

    def pages(line: str) -> Iterator[Any]:
        form = dict.fromkeys(("name", "description", "subject", "capacity"), line * 70)
        yield client.post("/rooms/create/", form)
        yield client.post("/join/", {"code": line})
        yield client.post("/profile/edit/", {"bio": line * 70, "time_zone": line})
        yield client.get("/rooms/", {"search": line, "page": line})
        yield client.get(f"/rooms/{scene.code}/", {"q": line, "message": line})
        yield client.get("/login/", {"next": line})

    wanted = [shape(answer.content.decode()) for answer in pages(HARMLESS)]
    for line in corpus.BREAKOUTS[::2] + corpus.TEMPLATES[::3]:
        for answer, harmless in zip(pages(line), wanted, strict=True):
            html = answer.content.decode()
            assert answer.status_code < 500
            refuse_runnable_addresses(html)
            assert shape(html) == harmless, line


def test_nobody_is_led_elsewhere(bob: Person, client_of: SignIn) -> None:
    """`next` is an address of the café or none."""
    for address in [*corpus.ADDRESSES, "https://evil.example/", "///evil.example"]:
        client = client_of(bob)
        for method, path in (("get", "/login/"), ("post", "/theme/"), ("post", "/logout/")):
            answer = getattr(client, method)(path, {"next": address, "theme": "dark"})
            leads = urljoin("http://testserver", answer.get("Location", ""))
            assert leads.startswith("http://testserver/"), (path, address)
