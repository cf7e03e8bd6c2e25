"""``{% import_map %}``: sends the browser's module imports to the hashed file names."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from virtualcafe.pages import assets

register = template.Library()


@register.simple_tag(takes_context=True)
def import_map(context: Context) -> SafeString:
    """The map stands before the first module; empty where names are not hashed."""
    imports = assets.import_map()
    if not imports:
        return SafeString()
    nonce = context["request"].csp_nonce
    # File names of our own as JSON, with every "<" escaped.
    return format_html('<script type="importmap" nonce="{}">{}</script>', nonce, mark_safe(imports))
