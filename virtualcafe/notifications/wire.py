"""Notifications as the protocol spells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from virtualcafe.lib import clock
from virtualcafe.notifications import kinds
from virtualcafe.notifications.models import Notification


class NotificationObject(TypedDict):
    id: int
    kind: str
    data: Mapping[str, object]
    text: str
    url: str
    created_at: str | None
    read_at: str | None


def notification_object(notification: Notification) -> NotificationObject:
    kind = kinds.of(notification.kind)
    return {
        "id": notification.pk,
        "kind": notification.kind,
        "data": notification.data,
        "text": kind.sentence(notification.data),
        "url": kind.url(notification.data),
        "created_at": clock.iso(notification.created_at),
        "read_at": clock.iso(notification.read_at),
    }
