"""One room with somebody of every role, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.chat.cast import said
from tests.conftest import make_person
from tests.safety.addresses import Address
from virtualcafe.accounts.models import Person
from virtualcafe.chat import limits
from virtualcafe.chat.models import Attachment, Message, PrivateThread
from virtualcafe.chat.private.actions import open_thread
from virtualcafe.focus.models import Session
from virtualcafe.focus.tasks.models import Parked, Task
from virtualcafe.lib import clock
from virtualcafe.rooms import actions
from virtualcafe.rooms.actions.inviting import renew_link
from virtualcafe.rooms.models import JoinRequest, Room

#: `admin` keeps order in the café and has no seat here; `nobody` is signed out.
ROLES = ("host", "member", "muted", "banned", "stranger", "admin", "nobody")
JSON = "application/json"


#: What is done where several things can be.
_ACTS = {
    "goals/tasks/<int:task_id>/<str:act>/": "done",
    "goals/parked/<int:parked_id>/<str:act>/": "keep",
}


@dataclass(frozen=True)
class Scene:
    """`victim` is another member, `asker` waits for an answer. The member wrote `message`, and
    shares `thread`, with `note` in it, with the host; `task`, `parked` and `session` are theirs."""

    room: Room
    people: Mapping[str, Person]
    victim: Person
    asker: Person
    message: Message
    thread: PrivateThread
    note: Message
    request: JoinRequest
    attachment: Attachment
    token: str
    task: Task
    parked: Parked
    session: Session

    def parts(self, address: Address, method: str) -> dict[str, object]:
        """What stands in an address; where somebody else is meant than usual, by the route."""
        whom: Person = self.victim
        if method == "delete":
            whom = self.people["banned" if "/ban/" in address.route else "muted"]
        private = "private" in address.route or "thread_id" in address.route
        return {
            "room_id": self.room.pk,
            "code": self.room.code,
            "message_id": self.note.pk if private else self.message.pk,
            "thread_id": self.thread.pk,
            "person_id": whom.pk,
            "username": self.victim.username,
            "request_id": self.request.pk,
            "attachment_id": self.attachment.pk,
            "name": self.attachment.name,
            "emoji": "👍",
            "token": self.token,
            "action": "start",
            "act": _ACTS.get(address.route, "kick"),
            "about": "message",
            "object_id": self.message.pk,
            "task_id": self.task.pk,
            "parked_id": self.parked.pk,
            "session_id": self.session.pk,
            "slug": "sessions-1",
        }


def build() -> Scene:
    now = clock.now()
    host, member, muted, banned, stranger, victim, asker = (
        make_person(name) for name in ("hal", "mem", "mute", "ban", "stray", "vic", "ask")
    )
    admin = Person.objects.create_superuser("keeper", "keeper@example.org", "correct horse")
    room = actions.open_room(host, name="Open room", now=now)
    for person in (member, muted, banned, victim):
        actions.seat(person, room, now=now)
    message = said(member, room, "A word")
    actions.mute(room, muted.pk, minutes=60, by=host, now=now)
    actions.ban(room, banned.pk, by=host, now=now)
    thread, _ = open_thread(member, host, now=now)
    people = dict(zip(ROLES, (host, member, muted, banned, stranger, admin), strict=False))
    return Scene(
        room=room,
        people=people,
        victim=victim,
        asker=asker,
        message=message,
        thread=thread,
        note=_note(thread, member),
        request=JoinRequest.objects.create(room=room, person=asker, text="Please", created_at=now),
        attachment=_file(message, member),
        token=renew_link(room, by=host, now=now).token,
        task=Task.objects.create(person=member, title="Essay", created_at=now),
        parked=Parked.objects.create(person=member, text="A thought", created_at=now),
        session=_session(member),
    )


def _session(person: Person) -> Session:
    now = clock.now()
    return Session.objects.create(
        person=person, source="solo", goal="Outline", planned_minutes=25, minutes=25,
        started_at=now, ended_at=now, local_date=now.date(),
    )  # fmt: skip


def _note(thread: PrivateThread, sender: Person) -> Message:
    from virtualcafe.chat.actions import Post, post_message

    post = Post(sender.pk, thread.stream.name, uuid4(), "Between us")
    return Message.objects.get(pk=post_message(post, now=clock.now()).message_id)


def _file(message: Message, owner: Person) -> Attachment:
    attachment = Attachment(
        stream=message.stream, message=message, owner=owner, kind="file", name="x.txt",
        mime="text/plain", size=1, created_at=clock.now(),
    )  # fmt: skip
    attachment.file.save("x.txt", ContentFile(b"x"))
    attachment.thumb.save("x.webp", ContentFile(b"x"))
    attachment.save()
    return attachment


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done is as if it had never been; and nobody is too fast."""
    cache.clear()
    limits.messages.forget()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_of(person: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


Body = Callable[[Scene], object]


def _message(scene: Scene) -> dict[str, object]:
    return {"cid": str(uuid4()), "content": "Hello"}


def _edit(scene: Scene) -> dict[str, object]:
    return {"do": "edit", "content": "Edited"}


def upload(scene: Scene) -> dict[str, object]:
    return {"file": SimpleUploadedFile("a.txt", b"words"), "room": scene.room.pk}


#: By method and address; what isn't here is sent without a body.
BODIES: dict[tuple[str, str], Body] = {
    ("post", "api/auth/token/"): lambda s: {"username": "vic", "password": "correct horse"},
    ("post", "api/auth/token/refresh/"): lambda s: {"refresh": "x"},
    ("post", "api/chat/rooms/"): lambda s: {"name": "Another"},
    ("patch", "api/chat/rooms/<int:room_id>/"): lambda s: {"name": "Renamed"},
    ("post", "api/chat/rooms/join-by-code/"): lambda s: {"code": s.room.code},
    ("post", "api/chat/rooms/join-by-invite/"): lambda s: {"token": s.token},
    ("post", "api/chat/rooms/<int:room_id>/mute/<int:person_id>/"): lambda s: {"minutes": 5},
    ("post", "api/chat/rooms/<int:room_id>/messages/"): _message,
    ("post", "api/chat/rooms/<int:room_id>/read/"): lambda s: {"seq": 1},
    ("post", "api/chat/rooms/<int:room_id>/timer/<str:action>/"): lambda s: {},
    ("patch", "api/chat/messages/<int:message_id>/"): lambda s: {"content": "Edited"},
    ("patch", "api/chat/private-messages/<int:message_id>/"): lambda s: {"content": "Edited"},
    ("post", "api/chat/private-threads/"): lambda s: {"user": "vic"},
    ("post", "api/chat/private-threads/<int:thread_id>/messages/"): _message,
    ("post", "api/chat/private-threads/<int:thread_id>/read/"): lambda s: {"seq": 1},
    ("get", "api/chat/search/"): lambda s: {"q": "word", "room": s.room.pk},
    ("post", "api/notifications/read/"): lambda s: {"ids": []},
    ("patch", "api/me/"): lambda s: {"bio": "New"},
    ("delete", "api/me/"): lambda s: {"password": "correct horse"},
    ("patch", "api/me/preferences/"): lambda s: {"volume": 5},
    ("post", "api/chat/rooms/<int:room_id>/invite/"): lambda s: {},
    ("post", "api/chat/rooms/<int:room_id>/join-request/"): lambda s: {"text": "Please"},
    ("post", "api/focus/timer/<str:action>/"): lambda s: {},
    ("post", "api/focus/tasks/"): lambda s: {"title": "Essay"},
    ("patch", "api/focus/tasks/<int:task_id>/"): lambda s: {"title": "Report"},
    ("post", "api/focus/tasks/reorder/"): lambda s: {"ids": [s.task.pk]},
    ("put", "api/focus/goal/"): lambda s: {"goal": "Outline"},
    ("post", "goals/now/"): lambda s: {"goal": "Outline"},
    ("post", "goals/outcome/<int:session_id>/"): lambda s: {"outcome": "done"},
    ("post", "api/focus/parked/"): lambda s: {"text": "A thought"},
    ("patch", "api/focus/sessions/<int:session_id>/"): lambda s: {"outcome": "done"},
    ("post", "api/focus/sessions/"): lambda s: {"started_at": "2026-03-04T12:00Z", "minutes": 9},
    ("put", "api/progress/goal/"): lambda s: {"minutes": 600},
    ("get", "api/progress/leaderboard/"): lambda s: {"scope": "room", "room": s.room.pk},
    ("post", "progress/goal/"): lambda s: {"weekly_goal_minutes": "20"},
    ("post", "progress/sessions/add/"): lambda s: {"began": "2026-03-04T12:00", "minutes": 9},
    ("post", "save-session/"): lambda s: {"minutes": 25},
    ("post", "study/save-session/"): lambda s: {"minutes": 25},
    ("post", "study/tasks/"): lambda s: {"name": "Essay"},
    ("post", "goals/tasks/"): lambda s: {"title": "Essay"},
    ("post", "goals/tasks/<int:task_id>/"): lambda s: {"title": "Report"},
    ("post", "goals/parked/"): lambda s: {"text": "A thought"},
    ("post", "api/reports/"): lambda s: {"about": "message", "id": s.message.pk, "reason": "Rude"},
    ("post", "rooms/<str:code>/messages/"): _message,
    ("post", "rooms/<str:code>/messages/<int:message_id>/"): _edit,
    ("post", "rooms/<str:code>/requests/<int:request_id>/"): lambda s: {"answer": "approve"},
    ("post", "messages/<int:thread_id>/messages/"): _message,
    ("post", "messages/<int:thread_id>/messages/<int:message_id>/"): _edit,
    ("post", "messages/start/"): lambda s: {"to": "vic", "content": "Hello"},
}
UPLOADS: dict[tuple[str, str], Body] = {
    ("post", "api/chat/attachments/"): upload,
}


def ask(client: Client, method: str, address: Address, scene: Scene) -> Any:
    path = address.path(scene.parts(address, method))
    key = (method, address.route)
    if key in UPLOADS:
        return client.post(path, UPLOADS[key](scene))
    body: Any = BODIES[key](scene) if key in BODIES else None
    if method == "get":
        return client.get(path, body)
    if address.route.startswith("api/") and body is not None:
        return getattr(client, method)(path, body, JSON)
    return (
        getattr(client, method)(path, body) if method == "post" else getattr(client, method)(path)
    )
