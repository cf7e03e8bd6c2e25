"""A list that nobody reads to its end does not grow without one."""

from __future__ import annotations

from django.db.models import Count

from virtualcafe.lib.schedule import every
from virtualcafe.notifications.models import Notification

#: So many a person are kept, the newest.
KEEP = 500


@every(seconds=3600)
def forget_oldest() -> None:
    counted = Notification.objects.order_by().values("person").annotate(number=Count("pk"))
    for person_id in counted.filter(number__gt=KEEP).values_list("person", flat=True):
        newest = Notification.objects.of(person_id).order_by("-created_at", "-pk")
        surplus = list(newest.values_list("pk", flat=True)[KEEP:])
        Notification.objects.filter(pk__in=surplus).delete()
