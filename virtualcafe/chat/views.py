"""The conversation of a room as plain pages and forms, for where there is no JavaScript."""

from __future__ import annotations

import uuid
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.requests import SignedIn
from virtualcafe.chat import actions, excerpts, limits, selectors
from virtualcafe.chat.access import may_delete, may_pin, message_for
from virtualcafe.chat.conversation import of_room
from virtualcafe.chat.files.form import taken
from virtualcafe.chat.models import Message
from virtualcafe.chat.search.found import RoomOfHit
from virtualcafe.chat.search.found import search as search_for
from virtualcafe.chat.wire import message_objects
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, CafeError, NotFound
from virtualcafe.lib.ids import id_in
from virtualcafe.rooms import access
from virtualcafe.rooms.models import Room

PER_PAGE = 20


@require_POST
@login_required
def post(request: SignedIn, code: str) -> HttpResponse:
    now = clock.now()
    room = access.room_for(request.user, code, now=now)
    limits.may_post(request.user.pk)
    thread = id_in(request.POST.get("thread", ""))
    sent = actions.Post(
        request.user.pk,
        room.stream_name,
        uuid.uuid4(),
        typed(request),
        reply_to=id_in(request.POST.get("reply_to", "")),
        thread=thread,
        attachments=taken(request, request.user, room.stream_name, now=now),
    )
    posted = actions.post_message(sent, now=now)
    if thread is not None:
        return redirect(f"{_of_message(room, thread)}#message-{posted.message_id}")
    return redirect(f"/rooms/{room.code}/#message-{posted.message_id}")


@login_required
def message(request: SignedIn, code: str, message_id: int) -> HttpResponse:
    """One message, the thread under it, and all that this person can do to it."""
    now = clock.now()
    room = access.room_for(request.user, code, now=now)
    found = message_for(request.user, message_id, now=now)
    if found.stream_id != room.stream_id:
        raise NotFound
    if request.method == "POST":
        return done(request, f"/rooms/{room.code}/", found, now=now)
    return render(request, "chat/message.html", _shown(room, found, request.user))


@require_safe
@login_required
def pinned(request: SignedIn, code: str) -> HttpResponse:
    room = access.room_for(request.user, code, now=clock.now())
    found = selectors.history(
        room.stream_id, for_person=request.user.pk, limit=selectors.MOST, pinned=True
    )
    context = {
        "title": room.name,
        "page": f"/rooms/{room.code}/",
        "hits": [excerpts.hit(each) for each in found.messages],
    }
    return render(request, "chat/pinned.html", context)


@require_safe
@login_required
def search(request: SignedIn) -> HttpResponse:
    """`?q=` in everything this person may read, or with `room` in one room."""
    q, room = request.GET.get("q", "").strip(), id_in(request.GET.get("room", ""))
    context: dict[str, object] = {"q": q, "room_id": room, "refusal": ""}
    if q:
        try:
            context |= _found(request, q, room)
        except CafeError as refusal:
            context["refusal"] = refusal.detail
    return render(request, "chat/search.html", context)


def _found(request: SignedIn, q: str, room_id: int | None) -> dict[str, object]:
    found = search_for(
        request.user,
        q,
        now=clock.now(),
        room_id=room_id,
        before=id_in(request.GET.get("before", "")),
        limit=PER_PAGE,
    )
    hits = [
        excerpts.Hit(each, excerpts.address_of(each), each["snippet"], _name(each["room"]))
        for each in found.hits
    ]
    kept = {"q": q} if room_id is None else {"q": q, "room": str(room_id)}
    last = found.hits[-1]["id"] if found.older else None
    return {"hits": hits, "more": last and urlencode({**kept, "before": str(last)})}


def _name(room: RoomOfHit | None) -> str:
    return room["name"] if room else ""


def _shown(room: Room, found: Message, person: Person) -> dict[str, object]:
    shown = message_objects([found], for_person=person.pk)
    under = [] if found.thread_id else selectors.thread(found, for_person=person.pk).messages
    role = room.role_of(person.pk)
    return {
        "title": room.name,
        "message": shown[0],
        "words": found.content,
        "conversation": of_room(room, role=role, shown=shown),
        "replies": of_room(
            room, role=role, shown=[{**each, "thread": None} for each in under[-selectors.PAGE :]]
        ),
        "mine": found.sender_id == person.pk,
        "may_delete": may_delete(person, found),
        "may_pin": may_pin(person, found),
    }


def done(request: SignedIn, page: str, found: Message, *, now: datetime) -> HttpResponse:
    """What the form of a message asks for; `page` is where its conversation is read."""
    person, doing = request.user, request.POST.get("do", "")
    if doing in {"react", "unreact"}:
        limits.may_react(person.pk)
        emoji = request.POST.get("emoji", "")
        actions.react(person, found.pk, emoji=emoji, on=doing == "react", now=now)
    elif doing in {"pin", "unpin"}:
        limits.may_react(person.pk)
        actions.pin_message(person, found.pk, on=doing == "pin", now=now)
    elif doing == "edit":
        limits.may_post(person.pk)
        actions.edit_message(person, found.pk, content=typed(request), now=now)
    elif doing == "delete":
        actions.delete_message(person, found.pk, now=now)
        return redirect(f"{page}?message={found.pk}")
    else:
        raise BadRequest
    return redirect(f"{page}messages/{found.pk}/")


def _of_message(room: Room, message_id: int) -> str:
    return f"/rooms/{room.code}/messages/{message_id}/"


def typed(request: SignedIn) -> str:
    """Browsers send line breaks of forms as CRLF; what was typed had one character."""
    return request.POST.get("content", "").replace("\r\n", "\n")
