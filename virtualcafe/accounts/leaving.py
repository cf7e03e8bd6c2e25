"""Whoever signs out, by whichever door, loses the sockets of that session within a second."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from virtualcafe.accounts.models import Person
from virtualcafe.realtime.rights import SIGNED_OUT, revoke


def watch() -> None:
    user_logged_out.connect(end_sockets)


def end_sockets(request: HttpRequest, user: Person | None, **_: Any) -> None:
    """Runs just before the session is thrown away, while its key is known."""
    key = request.session.session_key
    if user is not None and key:
        revoke(user.pk, reason="signed_out", close=SIGNED_OUT, session_key=key)
