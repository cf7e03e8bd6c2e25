"""What is told on a person's own stream. `unread` is how many are unread after the event."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from virtualcafe.notifications.models import Notification
from virtualcafe.notifications.wire import notification_object

Event = tuple[str, Mapping[str, object]]


def notified(notification: Notification, *, unread: int) -> Event:
    return "notification", {"notification": notification_object(notification), "unread": unread}


def read(ids: Collection[int] | None, *, unread: int) -> Event:
    """These were read, or are no more; None: all of them."""
    told = None if ids is None else sorted(ids)
    return "notifications_read", {"ids": told, "unread": unread}
