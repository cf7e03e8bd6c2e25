"""``{% timer_panel as panel %}``: the ring of the page's room, or of the person's own timer."""

from __future__ import annotations

from django import template
from django.template.context import Context

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
def hidden_unless(panel: Panel, when: str) -> str:
    """`when` is written as in data-show: any of its words must fit, each of plus-joined traits."""
    return "" if panel.fits(when) else "hidden"
