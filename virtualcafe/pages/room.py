"""The room's page: rooms, chat and the timer at one table. Opening it never joins."""

from __future__ import annotations

from contextlib import suppress

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.relations import blocked_ids
from virtualcafe.accounts.requests import SignedIn
from virtualcafe.chat import conversation
from virtualcafe.chat.private.selectors import read_and_unread
from virtualcafe.chat.selectors import History, around, history
from virtualcafe.lib import clock
from virtualcafe.lib.errors import NotFound
from virtualcafe.lib.ids import id_in
from virtualcafe.realtime import log
from virtualcafe.rooms import access, codes, hooks, presence, selectors
from virtualcafe.rooms.models import Room
from virtualcafe.rooms.wire import described

MESSAGES = 50
FACES_AT_THE_DOOR = 12


@require_safe
@login_required
@never_cache
def page(request: SignedIn, code: str) -> HttpResponse:
    """The room for who sits in it, the front door of a public one; anything else is 404."""
    tidied = codes.tidied(code)
    if code != tidied and tidied:
        return redirect("pages:room", tidied)
    now = clock.now()
    found = selectors.with_seats(request.user, code, now=now)
    if found is None or access.is_dead(found.room, now=now):
        raise NotFound(access.NO_ROOM)
    kept_out = "" if found.is_mine else access.kept_out(request.user, found.room, now=now)
    if found.is_mine or (found.room.is_lounge and not kept_out):
        shown_at = id_in(request.GET.get(conversation.AT, ""))
        return render(request, "rooms/room.html", _at_the_table(found, request.user, shown_at))
    if found.room.public:
        context = _at_the_door(found.room, request.user) | {"kept_out": kept_out}
        return render(request, "rooms/front_door.html", context)
    raise NotFound(access.NO_ROOM)


def _at_the_table(
    found: selectors.Seats, person: Person, shown_at: int | None
) -> dict[str, object]:
    """`last_seq` is read before the messages: what comes in between is told again, not missed."""
    room = found.room
    present = presence.objects(room.stream_name)
    timer = hooks.timer_of(room.pk)
    role = room.role_of(person.pk) if found.is_mine else None
    page, at = _messages(room, person, shown_at)
    read, unread_threads = read_and_unread(person.pk, room.stream_id)
    return {
        "room": room,
        "room_data": described(
            room,
            members=found.members,
            present=len(present),
            timer=timer,
            role=role,
            last_seq=room.stream.last_seq,
        ),
        "present": present,
        "may_moderate": access.may_moderate(person, room),
        "muted_until": found.muted_until,
        "timer": timer,
        "last_seq": room.stream.last_seq,
        "epoch": log.epoch(),
        "conversation": conversation.of_room(
            room,
            role=role,
            shown=page.messages,
            older=page.older,
            newer=page.newer,
            at=at,
            read=read,
        ),
        "unread_threads": unread_threads,
        "blocked": blocked_ids(person),
    }


def _messages(room: Room, person: Person, at: int | None) -> tuple[History, int | None]:
    """The last ones, or those around the message of a link; a link to nothing shows the last."""
    if at is not None:
        with suppress(NotFound):
            return around(room.stream_id, at, for_person=person.pk, limit=MESSAGES), at
    return history(room.stream_id, for_person=person.pk, limit=MESSAGES), None


def _at_the_door(room: Room, person: Person) -> dict[str, object]:
    [card] = selectors.cards([room], person)
    faces = presence.faces([room.stream_name], most=FACES_AT_THE_DOOR)
    return {"room": room, "card": card, "faces": faces.get(room.stream_name, [])}
