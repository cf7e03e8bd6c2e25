"""Numbers and times, as templates write them."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from virtualcafe.accounts.models import Person
from virtualcafe.progress.public import Public, public

register = template.Library()


@register.simple_tag(takes_context=True)
def public_progress(context: Context, person: Person) -> Public | None:
    """Of this person, for whoever looks; nothing where they don't want to be seen."""
    return public(person, to=context["user"])


@register.filter
def hours(minutes: int) -> str:
    """95 is "1 h 35 min", 25 is "25 min"."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": grouped(whole)}
    return _("%(hours)s h %(minutes)d min") % {"hours": grouped(whole), "minutes": rest}


@register.filter
def hours_short(minutes: int) -> str:
    """For a bar's head: 95 is "1:35", 25 is "0:25", nothing is a dash."""
    if not minutes:
        return "–"
    whole, rest = divmod(minutes, 60)
    return f"{whole}:{rest:02}"


@register.filter
def grouped(number: int) -> str:
    """1500 is "1,500", or as the language has it."""
    return number_format(number, use_l10n=True, force_grouping=True)
