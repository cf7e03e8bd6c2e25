"""``{% theme %}``: light, dark or auto, known before the first byte so that no page flashes."""

from __future__ import annotations

from django import template
from django.template.context import Context

from virtualcafe.pages import themes

register = template.Library()


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    request = context.get("request")
    if request is None:
        return themes.AUTO
    # A page asks more than once, and whoever has no preferences yet would be looked up each time.
    if not hasattr(request, "theme_chosen"):
        request.theme_chosen = themes.chosen(request)
    chosen: str = request.theme_chosen
    return chosen
