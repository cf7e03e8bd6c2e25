"""``{% unread_threads as unread %}`` and ``{% private_messages as are_on %}``, for every page."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template.context import Context

from virtualcafe.chat.private import selectors

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_threads(context: Context) -> int:
    """In how many private threads something waits; one query, where the page hasn't asked yet."""
    if "unread_threads" in context:
        return int(context["unread_threads"])
    return selectors.unread_threads(context["request"].user.pk)


@register.simple_tag
def private_messages() -> bool:
    """Whether this café has them."""
    return bool(settings.CAFE_PRIVATE_MESSAGES)
