"""``{% theme %}``: light, dark or auto, known before the first byte so that no page flashes."""

from __future__ import annotations

from django import template
from django.template.context import Context

from virtualcafe.pages import themes

register = template.Library()


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    request = context.get("request")
    return themes.chosen(request) if request else themes.AUTO
