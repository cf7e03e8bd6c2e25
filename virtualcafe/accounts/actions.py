"""What people do with their accounts."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import RateLimited

GUESSING_PAUSE = 300


def authenticate(request: HttpRequest, *, username: str, password: str) -> Person | None:
    """The active person of this name (or e-mail address) and password; guessing is throttled."""
    try:
        person = get_adapter(request).authenticate(request, username=username, password=password)
    except ValidationError as error:
        raise RateLimited(error.messages[0], retry_after=GUESSING_PAUSE) from error
    return cast("Person", person) if person is not None and person.is_active else None
