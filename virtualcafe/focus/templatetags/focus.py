"""``{% timer_panel as panel %}``: the ring of the page's room, or of the person's own timer."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import format_html

from virtualcafe.focus.panel import Panel, panel
from virtualcafe.lib import clock

register = template.Library()


@register.simple_tag(takes_context=True)
def timer_panel(context: Context) -> Panel:
    """Reads `timer` (of the wire), `room` where there is one, and the person signed in."""
    return panel(
        context.get("timer"),
        person=context["user"],
        room=context.get("room"),
        now=clock.now(),
    )


@register.simple_tag
def shown_while(panel: Panel, when: str) -> str:
    """Attributes for the page to go by, and what they come to now. Any of the words of `when` must
    fit, each of plus-joined traits."""
    return format_html('data-show="{}"{}', when, "" if panel.fits(when) else " hidden")
