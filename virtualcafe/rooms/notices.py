"""What rooms tell people of, wherever they are in the café."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.notifications import kinds
from virtualcafe.notifications.actions import notify, withdraw
from virtualcafe.notifications.kinds import Data
from virtualcafe.rooms.models import Room


def muted(person: Person, room: Room, *, until: datetime | None, now: datetime) -> None:
    """None: they may speak again. Their composer in the room follows it."""
    data = {"room": room.named(), "until": clock.iso(until)}
    notify(person.pk, "muted", data, key=f"muted:{room.pk}", now=now)


def hosting(person: Person, room: Room, *, now: datetime) -> None:
    notify(person.pk, "hosting", {"room": room.named()}, key=f"hosting:{room.pk}", now=now)


def ending(room: Room, *, now: datetime) -> None:
    if room.host_id is not None:
        data = {"room": room.named(), "expires_at": clock.iso(room.expires_at)}
        notify(room.host_id, "room_ending", data, key=_ending_key(room), now=now)


def not_ending(room: Room) -> None:
    """Somebody came back, or the host keeps it: what was said isn't so any more."""
    if room.host_id is not None:
        withdraw([room.host_id], _ending_key(room))


def register() -> None:
    kinds.register("muted", _muted_words, _address)
    kinds.register("hosting", _hosting_words, _address)
    kinds.register("room_ending", _ending_words, _keeping)


def _ending_key(room: Room) -> str:
    return f"room_ending:{room.pk}"


def _muted_words(data: Data) -> str:
    if data.get("until") is None:
        return _("You may write again in %(room)s.") % {"room": _name(data)}
    return _("The host of %(room)s muted you for a while.") % {"room": _name(data)}


def _hosting_words(data: Data) -> str:
    return _("You host %(room)s now.") % {"room": _name(data)}


def _ending_words(data: Data) -> str:
    words = _("%(room)s closes in ten minutes: nobody is there. Come back or keep it.")
    return words % {"room": _name(data)}


def _name(data: Data) -> str:
    return str(data["room"]["name"])


def _address(data: Data) -> str:
    return reverse("pages:room", args=[data["room"]["code"]])


def _keeping(data: Data) -> str:
    return reverse("room-keep", args=[data["room"]["code"]])
