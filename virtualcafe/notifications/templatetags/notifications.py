"""``{% bell as bell %}``: how many notifications are unread; one query, on every page."""

from __future__ import annotations

from django import template
from django.template.context import Context

from virtualcafe.accounts.models import Person
from virtualcafe.notifications import selectors
from virtualcafe.realtime import log

register = template.Library()


@register.simple_tag(takes_context=True)
def bell(context: Context) -> dict[str, object]:
    """`{unread, seq, epoch}`; the badge goes on live from that place in the person's stream."""
    user = context["request"].user
    assert isinstance(user, Person)
    return {**selectors.bell(user)._asdict(), "epoch": log.epoch()}
